import { TagsOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { type FieldDescription, type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, usePhone, useText } from '#web/ui/index.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import styles from './settings.module.css'

interface Choices {
  object: ObjectDescription
  fields: FieldDescription[]
}

/** The options of every choice field, by noun at the left (above, on a phone); the chosen one's at the right. */
export function OptionsPage() {
  const t = useText()
  const phone = usePhone()
  const { field: chosen } = useSearch({ from: '/signedIn/settings/options' })
  const choices = useChoices()
  useTrail([{ label: t('navigation.settings') }, { label: t('settings.options.title') }])
  const [objectName, fieldName] = chosen?.split('.') ?? []
  const object = choices.find(choice => choice.object.name === objectName)?.object
  const field = object?.fields.find(candidate => candidate.name === fieldName)
  const List = phone ? ChoiceSelect : ChoiceList
  return (
    <>
      <PageHeader title={t('settings.options.title')}>
        <p className={styles.intro}>{t('settings.options.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        <List choices={choices} chosen={chosen} />
        <div className={styles.editor}>
          {object && field ? (
            <OptionsEditor key={chosen} object={object} field={field} />
          ) : (
            <EmptyState
              icon={<TagsOutlined aria-hidden />}
              title={t(choices.length === 0 ? 'settings.options.none' : 'settings.options.choose')}
            />
          )}
        </div>
      </div>
    </>
  )
}

/** Nouns with choice fields, also those that are lines of others (stages). */
const useChoices = (): Choices[] =>
  useCatalog()
    .map(object => ({ object, fields: object.fields.filter(field => field.type === 'choice') }))
    .filter(choice => choice.fields.length > 0)

interface ListProps {
  choices: Choices[]
  chosen: string | undefined
}

function ChoiceList({ choices, chosen }: ListProps) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <nav className={styles.choices} aria-label={t('settings.options.field')}>
      {choices.map(({ object, fields }) => (
        <section key={object.name}>
          <h3>{object.label}</h3>
          {fields.map(({ name, label }) => (
            <button
              key={name}
              type="button"
              className={styles.choice}
              aria-current={chosen === `${object.name}.${name}`}
              onClick={() => void navigate({ to: '/settings/options', search: { field: `${object.name}.${name}` } })}
            >
              {label}
            </button>
          ))}
        </section>
      ))}
    </nav>
  )
}

function ChoiceSelect({ choices, chosen }: ListProps) {
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
        options={choices.map(({ object, fields }) => ({
          label: object.label,
          options: fields.map(({ name, label }) => ({ value: `${object.name}.${name}`, label })),
        }))}
      />
    </div>
  )
}
