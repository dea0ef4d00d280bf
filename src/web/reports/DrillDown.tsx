import { Link } from '@tanstack/react-router'
import { Alert, Button, Table, type TableColumnsType } from 'antd'
import { type ApiRecord, fieldNamed, type ObjectDescription, useObjectNamed } from '#web/api/index.ts'
import { Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import {
  ErrorState,
  formatMoney,
  formatNumber,
  ScrollAcross,
  Sheet,
  Skeletons,
  useLocale,
  useText,
} from '#web/ui/index.ts'
import { figureTexts } from './figure-text.ts'
import type { ReportAddress } from './report-address.ts'
import { type Clicked, type DrillPage, type Measure, type ReportResult, useDrillDown } from './report-requests.ts'
import styles from './reports.module.css'

/** The rows behind a number, beside the report: how many, their sum, and whether the number has changed since. */
export function DrillDown({
  result,
  address,
  onClose,
}: {
  result: ReportResult
  address: ReportAddress
  onClose: () => void
}) {
  const { clicked } = address
  const object = useObjectNamed(result.report.object)
  const measure = result.report.measures.find(one => one.name === clicked?.measure)
  const isOpen = clicked !== null && measure !== undefined && object !== undefined
  return (
    <Sheet
      wide
      open={isOpen}
      title={isOpen ? <Title result={result} clicked={clicked} measure={measure} /> : ''}
      onClose={onClose}
    >
      {isOpen ? <Rows result={result} address={address} clicked={clicked} measure={measure} object={object} /> : null}
    </Sheet>
  )
}

function Title({ result, clicked, measure }: { result: ReportResult; clicked: Clicked; measure: Measure }) {
  const t = useText()
  const locale = useLocale()
  const row = result.rows.find(one => JSON.stringify(one.key) === JSON.stringify(clicked.key))
  const label = clicked.key === null ? t('reportPages.total') : (row?.labels.join(' · ') ?? '')
  return (
    <>
      {label} · {measure.label}{' '}
      <span className="tabular">{figureTexts(clicked.figure, measure, locale).join(' · ')}</span>
    </>
  )
}

function Rows({
  result,
  address,
  clicked,
  measure,
  object,
}: {
  result: ReportResult
  address: ReportAddress
  clicked: Clicked
  measure: Measure
  object: ObjectDescription
}) {
  const t = useText()
  const shown = columnsShown(object, result)
  const { first, records, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useDrillDown(
    result.report.name,
    address.choice,
    clicked,
    askedFields(object, shown),
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!records || !first) return <Skeletons shape="list" />
  return (
    <>
      <Summary page={first} measure={measure} object={object} />
      <ScrollAcross label={object.labelPlural}>
        <Table size="small" rowKey="id" columns={tableColumns(object, shown)} dataSource={records} pagination={false} />
      </ScrollAcross>
      {hasNextPage ? (
        <Button block type="text" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('reportPages.more')}
        </Button>
      ) : null}
    </>
  )
}

function Summary({ page, measure, object }: { page: DrillPage; measure: Measure; object: ObjectDescription }) {
  const t = useText()
  const locale = useLocale()
  const { count, sums, changedSince, filter } = page
  const amounts = Object.entries(sums ?? {}).flatMap(([name, byCurrency]) =>
    Object.entries(byCurrency).map(
      ([currency, amount]) => `${fieldNamed(object, name)?.label ?? name} ${formatMoney(amount, { currency, locale })}`,
    ),
  )
  const said = [
    count ? t('reportPages.rowCount', { count: count.value, shown: formatNumber(count.value, { locale }) }) : '',
    ...amounts,
  ].filter(text => text !== '')
  return (
    <>
      {changedSince ? (
        <Alert
          className={styles.changed ?? ''}
          type="warning"
          showIcon
          title={t('reportPages.changedSince', {
            clicked: figureTexts(changedSince.clicked, measure, locale).join(' · '),
            now: figureTexts(changedSince.now, measure, locale).join(' · '),
          })}
        />
      ) : null}
      <p className={styles.summary}>
        <strong className="tabular">{said.join(' · ')}</strong>
        <Link to="/o/$path" params={{ path: object.path }} search={filter ? { filter } : {}}>
          {t('reportPages.asList')}
        </Link>
      </p>
    </>
  )
}

/** The list's own columns, and the date that the report's period goes by. */
function columnsShown(object: ObjectDescription, { report }: ReportResult): string[] {
  const wanted = [...object.list.columns, ...(report.period ? [report.period.field] : [])]
  return [...new Set(wanted)].filter(name => fieldNamed(object, name) !== undefined)
}

/** What the rows must bring to be shown: an amount without its currency would be shown in a wrong one. */
function askedFields(object: ObjectDescription, shown: string[]): string[] {
  const currencies = shown.flatMap(name => {
    const currency = fieldNamed(object, name)?.currency
    return currency && fieldNamed(object, currency) ? [currency] : []
  })
  return [...new Set([...shown, ...currencies])]
}

function tableColumns(object: ObjectDescription, names: string[]): TableColumnsType<ApiRecord> {
  return names.flatMap(name => {
    const field = fieldNamed(object, name)
    if (!field) return []
    return [
      {
        title: field.label,
        ...(field.type === 'money' ? { align: 'end' as const } : {}),
        render: (_: unknown, record: ApiRecord) =>
          name === object.title ? (
            <RecordLink object={object.name} id={record.id} title={String(record[name] ?? '')} />
          ) : (
            <Value field={field} object={object.name} values={record} />
          ),
      },
    ]
  })
}
