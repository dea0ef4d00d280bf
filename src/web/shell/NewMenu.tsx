import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { hasRight, type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import { NavigationIcon } from './NavigationIcon.tsx'

/** ＋新建: anything this person may make, from anywhere. */
export function NewMenu() {
  const t = useText()
  const offered = useMakeable()
  const make = useMake()
  if (offered.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: offered.map(object => ({
          key: object.path,
          label: object.label,
          icon: <NavigationIcon name={object.navigation?.icon ?? ''} />,
        })),
        onClick: ({ key }) => make(key),
      }}
    >
      <Button type="primary" icon={<PlusOutlined />}>
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

/** Begins a new record of the noun with this path. */
export function useMake(): (path: string) => void {
  const navigate = useNavigate()
  return path => void navigate({ to: '/o/$path/new', params: { path } })
}
