import { CalculatorOutlined } from '@ant-design/icons'
import { Button, Popover, Select, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { type ListFigure, listFigureNames } from '#platform/views/view-description.ts'
import type { FieldDescription } from '#web/api/index.ts'
import { formatMoney, formatNumber, useLocale, useText } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { useTotals } from './use-totals.ts'

/**
 * How many there are ("10,000+" until asked) and what the numbers and amounts shown come to over the whole list, amounts by currency. Never
 * holds up the rows.
 */
export function ListFooter({
  list,
  fields,
  children,
}: {
  list: ListState
  fields: readonly FieldDescription[]
  children?: ReactNode
}) {
  const t = useText()
  const locale = useLocale()
  const asked = JSON.stringify(list.filter ?? null)
  const [exactFor, setExactFor] = useState<string | null>(null)
  const isExact = exactFor === asked
  const shown = fields.filter(field => figureOf(list, field) !== 'none')
  const { data, isFetching } = useTotals(list, { isExact, figures: shown.map(field => field.name) })
  return (
    <footer className={styles.footer} aria-live="polite" aria-busy={isFetching}>
      {data?.count && (
        <span data-count={data.count.value}>
          {t('records.list.count', {
            count: data.count.value,
            shown: formatNumber(data.count.value, { locale }) + (data.count.capped ? '+' : ''),
          })}
          {data.count.capped && (
            <Tooltip title={t('records.list.countExactHint')}>
              <Button type="link" size="small" loading={isFetching} onClick={() => setExactFor(asked)}>
                {t('records.list.countExact')}
              </Button>
            </Tooltip>
          )}
        </span>
      )}
      {shown.map(field => {
        const figure = figureOf(list, field)
        const byCurrency = Object.entries(data?.figures?.[field.name] ?? {})
        if (figure === 'none' || byCurrency.length === 0) return null
        return (
          <span key={field.name} className="tabular" data-figure={field.name}>
            {field.label} {t(`records.figures.${figure}`)}{' '}
            {byCurrency.map(([currency, of]) => (
              <strong key={currency}>{figureWords(field, of[figure], currency, locale)}</strong>
            ))}
          </span>
        )
      })}
      {fields.length > 0 && <FigureChooser list={list} fields={fields} />}
      {children}
    </footer>
  )
}

/** Amounts are added up, shares averaged; of other numbers the sum often means nothing, so they wait to be asked. */
const figureOf = ({ preferences }: ListState, { name, type }: FieldDescription): ListFigure =>
  preferences.figures[name] ?? (type === 'money' ? 'sum' : type === 'percent' ? 'average' : 'none')

function figureWords(field: FieldDescription, value: string, currency: string, locale: 'zh' | 'en'): string {
  if (currency !== '') return formatMoney(value, { currency, locale })
  const said = formatNumber(Number(value), { locale })
  return field.type === 'percent' ? `${said}%` : said
}

function FigureChooser({ list, fields }: { list: ListState; fields: readonly FieldDescription[] }) {
  const t = useText()
  const content = (
    <div className={styles.figures}>
      {fields.map(field => (
        <label key={field.name}>
          <span>{field.label}</span>
          <Select<ListFigure>
            size="small"
            aria-label={field.label}
            value={figureOf(list, field)}
            options={listFigureNames.map(name => ({ value: name, label: t(`records.figures.${name}`) }))}
            onChange={figure =>
              list.changePreferences(before => ({ ...before, figures: { ...before.figures, [field.name]: figure } }))
            }
          />
        </label>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" placement="topLeft" destroyOnHidden content={content}>
      <Button
        type="text"
        size="small"
        icon={<CalculatorOutlined aria-hidden />}
        aria-label={t('records.figures.open')}
        title={t('records.figures.open')}
      />
    </Popover>
  )
}
