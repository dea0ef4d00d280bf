import { BarChartOutlined, FunnelPlotOutlined, LineChartOutlined, NumberOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { type ReportDescription, useReports } from './report-requests.ts'
import styles from './reports.module.css'

const icons: Record<ReportDescription['chart'], typeof BarChartOutlined> = {
  funnel: FunnelPlotOutlined,
  bar: BarChartOutlined,
  column: BarChartOutlined,
  line: LineChartOutlined,
  figures: NumberOutlined,
}

/** The reports there are, each with the line that says how its figures are made. */
export function ReportsPage() {
  const t = useText()
  const { data, error, refetch } = useReports()
  useTrail([{ label: t('reportPages.title') }])
  return (
    <>
      <PageHeader title={t('reportPages.title')} />
      <div className={styles.page}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeletons shape="figures" /> : null}
        {data?.length === 0 ? <EmptyState title={t('reportPages.none')} text={t('reportPages.noneText')} /> : null}
        <ul className={styles.index}>
          {data?.map(report => {
            const Icon = icons[report.chart]
            return (
              <li key={report.name}>
                <Link to="/reports/$name" params={{ name: report.name }} className={styles.entry}>
                  <Icon className={styles.entryIcon} aria-hidden />
                  <span>
                    <strong>{report.title}</strong>
                    <span className={styles.how}>{report.how}</span>
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}
