import { DownloadOutlined } from '@ant-design/icons'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useObjectNamed } from '#web/api/index.ts'
import { useFile } from '#web/consent/FileButton.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { DrillDown } from './DrillDown.tsx'
import { ReportBar } from './ReportBar.tsx'
import { ReportChart } from './ReportChart.tsx'
import { ReportTable } from './ReportTable.tsx'
import { type ReportAddress, readAddress, writeAddress } from './report-address.ts'
import { type Clicked, type ReportResult, reportFileUrl, useReport } from './report-requests.ts'
import styles from './reports.module.css'

/** A report: period, chart, table; every number opens the rows behind it. The address holds all of it. */
export function ReportPage() {
  const t = useText()
  const { name } = useParams({ from: '/signedIn/reports/$name' })
  const address = readAddress(useSearch({ from: '/signedIn/reports/$name' }))
  const navigate = useNavigate({ from: '/reports/$name' })
  const { data, error, refetch, isPlaceholderData } = useReport(name, address.choice)
  const file = useFile()
  useTrail([{ label: t('reportPages.title'), to: '/reports' }, { label: data?.report.title ?? '' }])
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons shape="figures" />

  const go = (next: Partial<ReportAddress>, replace = true): void =>
    void navigate({ search: writeAddress({ ...address, ...next }), replace })
  const open = (clicked: Clicked): void => go({ clicked }, false)
  return (
    <>
      <PageHeader
        title={data.report.title}
        actions={
          <Dropdown
            trigger={['click']}
            menu={{
              items: (['xlsx', 'csv'] as const).map(ending => ({
                key: ending,
                label: t(`reportPages.${ending}`),
                onClick: () => void file.take(reportFileUrl(name, ending, address.choice), `${name}.${ending}`),
              })),
            }}
          >
            <Button icon={<DownloadOutlined aria-hidden />} loading={file.busy}>
              {t('reportPages.export')}
            </Button>
          </Dropdown>
        }
      >
        <p className={styles.how}>{data.report.how}</p>
      </PageHeader>
      <div className={styles.page} aria-busy={isPlaceholderData}>
        <ReportBar result={data} address={address} onChange={go} />
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data.rows.length === 0 ? (
          <EmptyState title={t('reportPages.empty')} text={t('reportPages.emptyText')} />
        ) : (
          <>
            <ReportChart result={data} address={address} onChange={go} onOpen={open} />
            <ReportTable result={data} onOpen={open} />
          </>
        )}
        <Notes result={data} />
      </div>
      {file.asking}
      <DrillDown result={data} address={address} onClose={() => go({ clicked: null })} />
    </>
  )
}

/** What the figures leave out, each with its rows. */
function Notes({ result }: { result: ReportResult }) {
  const t = useText()
  const object = useObjectNamed(result.report.object)
  if (result.notes.length === 0) return null
  return (
    <ul className={styles.notes}>
      {result.notes.map(note => (
        <li key={note.text}>
          {note.text}{' '}
          {object && note.filter ? (
            <Link to="/o/$path" params={{ path: object.path }} search={{ filter: note.filter }}>
              {t('reportPages.showThem')}
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
