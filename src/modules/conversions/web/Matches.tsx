import { Button } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { Match } from './conversion-requests.ts'
import styles from './conversions.module.css'

/** Customers who may be the one that the lead speaks of; one click takes him. */
export function Matches({
  matches,
  chosen,
  onChoose,
}: {
  matches: readonly Match[]
  chosen: string | undefined
  onChoose: (match: Match) => void
}) {
  const t = useText()
  if (matches.length === 0) return null
  return (
    <section className={styles.matches} aria-label={t('conversions.matches')}>
      <h3>{t('conversions.matches')}</h3>
      <ul>
        {matches.map(match => (
          <li key={match.id}>
            <span>
              {match.title}{' '}
              <small>
                {t(`conversions.by.${match.by}`)}
                {match.owner ? ` · ${match.owner.title}` : ''}
              </small>
            </span>
            <Button size="small" disabled={chosen === match.id} onClick={() => onChoose(match)}>
              {t('conversions.take')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
