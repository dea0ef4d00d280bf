import { TagsOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, useText } from '#web/ui/index.ts'
import { Choices } from './Choices.tsx'
import { useOptionGroups } from './option-places.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import styles from './settings.module.css'

/** The options of every choice: shared sets, then by noun, at the left (above, on a phone); the chosen one's at the right. */
export function OptionsPage() {
  const t = useText()
  const navigate = useNavigate()
  const { field: chosen } = useSearch({ from: '/signedIn/settings/options' })
  const groups = useOptionGroups()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.options.title') }])
  const places = groups.flatMap(group => group.places)
  const place = places.find(one => one.key === chosen) ?? places.find(one => one.fields.includes(chosen ?? ''))
  const group = groups.find(one => place && one.places.includes(place))
  return (
    <>
      <PageHeader title={t('settings.options.title')}>
        <p className={styles.intro}>{t('settings.options.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        <Choices
          label={t('settings.options.field')}
          placeholder={t('settings.options.field')}
          groups={groups.map(({ key, label, places: choices }) => ({ key, label, choices }))}
          chosen={place?.key}
          onChoose={field => void navigate({ to: '/settings/options', search: { field } })}
        />
        <div className={styles.editor}>
          {place && group ? (
            <OptionsEditor key={place.key} place={place} group={group.label} />
          ) : (
            <EmptyState
              icon={<TagsOutlined aria-hidden />}
              title={t(groups.length === 0 ? 'settings.options.none' : 'settings.options.choose')}
            />
          )}
        </div>
      </div>
    </>
  )
}
