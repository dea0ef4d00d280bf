import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { ErrorState, Sheet, Skeletons, useLocale, useText } from '#web/ui/index.ts'
import { type Explanation, type Reason, useExplanation } from './access-requests.ts'
import styles from './access.module.css'
import { ReferencePicker } from './ReferencePicker.tsx'

/** Why a colleague sees a record, or why not: each of his roles with its reach, his place in the team, the fields closed to him. */
export function WhySheet({
  object,
  id,
  open,
  onClose,
}: {
  object: ObjectDescription
  id: string
  open: boolean
  onClose: () => void
}) {
  const t = useText()
  const input = useId()
  const [user, setUser] = useState<ReferenceValue | null>(null)
  const { data, error, isFetching, refetch } = useExplanation(object, id, open ? (user?.id ?? null) : null)
  return (
    <Sheet open={open} title={t('access.why.title')} onClose={onClose}>
      <p className={styles.empty}>{t('access.why.text')}</p>
      <label htmlFor={input} className="for-readers-only">
        {t('access.why.user')}
      </label>
      <ReferencePicker id={input} of="user" label={t('access.why.user')} value={user} onChange={setUser} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {user && isFetching && !data ? <Skeletons shape="form" /> : null}
      {user && data ? <Answer object={object} explanation={data} /> : null}
    </Sheet>
  )
}

function Answer({ object, explanation }: { object: ObjectDescription; explanation: Explanation }) {
  const t = useText()
  const locale = useLocale()
  const { user, sees, can, reasons, fields } = explanation
  const name = user.title
  const verbs = can.map(verb => object.verbs.find(one => one.verb === verb)?.label ?? t(`record.verbs.${verb}`))
  const labelOf = (field: string): string => object.fields.find(one => one.name === field)?.label ?? field
  return (
    <div aria-live="polite">
      <p className={styles.verdict}>{t(sees ? 'access.why.sees' : 'access.why.sees_not', { name })}</p>
      <ul className={styles.reasons}>
        {reasons.map(reason => (
          <li key={JSON.stringify(reason)}>
            {reason.reaches ? (
              <CheckCircleOutlined aria-hidden style={{ color: 'var(--success)' }} />
            ) : (
              <CloseCircleOutlined aria-hidden style={{ color: 'var(--text-faint)' }} />
            )}
            <ReasonWords reason={reason} />
          </li>
        ))}
      </ul>
      {verbs.length > 0 && <p>{t('access.why.can', { verbs: formatList(verbs, locale) })}</p>}
      {fields.length > 0 && (
        <>
          <h3>{t('access.why.fields')}</h3>
          <dl className={styles.readOnly}>
            {fields.map(({ field, right }) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{labelOf(field)}</dt>
                <dd>{t(`access.field_rights.${right}`)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}

const formatList = (words: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { style: 'narrow', type: 'unit' }).format(words)

function ReasonWords({ reason }: { reason: Reason }) {
  const t = useText()
  if (reason.kind === 'role') {
    const result = t(reason.reaches ? 'access.why.role_reaches' : 'access.why.role_fails')
    return <span>{t('access.why.role', { role: reason.role.title, scope: t(`scopes.${reason.scope}`), result })}</span>
  }
  if (reason.kind !== 'team') return <span>{t(`access.why.${reason.kind}`)}</span>
  const until = reason.until ? t('access.team.until_day', { day: reason.until }) : ''
  const access = t(`access.team.${reason.access}`)
  return (
    <span>
      {reason.reaches
        ? t('access.why.team', { access, until: until && ` · ${until}` })
        : t('access.why.team_over', { until })}
    </span>
  )
}
