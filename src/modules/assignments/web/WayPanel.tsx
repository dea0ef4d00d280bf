import { CheckOutlined } from '@ant-design/icons'
import type { ApiRecord } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, formatNumber, Skeletons, useLocale, useText, When } from '#web/ui/index.ts'
import { AssignmentReasons } from './AssignmentReasons.tsx'
import { useWay, type Way } from './requests.ts'
import styles from './way.module.css'

/** The steps of the way by the instant that says that it was taken. */
const steps = [
  { state: 'new', at: 'createdAt' },
  { state: 'qualified', at: 'qualifiedAt' },
  { state: 'handedOver', at: 'handedOverAt' },
  { state: 'following', at: 'firstContactedAt' },
  { state: 'converted', at: 'convertedAt' },
] as const

/** Where a lead stands between marketing and sales, when it came there, how long each had it, and why it is whose it is. */
export default function WayPanel({ object, record }: PanelProps) {
  const t = useText()
  const way = useWay(record.id)
  if (way.error) return <ErrorState error={way.error} onRetry={() => void way.refetch()} />
  if (!way.data) return <Skeletons shape="list" />
  const label = (state: string) =>
    object.fields.find(field => field.name === 'state')?.options?.find(option => option.id === state)?.label ?? state
  const isAside = record.state === 'invalid' || record.state === 'returned'
  return (
    <div className={styles.way}>
      <ol className={styles.steps} aria-label={t('assigning.way.steps')}>
        {steps.map(({ state, at }) => {
          const since = way.data.steps.find(step => step.name === at)?.at ?? null
          const isCurrent = record.state === state
          return (
            <li
              key={state}
              data-passed={since !== null}
              data-current={isCurrent}
              {...(isCurrent ? { 'aria-current': 'step' as const } : {})}
            >
              <span className={styles.mark} aria-hidden>
                {since !== null && !isCurrent ? <CheckOutlined /> : null}
              </span>
              <span>{label(state)}</span>
              <span className={styles.time}>{since ? <When at={since} /> : isCurrent ? t('when.unknown') : null}</span>
            </li>
          )
        })}
      </ol>
      {isAside ? <Aside record={record} label={label(String(record.state))} /> : null}
      <Days way={way.data} />
      <AssignmentReasons lead={record.id} />
    </div>
  )
}

function Aside({ record, label }: { record: ApiRecord; label: string }) {
  const reason = record.state === 'returned' ? record.returnReason : null
  return (
    <p className={styles.aside} data-state={String(record.state)}>
      <strong>{label}</strong>
      {reason ? ` · ${String(reason)}` : null}
    </p>
  )
}

/** How long marketing and sales had it, and who of them where. */
function Days({ way }: { way: Way }) {
  const t = useText()
  const locale = useLocale()
  const days = (value: number) => t('assigning.way.days', { days: formatNumber(value, { locale }) })
  const total = way.days.marketing + way.days.sales
  if (way.stays.length === 0) return null
  return (
    <section aria-label={t('assigning.way.who')}>
      <p className={styles.sums}>
        <span data-phase="marketing">{t('assigning.way.marketing')}</span> {days(way.days.marketing)}
        <span data-phase="sales">{t('assigning.way.sales')}</span> {days(way.days.sales)}
      </p>
      {total > 0 ? (
        <span className={styles.split} aria-hidden>
          <i data-phase="marketing" style={{ flexGrow: way.days.marketing }} />
          <i data-phase="sales" style={{ flexGrow: way.days.sales }} />
        </span>
      ) : null}
      <ul className={styles.stays}>
        {way.stays.map(stay => (
          <li key={`${stay.from} ${stay.user?.id} ${stay.phase}`}>
            <span>
              {stay.user?.title ?? t('assigning.way.nobody')}
              {stay.department ? <small> {stay.department.title}</small> : null}
            </span>
            <span className={styles.time}>{days(daysOf(stay))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const daysOf = ({ from, until }: { from: string; until: string | null }): number =>
  Math.round((((until ? Date.parse(until) : Date.now()) - Date.parse(from)) / 86_400_000) * 10) / 10
