import { Link } from '@tanstack/react-router'
import { formatNumber, useLocale, useText } from '#web/ui/index.ts'
import type { ImportDescription } from './import-requests.ts'
import styles from './transfer.module.css'

const outcomes = ['created', 'updated', 'skipped', 'refused'] as const

/** What becomes, or became, of the rows: each number opens the rows it counts. The four sum to the rows of the file. */
export function Counts({ described }: { described: ImportDescription }) {
  const t = useText()
  const locale = useLocale()
  const marks = Object.keys(described.counts).filter(name => !outcomes.some(outcome => outcome === name))
  const sum = outcomes.reduce((total, outcome) => total + described.counts[outcome], 0)
  return (
    <div className={styles.counts}>
      {outcomes.map(outcome => (
        <Count
          key={outcome}
          outcome={outcome}
          value={described.counts[outcome]}
          label={t(`imports.counts.${outcome}`)}
        />
      ))}
      {marks.map(mark => (
        <Count
          key={mark}
          outcome={mark}
          value={described.counts[mark] ?? 0}
          label={t(`${described.object}.imports.${mark}`)}
          isMark
        />
      ))}
      <p className={styles.countsSum}>
        {t('imports.counts.sum', {
          sum: formatNumber(sum, { locale }),
          rows: formatNumber(described.rows, { locale }),
        })}
      </p>
    </div>
  )
}

function Count({
  outcome,
  value,
  label,
  isMark = false,
}: {
  outcome: string
  value: number
  label: string
  isMark?: boolean
}) {
  const locale = useLocale()
  const shown = formatNumber(value, { locale })
  const inside = (
    <>
      <span className={styles.countValue}>{shown}</span> <span className={styles.countLabel}>{label}</span>
    </>
  )
  const props = { className: styles.count, 'data-outcome': outcome, 'data-mark': isMark, 'data-none': value === 0 }
  if (value === 0) return <div {...props}>{inside}</div>
  return (
    <Link {...props} from="/import/$id" to="." search={search => ({ ...search, rows: outcome })}>
      {inside}
    </Link>
  )
}
