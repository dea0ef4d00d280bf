import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { readable } from '#modules/documents/web/index.ts'
import { Exact } from '#platform/fields/decimal-text.ts'
import { FigureCell } from '#web/fields/FigureCell.tsx'
import { formatMoney, useLocale, useText } from '#web/ui/index.ts'
import { planGap } from '../collection-plan.rules.ts'
import styles from './contracts.module.css'
import { PlanPatternBar } from './PlanPatternBar.tsx'
import { emptyRow, type PlanRow, rowsOf } from './plan-rows.ts'

/**
 * A collection plan while it is written: made by a pattern or row by row; at the bottom it says whether it comes to the contract, or by how much it
 * misses it.
 */
export function PlanEditor({
  rows,
  amount,
  currency,
  from,
  errors,
  onChange,
}: {
  rows: readonly PlanRow[]
  /** What it is to come to; null while that is not known. */
  amount: string | null
  currency: string
  /** The first day that is offered. */
  from: string
  /** What is wrong, by `plan.2.dueOn`. */
  errors: Readonly<Record<string, string>>
  onChange: (rows: PlanRow[]) => void
}) {
  const t = useText()
  const change = (index: number, changed: Partial<PlanRow>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...changed } : row)))
  return (
    // Enter ends a day or a figure; the form around it is sent by its button.
    <div
      role="group"
      className={styles.plan}
      onKeyDown={event => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
      }}
    >
      <PlanPatternBar
        amount={amount}
        currency={currency}
        from={from}
        isStarted={rows.some(row => row.id !== undefined)}
        onMake={plan => onChange(rowsOf(plan))}
      />
      <ol className={styles.rows}>
        {rows.map((row, index) => (
          <Row
            key={row.key}
            row={row}
            index={index}
            errors={errors}
            onChange={changed => change(index, changed)}
            onRemove={() => onChange(rows.filter((_row, place) => place !== index))}
          />
        ))}
      </ol>
      <div className={styles.planFoot}>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange([...rows, { ...emptyRow(), amount: restOf(rows, amount, currency) }])}
        >
          {t('contractUi.plan.add')}
        </Button>
        <Gap rows={rows} amount={amount} currency={currency} />
      </div>
      {errors.plan ? (
        <p className="field-error" role="alert">
          {errors.plan}
        </p>
      ) : null}
    </div>
  )
}

function Row({
  row,
  index,
  errors,
  onChange,
  onRemove,
}: {
  row: PlanRow
  index: number
  errors: Readonly<Record<string, string>>
  onChange: (changed: Partial<PlanRow>) => void
  onRemove: () => void
}) {
  const t = useText()
  const no = index + 1
  const wrong = ['dueOn', 'releaseOn', 'amount', 'kind'].flatMap(name => errors[`plan.${index}.${name}`] ?? [])
  const hasReceived = !new Exact(row.received).isZero()
  return (
    <li className={styles.row} data-invalid={wrong.length > 0}>
      <span className={styles.no}>{no}</span>
      <DatePicker
        aria-label={t('contractUi.plan.dueOn', { no })}
        value={row.dueOn ? dayjs(row.dueOn) : null}
        status={errors[`plan.${index}.dueOn`] ? 'error' : ''}
        onChange={day => onChange({ dueOn: day ? day.format('YYYY-MM-DD') : null })}
      />
      <span className={styles.amount}>
        <FigureCell
          id={`${row.key}-amount`}
          value={row.amount}
          decimals={4}
          label={t('contractUi.plan.amountOf', { no })}
          isInvalid={errors[`plan.${index}.amount`] !== undefined}
          onChange={amount => onChange({ amount })}
        />
      </span>
      <Select
        aria-label={t('contractUi.plan.kindOf', { no })}
        value={row.kind}
        options={(['normal', 'retention'] as const).map(value => ({
          value,
          label: t(`contractUi.plan.kinds.${value}`),
        }))}
        onChange={kind => onChange({ kind })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('contractUi.plan.remove', { no })}
        disabled={hasReceived}
        onClick={onRemove}
      />
      {wrong.length > 0 ? (
        <span className={`field-error ${styles.wrong}`} role="alert">
          {wrong.join(' ')}
        </span>
      ) : null}
    </li>
  )
}

/** What is still unplanned, in words; nothing while the amount is not known. */
function Gap({ rows, amount, currency }: { rows: readonly PlanRow[]; amount: string | null; currency: string }) {
  const t = useText()
  const locale = useLocale()
  if (amount === null || rows.length === 0) return null
  const gap = new Exact(gapOf(rows, amount, currency))
  const said = formatMoney(gap.abs().toFixed(), { currency, locale })
  if (gap.isZero())
    return (
      <output className={styles.sums} aria-live="polite">
        {t('contractUi.plan.sums', { amount: formatMoney(amount, { currency, locale }) })}
      </output>
    )
  return (
    <output className={styles.gap} aria-live="polite">
      {t(gap.isPositive() ? 'contractUi.plan.tooSmall' : 'contractUi.plan.tooLarge', { gap: said })}
    </output>
  )
}

const gapOf = (rows: readonly PlanRow[], amount: string, currency: string): string =>
  planGap(
    amount,
    rows.map(row => readable(row.amount) ?? '0'),
    currency,
  )

/** A new row takes what is still unplanned. */
function restOf(rows: readonly PlanRow[], amount: string | null, currency: string): string | null {
  if (amount === null) return null
  const gap = new Exact(gapOf(rows, amount, currency))
  return gap.isPositive() && !gap.isZero() ? gap.toFixed() : null
}
