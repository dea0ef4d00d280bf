import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { hasRight, type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import { makeNew } from './QuickCreate.tsx'

/** ＋新建: anything this person may make, from anywhere. */
export function NewMenu() {
  const t = useText()
  const offered = useMakeable()
  if (offered.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: offered.map(object => ({
          key: object.name,
          label: object.label,
          icon: <NavigationIcon name={object.navigation?.icon ?? ''} />,
        })),
        onClick: ({ key }) => makeNew(key),
      }}
    >
      <Button type="primary" icon={<PlusOutlined aria-hidden />}>
        {t('shell.new')}
      </Button>
    </Dropdown>
  )
}

/** Nouns of daily work that this person may create, in the order of the navigation. */
export const useMakeable = (): ObjectDescription[] =>
  useCatalog()
    .filter(object => object.navigation && object.navigation.group !== 'settings' && hasRight(object, 'create'))
    .sort((a, b) => (a.navigation?.order ?? 0) - (b.navigation?.order ?? 0))
