import { FormOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCatalog } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { useText } from '#web/ui/index.ts'
import { ChoicePage } from './ChoicePage.tsx'
import { FieldsLayout } from './FieldsLayout.tsx'

/** Fields of each noun and where they stand: nouns at the left (above, on a phone), the chosen one's fields at the right. */
export function FieldsPage() {
  const t = useText()
  const navigate = useNavigate()
  const catalog = useCatalog()
  const { object: chosen } = useSearch({ from: '/signedIn/settings/fields' })
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.fields.title') }])
  return (
    <ChoicePage
      title={t('settings.fields.title')}
      text={t('settings.fields.text')}
      list={t('settings.fields.noun')}
      choose={t('settings.fields.choose')}
      icon={<FormOutlined aria-hidden />}
      groups={[{ key: 'nouns', choices: catalog.map(({ name, label }) => ({ key: name, label })) }]}
      chosen={chosen}
      onChoose={noun => void navigate({ to: '/settings/fields', search: { object: noun } })}
    >
      {name => {
        const object = catalog.find(one => one.name === name)
        return object ? <FieldsLayout key={name} object={object} /> : null
      }}
    </ChoicePage>
  )
}
