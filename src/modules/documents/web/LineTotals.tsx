import { Button } from 'antd'
import { useObjectNamed } from '#web/api/index.ts'
import { FigureCell } from '#web/fields/FigureCell.tsx'
import type { Siblings, Values } from '#web/fields/field-face.ts'
import { formatMoney, useLocale, useText } from '#web/ui/index.ts'
import { inCapitals } from '../capitals.rules.ts'
import type { DocumentReckoned } from '../document.rules.ts'
import { isDocument } from './line-columns.ts'
import styles from './line-editor.module.css'
import { readable } from './reckon-lines.ts'

/** What the lines come to, standing still at the bottom: discount on the whole, tax, total in figures and capitals. */
export function LineTotals({
  id,
  object,
  values,
  currency,
  reckoned,
  hasLines,
  siblings,
}: {
  id: string
  /** Name of the noun that has the lines. */
  object: string
  values: Values
  currency: string
  reckoned: DocumentReckoned & { isTooLarge: boolean }
  hasLines: boolean
  siblings: Siblings | undefined
}) {
  const t = useText()
  const locale = useLocale()
  const noun = useObjectNamed(object)
  const money = (amount: string): string => formatMoney(amount, { currency, locale })
  if (!isDocument(noun))
    return <Suggestion {...{ noun, values, currency, siblings, hasLines, amount: reckoned.amount }} />
  const typed = readable(values.amount)
  const amount = hasLines ? reckoned.amount : typed
  return (
    <div
      className={styles.totals}
      role="group"
      aria-label={t('documents.totals')}
      {...(siblings ? {} : { 'data-read': true })}
    >
      {hasLines && (
        <dl className={styles.sums}>
          <Sum label={t('documents.linesAmount')}>{money(reckoned.linesAmount)}</Sum>
          <Sum label={t('documents.discount')}>
            <Given
              id={`${id}-discount`}
              name="discountAmount"
              {...{ values, siblings, money }}
              label={t('documents.discount')}
              isWrong={reckoned.isTooLarge}
            />
          </Sum>
          <Sum label={t('documents.excludingTax')}>{money(reckoned.amountExcludingTax)}</Sum>
          <Sum label={t('documents.tax')}>{money(reckoned.tax)}</Sum>
        </dl>
      )}
      <div className={styles.whole}>
        <dl className={styles.sums}>
          <Sum label={t('documents.total')} isWhole>
            {hasLines ? (
              <output aria-live="polite">{money(reckoned.amount)}</output>
            ) : (
              <Given
                id={`${id}-amount`}
                name="amount"
                {...{ values, siblings, money }}
                label={t('documents.total')}
                isWrong={false}
              />
            )}
          </Sum>
        </dl>
        {reckoned.isTooLarge && !siblings?.errors.discountAmount && (
          <span className="field-error">
            {t('documents.discountTooLarge', { amount: money(reckoned.linesAmount) })}
          </span>
        )}
        {amount !== null && currency === 'CNY' && (
          <span className={styles.capitals} lang="zh">
            {inCapitals(amount)}
          </span>
        )}
      </div>
    </div>
  )
}

function Sum({ label, isWhole = false, children }: { label: string; isWhole?: boolean; children: React.ReactNode }) {
  return (
    <div data-whole={isWhole}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** An amount on the whole: asked for in a form, shown where the lines alone are edited. */
function Given({
  id,
  name,
  label,
  values,
  siblings,
  money,
  isWrong,
}: {
  id: string
  name: 'discountAmount' | 'amount'
  label: string
  values: Values
  siblings: Siblings | undefined
  money: (amount: string) => string
  isWrong: boolean
}) {
  const value = values[name]
  if (!siblings) return typeof value === 'string' ? money(value) : '–'
  const error = siblings.errors[name]
  return (
    <span className={styles.given} data-invalid={error !== undefined || isWrong}>
      <FigureCell
        id={id}
        value={value}
        decimals={4}
        label={label}
        isInvalid={error !== undefined || isWrong}
        describedBy={error ? `${id}-error` : undefined}
        onChange={next => siblings.set(name, next)}
      />
      {error && (
        <span className="field-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </span>
  )
}

/** Lines that only suggest an amount: it is taken by a click, never by itself (facts 19). */
function Suggestion({
  noun,
  values,
  currency,
  amount,
  siblings,
  hasLines,
}: {
  noun: ReturnType<typeof useObjectNamed>
  values: Values
  currency: string
  amount: string
  siblings: Siblings | undefined
  hasLines: boolean
}) {
  const t = useText()
  const locale = useLocale()
  if (!hasLines) return null
  const field = noun?.fields.find(one => one.name === 'amount' && one.isEditable)
  const isTaken = readable(values.amount) !== null && Number(values.amount) === Number(amount)
  return (
    <div className={styles.totals} role="group" aria-label={t('documents.totals')}>
      <dl className={styles.sums}>
        <Sum label={t('documents.linesAmount')} isWhole>
          <output aria-live="polite">{formatMoney(amount, { currency, locale })}</output>
        </Sum>
      </dl>
      {siblings && field && (
        // It stays when it was pressed: whoever works by keys goes on from it.
        <Button size="small" onClick={() => siblings.set('amount', amount)}>
          {t(isTaken ? 'documents.takenAsAmount' : 'documents.takeAsAmount', { field: field.label })}
        </Button>
      )}
    </div>
  )
}
