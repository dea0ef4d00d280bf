import { TagsOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCatalog } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, useText } from '#web/ui/index.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import styles from './settings.module.css'

/** The options of every choice field, by noun at the left; the chosen one's at the right. */
export function OptionsPage() {
  const t = useText()
  const navigate = useNavigate()
  const { field: chosen } = useSearch({ from: '/signedIn/settings/options' })
  const objects = useCatalog().map(object => ({ ...object, choices: object.fields.filter(field => field.type === 'choice') }))
  const shown = objects.filter(object => object.choices.length > 0)
  useTrail([{ label: t('navigation.settings') }, { label: t('settings.options.title') }])
  const [objectName, fieldName] = chosen?.split('.') ?? []
  const object = shown.find(candidate => candidate.name === objectName)
  const field = object?.choices.find(candidate => candidate.name === fieldName)
  return (
    <>
      <PageHeader title={t('settings.options.title')}>
        <p className={styles.intro}>{t('settings.options.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        <nav className={styles.choices} aria-label={t('settings.options.field')}>
          {shown.map(({ name, label, choices }) => (
            <section key={name}>
              <h3>{label}</h3>
              {choices.map(choice => (
                <button
                  key={choice.name}
                  type="button"
                  className={styles.choice}
                  aria-current={chosen === `${name}.${choice.name}`}
                  onClick={() => void navigate({ to: '/settings/options', search: { field: `${name}.${choice.name}` } })}
                >
                  {choice.label}
                </button>
              ))}
            </section>
          ))}
        </nav>
        <div className={styles.editor}>
          {object && field ? (
            <OptionsEditor key={chosen} object={object} field={field} />
          ) : (
            <EmptyState
              icon={<TagsOutlined aria-hidden />}
              title={t(shown.length === 0 ? 'settings.options.none' : 'settings.options.choose')}
            />
          )}
        </div>
      </div>
    </>
  )
}
