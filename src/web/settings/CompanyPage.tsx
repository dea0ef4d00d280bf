import { useSession } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { PageHeader, useLocale, useText } from '#web/ui/index.ts'
import styles from './settings.module.css'

/** The company as it was set up. */
export function CompanyPage() {
  const t = useText()
  const locale = useLocale()
  const { company } = useSession()
  useTrail([{ label: t('navigation.settings') }, { label: t('settings.company.title') }])
  const monthName = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { weekday: 'long', timeZone: 'UTC' })
  const facts: [string, string][] = [
    [t('settings.company.name'), company.name],
    [t('settings.company.locale'), company.locale === 'zh' ? '简体中文' : 'English'],
    [t('settings.company.currency'), `${t(`currencies.${company.baseCurrency}`)} ${company.baseCurrency}`],
    [t('settings.company.time_zone'), company.timeZone],
    [t('settings.company.fiscal_year'), monthName.format(new Date(Date.UTC(2026, company.fiscalYearStart - 1, 1)))],
    // 1 June 2026 is a Monday.
    [t('settings.company.week_start'), dayName.format(new Date(Date.UTC(2026, 5, company.weekStart)))],
  ]
  return (
    <>
      <PageHeader title={t('settings.company.title')} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('settings.company.text')}</p>
        <dl className={styles.facts}>
          {facts.map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  )
}
