import { useObjectNamed } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Money, Skeletons, useText } from '#web/ui/index.ts'
import { useMargin } from './link-requests.ts'
import styles from './quotes.module.css'

/** What is left after what the goods cost today, in all and by line, the poorest first; nothing at all for whoever may not know costs. */
export default function QuoteMargin(props: PanelProps) {
  const maySee = useObjectNamed('product')?.fields.some(field => field.name === 'cost') ?? false
  return maySee ? <Margin {...props} /> : null
}

function Margin({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useMargin(record.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const { whole, currency, isPartial } = data
  const lines = data.lines.filter(line => line.rate !== null).sort((a, b) => Number(a.rate) - Number(b.rate))
  return (
    <section className={styles.margin} aria-label={t('quoteUi.margin.title')}>
      <p className={styles.line}>
        <span>{t('quoteUi.margin.title')}</span>
        {whole.margin === null ? null : (
          <strong>
            <Money amount={whole.margin} currency={currency} />{' '}
            <span className="tabular">{whole.rate === null ? '' : `${whole.rate}%`}</span>
          </strong>
        )}
      </p>
      {lines.length > 1 ? (
        <ul className={styles.list}>
          {lines.slice(0, 3).map(line => (
            <li key={line.id} className={styles.quietLine}>
              <span>{line.name}</span>
              <span className="tabular">{line.rate}%</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.quiet}>
        {t(`quoteUi.margin.${whole.margin === null ? 'unknown' : isPartial ? 'partial' : 'how'}`)}
      </p>
    </section>
  )
}
