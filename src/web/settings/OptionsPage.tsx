import { TagsOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTrail } from '#web/shell/trail.ts'
import { useText } from '#web/ui/index.ts'
import { ChoicePage } from './ChoicePage.tsx'
import { useOptionGroups } from './option-places.ts'
import { OptionsEditor } from './OptionsEditor.tsx'

/** The options of every choice: shared sets, then by noun, at the left (above, on a phone); the chosen one's at the right. */
export function OptionsPage() {
  const t = useText()
  const navigate = useNavigate()
  const { field: chosen } = useSearch({ from: '/signedIn/settings/options' })
  const groups = useOptionGroups()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.options.title') }])
  const places = groups.flatMap(group => group.places)
  return (
    <ChoicePage
      title={t('settings.options.title')}
      text={t('settings.options.text')}
      list={t('settings.options.field')}
      choose={t(groups.length === 0 ? 'settings.options.none' : 'settings.options.choose')}
      icon={<TagsOutlined aria-hidden />}
      groups={groups.map(({ key, label, places: choices }) => ({ key, label, choices }))}
      chosen={places.find(one => one.fields.includes(chosen ?? ''))?.key ?? chosen}
      onChoose={field => void navigate({ to: '/settings/options', search: { field } })}
    >
      {key => {
        const place = places.find(one => one.key === key)
        const group = groups.find(one => place && one.places.includes(place))
        return place && group ? <OptionsEditor key={key} place={place} group={group.label} /> : null
      }}
    </ChoicePage>
  )
}
