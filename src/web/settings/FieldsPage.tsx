import { FormOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCatalog } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, useText } from '#web/ui/index.ts'
import { Choices } from './Choices.tsx'
import { FieldsLayout } from './FieldsLayout.tsx'
import styles from './settings.module.css'

/** Fields of each noun and where they stand: nouns at the left (above, on a phone), the chosen one's fields at the right. */
export function FieldsPage() {
  const t = useText()
  const navigate = useNavigate()
  const catalog = useCatalog()
  const { object: chosen } = useSearch({ from: '/signedIn/settings/fields' })
  const object = catalog.find(one => one.name === chosen)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.fields.title') }])
  return (
    <>
      <PageHeader title={t('settings.fields.title')}>
        <p className={styles.intro}>{t('settings.fields.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        <Choices
          label={t('settings.fields.noun')}
          placeholder={t('settings.fields.choose')}
          groups={[{ key: 'nouns', choices: catalog.map(({ name, label }) => ({ key: name, label })) }]}
          chosen={chosen}
          onChoose={noun => void navigate({ to: '/settings/fields', search: { object: noun } })}
        />
        <div className={styles.editor}>
          {object ? (
            <FieldsLayout key={object.name} object={object} />
          ) : (
            <EmptyState icon={<FormOutlined aria-hidden />} title={t('settings.fields.choose')} />
          )}
        </div>
      </div>
    </>
  )
}
