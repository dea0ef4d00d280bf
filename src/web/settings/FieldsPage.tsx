import { FormOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useCatalog } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, usePhone, useText } from '#web/ui/index.ts'
import { FieldsLayout } from './FieldsLayout.tsx'
import styles from './settings.module.css'

/** Fields of each noun and where they stand: nouns at the left (above, on a phone), the chosen one's fields at the right. */
export function FieldsPage() {
  const t = useText()
  const phone = usePhone()
  const { object: chosen } = useSearch({ from: '/signedIn/settings/fields' })
  const object = useCatalog().find(one => one.name === chosen)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.fields.title') }])
  return (
    <>
      <PageHeader title={t('settings.fields.title')}>
        <p className={styles.intro}>{t('settings.fields.text')}</p>
      </PageHeader>
      <div className={styles.columns}>
        {phone ? <NounSelect chosen={chosen} /> : <NounList chosen={chosen} />}
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

function NounList({ chosen }: { chosen: string | undefined }) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <nav className={styles.choices} aria-label={t('settings.fields.noun')}>
      {useCatalog().map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={styles.choice}
          aria-current={chosen === name}
          onClick={() => void navigate({ to: '/settings/fields', search: { object: name } })}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}

function NounSelect({ chosen }: { chosen: string | undefined }) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <div className={styles.choices}>
      <Select
        style={{ width: '100%' }}
        aria-label={t('settings.fields.noun')}
        placeholder={t('settings.fields.choose')}
        value={chosen}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={object => void navigate({ to: '/settings/fields', search: { object } })}
        options={useCatalog().map(({ name, label }) => ({ value: name, label }))}
      />
    </div>
  )
}
