import { TagsOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, usePhone, useText } from '#web/ui/index.ts'
import { type OptionGroup, useOptionGroups } from './option-places.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import styles from './settings.module.css'

/** The options of every choice: shared sets, then by noun, at the left (above, on a phone); the chosen one's at the right. */
export function OptionsPage() {
  const t = useText()
  const phone = usePhone()
  const { field: chosen } = useSearch({ from: '/signedIn/settings/options' })
  const groups = useOptionGroups()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.options.title') }])
  const places = groups.flatMap(group => group.places)
  const place = places.find(one => one.key === chosen) ?? places.find(one => one.fields.includes(chosen ?? ''))
  const group = groups.find(one => place && one.places.includes(place))
  const List = phone ? ChoiceSelect : ChoiceList
  return (
    <>
      <PageHeader title={t('settings.options.title')}>
        <p className={styles.intro}>{t('settings.options.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        <List groups={groups} chosen={place?.key} />
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

interface ListProps {
  groups: OptionGroup[]
  chosen: string | undefined
}

function ChoiceList({ groups, chosen }: ListProps) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <nav className={styles.choices} aria-label={t('settings.options.field')}>
      {groups.map(group => (
        <section key={group.key}>
          <h3>{group.label}</h3>
          {group.places.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              className={styles.choice}
              aria-current={chosen === key}
              onClick={() => void navigate({ to: '/settings/options', search: { field: key } })}
            >
              {label}
            </button>
          ))}
        </section>
      ))}
    </nav>
  )
}

function ChoiceSelect({ groups, chosen }: ListProps) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <div className={styles.choices}>
      <Select
        style={{ width: '100%' }}
        aria-label={t('settings.options.field')}
        placeholder={t('settings.options.field')}
        value={chosen}
        onChange={field => void navigate({ to: '/settings/options', search: { field } })}
        options={groups.map(group => ({
          label: group.label,
          options: group.places.map(({ key, label }) => ({ value: key, label })),
        }))}
      />
    </div>
  )
}
