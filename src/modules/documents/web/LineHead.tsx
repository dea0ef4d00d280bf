import type { Siblings, Values } from '#web/fields/field-face.ts'
import { useText } from '#web/ui/index.ts'
import type { LineShape } from './line-columns.ts'
import styles from './line-editor.module.css'

/** The names of the columns; whether prices include tax is said at the price. */
export function LineHead({
  shape,
  values,
  siblings,
}: {
  shape: LineShape
  values: Values
  siblings: Siblings | undefined
}) {
  const t = useText()
  const includes = values.priceIncludesTax !== false
  return (
    <div className={styles.head}>
      <span className={styles.headName} aria-hidden="true" />
      {shape.columns.map(name => (
        <span key={name} className={styles.headName} data-column={name}>
          <span aria-hidden="true">{headOf(shape.fields[name]?.label)}</span>
          {name === 'unitPrice' && shape.isTaxed && siblings && (
            <select
              className={styles.included}
              aria-label={t('documents.priceIncludesTax')}
              value={includes ? 'with' : 'without'}
              onChange={event => siblings.set('priceIncludesTax', event.target.value === 'with')}
            >
              <option value="with">{t('documents.withTax')}</option>
              <option value="without">{t('documents.withoutTax')}</option>
            </select>
          )}
          {name === 'unitPrice' && shape.isTaxed && !siblings && (
            <small>{t(includes ? 'documents.withTax' : 'documents.withoutTax')}</small>
          )}
        </span>
      ))}
      <span className={styles.headName} data-column="amount" aria-hidden="true">
        {t('documents.lineAmount')}
      </span>
      <span className={styles.headName} aria-hidden="true" />
    </div>
  )
}

/** A percent sign in brackets takes more room than the figures below it: 折扣（%） → 折扣 %. */
export const headOf = (label = ''): string => label.replace(/\s*[（(]%[）)]$/, ' %')
