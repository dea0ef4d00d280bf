import { Button, Checkbox } from 'antd'
import { type ApiRecord, type ApiReference, fieldNamed, type ObjectDescription, useSession } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { todayIn, useText, useTimeZone, When } from '#web/ui/index.ts'
import { againFrom } from './again-from.ts'
import type { MyPool } from './pool-requests.ts'
import styles from './pools.module.css'

const facts = ['level', 'state', 'company', 'industry', 'address', 'source', 'lastActivityAt']

/** A record in a pool: its name, why it is here and since when, who had it, and the button that takes it. */
export function PoolRow({
  object,
  pool,
  record,
  reason,
  isChosen,
  isBusy,
  onChoose,
  onOpen,
  onClaim,
}: {
  object: ObjectDescription
  pool: MyPool
  record: ApiRecord
  /** What whoever gave it back said. */
  reason?: string | undefined
  isChosen: boolean
  isBusy: boolean
  onChoose: () => void
  onOpen: () => void
  onClaim?: () => void
}) {
  const t = useText()
  const title = titleOf(object, record)
  const { user } = useSession()
  const timeZone = useTimeZone()
  const again = againFrom(record, { pool, userId: user.id, timeZone })
  const isBarred = again !== null && again > todayIn(timeZone)
  const previous = record.previousOwner as unknown as ApiReference | null
  const shown = facts.flatMap(name => {
    const field = fieldNamed(object, name)
    return field && !isEmpty(record[name]) ? [field] : []
  })
  return (
    <li className={styles.row} data-chosen={isChosen}>
      <Checkbox checked={isChosen} aria-label={t('pools.list.choose', { name: title })} onChange={onChoose} />
      <div className={styles.words}>
        <button type="button" className={styles.name} onClick={onOpen}>
          {title}
        </button>
        <p className={styles.why}>
          <span>{whyText(object, record)}</span>
          <When at={record.enteredPoolAt as string | null} />
          {previous ? <span>{t('pools.list.previous', { name: previous.title })}</span> : null}
          {isBarred ? <b>{t('pools.peek.barred', { until: again })}</b> : null}
          {reason ? (
            <span className={styles.said} title={reason}>
              {reason}
            </span>
          ) : null}
        </p>
        <dl className={styles.facts}>
          {shown.slice(0, 4).map(field => (
            <div key={field.name}>
              <dt>{field.label}</dt>
              <dd>
                <Value field={field} object={object.name} values={record} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {onClaim ? (
        <Button className={styles.claim} type="primary" ghost disabled={isBusy || isBarred} onClick={onClaim}>
          <span className="for-readers-only">{title} </span>
          {t('pools.claim')}
        </Button>
      ) : null}
    </li>
  )
}

/** Why it lies here, by the words of its fields: 到期收回 · 久未跟进. */
function whyText(object: ObjectDescription, record: ApiRecord): string {
  const word = (name: string): string | undefined =>
    fieldNamed(object, name)?.options?.find(option => option.id === record[name])?.label
  return [word('poolCause'), word('recoverRule')].filter(Boolean).join(' · ')
}
