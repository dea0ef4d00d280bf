import { useSession } from '#web/api/index.ts'
import { formatNumber, Money, useLocale, useText } from '#web/ui/index.ts'
import { CountLink } from './CountLink.tsx'
import type { Figure, FiguresContent } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** The month in numbers, each beside the month before; a click opens exactly what it counts. */
export function Figures({ content, words }: { content: FiguresContent; words: Record<string, string> }) {
  return (
    <dl className={styles.figures}>
      {content.figures.map(figure => (
        <div key={figure.name} className={styles.figure} data-figure={figure.name}>
          <dt>{words[figure.name]}</dt>
          <dd>
            <OneFigure figure={figure} name={words[figure.name] ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function OneFigure({ figure, name }: { figure: Figure; name: string }) {
  const t = useText()
  const locale = useLocale()
  const { before } = figure
  return (
    <>
      <Amounts sums={figure.sums} />
      <span className={styles.howMany}>
        <CountLink link={figure.link} count={figure.count} name={name} />
        {t('workbench.items', { count: figure.count.value })}
      </span>
      {before ? (
        <span className={styles.before}>
          {t('workbench.lastMonth')} <Amounts sums={before.sums} /> {formatNumber(before.count.value, { locale })}
          {t('workbench.items', { count: before.count.value })}
        </span>
      ) : null}
    </>
  )
}

/** Amounts by currency; an amount in the company's own where there is none. Nothing where it may not be read. */
export function Amounts({ sums }: { sums: Record<string, string> | null }) {
  const { company } = useSession()
  if (!sums) return null
  const entries = Object.entries(sums)
  const shown: [string, string][] = entries.length > 0 ? entries : [[company.baseCurrency, '0']]
  return (
    <span className={styles.amounts}>
      {shown.map(([currency, amount]) => (
        <span key={currency}>
          <Money amount={amount} currency={currency} compact />
        </span>
      ))}
    </span>
  )
}
