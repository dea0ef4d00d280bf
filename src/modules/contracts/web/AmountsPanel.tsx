import { Exact } from '#platform/fields/decimal-text.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { Money, useText } from '#web/ui/index.ts'
import styles from './contracts.module.css'

/** What a contract comes to and how much of it has come, each as a bar; whether it is sealed and signed. */
export default function AmountsPanel({ object, record }: PanelProps) {
  const t = useText()
  const currency = String(record.currency ?? '')
  const amount = record.amount as string | null
  const states = ['sealState', 'signingState'].flatMap(name => {
    const field = object.fields.find(one => one.name === name)
    const option = field?.options?.find(one => one.id === record[name])
    return field && option ? [{ name, label: field.label, said: option.label, isDone: option.id !== 'none' }] : []
  })
  return (
    <section className={styles.amounts} aria-label={t('contractUi.amounts.title')}>
      <Bar label={labelOf(object, 'amount')} amount={amount} whole={amount} currency={currency} />
      {record.type === 'framework' ? null : (
        <Bar
          label={labelOf(object, 'receivedAmount')}
          amount={record.receivedAmount as string | null}
          whole={amount}
          currency={currency}
        />
      )}
      {record.originalAmount && amount && !new Exact(String(record.originalAmount)).equals(amount) ? (
        <p className={styles.quiet}>
          {labelOf(object, 'originalAmount')} <Money amount={String(record.originalAmount)} currency={currency} />
        </p>
      ) : null}
      <ul className={styles.states}>
        {states.map(({ name, label, said, isDone }) => (
          <li key={name} data-done={isDone}>
            <span className={styles.stateLabel}>{label}</span> {said}
          </li>
        ))}
      </ul>
    </section>
  )
}

const labelOf = (object: PanelProps['object'], name: string): string =>
  object.fields.find(field => field.name === name)?.label ?? ''

function Bar({
  label,
  amount,
  whole,
  currency,
}: {
  label: string
  amount: string | null
  whole: string | null
  currency: string
}) {
  const share =
    amount && whole && !new Exact(whole).isZero() ? Math.min(1, Number(new Exact(amount).div(whole).toFixed(4))) : 0
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <span>{label}</span>
        <Money amount={amount} currency={currency} />
      </div>
      <div className={styles.track} aria-hidden>
        <i style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  )
}
