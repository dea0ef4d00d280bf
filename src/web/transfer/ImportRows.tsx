import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Table, type TableColumnsType } from 'antd'
import { ErrorState, ScrollAcross, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { type ImportDescription, type ImportRow, useImportRows } from './import-requests.ts'
import styles from './transfer.module.css'

const outcomes = ['created', 'updated', 'skipped', 'refused'] as const

/** The rows behind one number, as the file has them, with what is said of each. Which number stands in the address. */
export function ImportRows({ described }: { described: ImportDescription }) {
  const t = useText()
  const { rows: asked } = useSearch({ from: '/signedIn/import/$id' })
  const navigate = useNavigate({ from: '/import/$id' })
  const outcome = outcomes.find(one => one === asked)
  const label = outcome ? t(`imports.counts.${outcome}`) : asked ? t(`${described.object}.imports.${asked}`) : ''
  return (
    <Sheet
      wide
      open={asked !== undefined}
      title={label}
      onClose={() => void navigate({ search: ({ rows: _rows, ...rest }) => rest })}
    >
      {asked ? <Rows described={described} outcome={asked} /> : null}
    </Sheet>
  )
}

function Rows({ described, outcome }: { described: ImportDescription; outcome: string }) {
  const t = useText()
  const { rows, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useImportRows(described.id, outcome)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!rows) return <Skeletons shape="list" />
  return (
    <>
      <ScrollAcross label={described.name}>
        <Table size="small" rowKey="row" columns={columnsOf(described, rows, t)} dataSource={rows} pagination={false} />
      </ScrollAcross>
      {hasNextPage ? (
        <Button block type="text" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('imports.more')}
        </Button>
      ) : null}
    </>
  )
}

function columnsOf(
  described: ImportDescription,
  rows: ImportRow[],
  t: ReturnType<typeof useText>,
): TableColumnsType<ImportRow> {
  const hasProblems = rows.some(row => row.problems.length > 0)
  const hasRecords = rows.some(row => row.recordId !== null)
  return [
    { title: t('imports.row'), dataIndex: 'row', width: 72, align: 'end' },
    ...(hasProblems
      ? [{ title: t('imports.reason'), width: 260, render: (_: unknown, row: ImportRow) => <Reasons row={row} /> }]
      : []),
    ...described.columns.map(column => ({
      title: column.header,
      render: (_: unknown, row: ImportRow) => row.cells[column.index],
    })),
    ...(hasRecords
      ? [
          {
            title: t('imports.record'),
            render: (_: unknown, row: ImportRow) =>
              row.recordId ? (
                <RecordLink object={described.object} id={row.recordId} title={t('imports.openRecord')} />
              ) : null,
          },
        ]
      : []),
  ]
}

const Reasons = ({ row }: { row: ImportRow }) => (
  <ul className={styles.reasons}>
    {row.problems.map(problem => (
      <li key={`${problem.code} ${problem.field ?? ''}`}>{problem.message}</li>
    ))}
  </ul>
)
