import { useSession } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { PageHeader, useText } from '#web/ui/index.ts'
import { CompanyForm } from './CompanyForm.tsx'
import styles from './settings.module.css'

/** The company's settings, for whoever may change them. */
export function CompanyPage() {
  const t = useText()
  const { company } = useSession()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.company.title') }])
  return (
    <>
      <PageHeader title={t('settings.company.title')} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('settings.company.text')}</p>
        <CompanyForm company={company} />
      </div>
    </>
  )
}
