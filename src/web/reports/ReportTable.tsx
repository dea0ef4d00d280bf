import { Table, type TableColumnsType } from 'antd'
import { ScrollAcross, useLocale, useText } from '#web/ui/index.ts'
import { changeText, figureTexts } from './figure-text.ts'
import type { Clicked, Figure, Measure, ReportResult, ReportRow } from './report-requests.ts'
import styles from './reports.module.css'

/** The figures; each is a button that opens the rows it is made of. */
export function ReportTable({ result, onOpen }: { result: ReportResult; onOpen: (clicked: Clicked) => void }) {
  const t = useText()
  const { dimensions, measures } = result.report
  const before = new Map(result.comparison?.rows.map(row => [JSON.stringify(row.key), row.values]))
  const number = (
    measure: Measure,
    row: { key: ReportRow['key'] | null; label: string; values: ReportRow['values'] },
  ) => (
    <NumberLink
      figure={row.values[measure.name] ?? null}
      before={
        result.comparison && (row.key ? before.get(JSON.stringify(row.key)) : result.comparison.totals)?.[measure.name]
      }
      isCompared={result.comparison !== undefined}
      measure={measure}
      currency={result.currencies[0]}
      label={row.label}
      onOpen={figure => onOpen({ key: row.key, measure: measure.name, figure })}
    />
  )
  const columns: TableColumnsType<ReportRow> = [
    ...dimensions.map((dimension, place) => ({
      title: dimension.label,
      render: (_: unknown, row: ReportRow) => row.labels[place],
      ...(place < dimensions.length - 1
        ? { onCell: (row: ReportRow) => ({ rowSpan: spanOf(result.rows, row, place) }), className: styles.outer ?? '' }
        : { rowScope: 'row' as const }),
    })),
    ...measures.map(measure => ({
      title: measure.label,
      align: 'end' as const,
      render: (_: unknown, row: ReportRow) => number(measure, { ...row, label: row.labels.join(' ') }),
    })),
  ]
  return (
    <ScrollAcross label={result.report.title}>
      <Table
        size="small"
        rowKey={row => JSON.stringify(row.key)}
        columns={columns}
        dataSource={result.rows}
        pagination={result.rows.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
        summary={() => (
          <Table.Summary.Row className={styles.total ?? ''}>
            <Table.Summary.Cell index={0} colSpan={dimensions.length}>
              {t('reportPages.total')}
            </Table.Summary.Cell>
            {measures.map((measure, index) => (
              <Table.Summary.Cell key={measure.name} index={dimensions.length + index} align="end">
                {number(measure, { key: null, label: t('reportPages.total'), values: result.totals })}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </ScrollAcross>
  )
}

/** Equal neighbours of an outer dimension stand as one cell over their rows. */
function spanOf(rows: readonly ReportRow[], row: ReportRow, place: number): number {
  const at = rows.indexOf(row)
  const isSame = (other: ReportRow | undefined): boolean => other?.key[place] === row.key[place]
  if (at > 0 && isSame(rows[at - 1])) return 0
  const end = rows.findIndex((other, index) => index > at && !isSame(other))
  return (end === -1 ? rows.length : end) - at
}

function NumberLink({
  figure,
  before,
  isCompared,
  measure,
  currency,
  label,
  onOpen,
}: {
  figure: Figure
  before: Figure | undefined
  isCompared: boolean
  measure: Measure
  currency: string | undefined
  label: string
  onOpen: (figure: Figure) => void
}) {
  const t = useText()
  const locale = useLocale()
  const texts = figureTexts(figure, measure, locale)
  const change = isCompared ? changeText(figure, before, currency, locale) : null
  return (
    <>
      {figure === null || figure === 0 ? (
        <span className={styles.nothing}>{texts.join(' ')}</span>
      ) : (
        <button
          type="button"
          className={styles.number}
          onClick={() => onOpen(figure)}
          aria-label={t('reportPages.openRows', { label, measure: measure.label, figure: texts.join(' · ') })}
        >
          {texts.map(text => (
            <span key={text}>{text}</span>
          ))}
        </button>
      )}
      {isCompared ? (
        <span className={styles.before}>
          {figureTexts(before ?? null, measure, locale).join(' · ')}
          {change ? ` ${change}` : ''}
        </span>
      ) : null}
    </>
  )
}
