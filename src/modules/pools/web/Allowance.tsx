import { useText } from '#web/ui/index.ts'
import type { MyPool } from './pool-requests.ts'
import styles from './pools.module.css'

/** What one may still do today: claims, places among one's own, records to open. Nothing where nothing is limited. */
export function Allowance({ pool, owned }: { pool: MyPool; owned: { count: number; max: number } | null }) {
  const t = useText()
  const lines = [
    pool.claimsLeft === null
      ? t('pools.allowance.claims_free')
      : t('pools.allowance.claims', { left: pool.claimsLeft, max: pool.claimsPerDay ?? 0 }),
    ...(owned ? [t('pools.allowance.owned', owned)] : []),
    ...(pool.viewsLeft === null ? [] : [t('pools.allowance.views', { left: pool.viewsLeft })]),
    ...(pool.barDays ? [t('pools.allowance.bar', { days: pool.barDays })] : []),
    ...(pool.hidden.length > 0 ? [t('pools.allowance.hidden', { count: pool.hidden.length })] : []),
  ]
  const isOver = pool.claimsLeft === 0 || (owned !== null && owned.count >= owned.max)
  return (
    <ul className={styles.allowance} data-over={isOver}>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
