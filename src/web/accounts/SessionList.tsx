import { Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useSession } from '#web/api/index.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { deviceName } from './device-name.ts'
import { endSessions, type SessionEntry, useSessions } from './session-requests.ts'

/** Where somebody is signed in, with a button to end each and all: oneself (`userId` null) or a user of the company. */
export function SessionList({ userId }: { userId: string | null }) {
  const t = useText()
  const toast = useToast()
  const sessions = useSessions(userId)
  const [busy, setBusy] = useState<string | null>(null)
  const end = async (id: string | null) => {
    setBusy(id ?? 'all')
    try {
      await endSessions(userId, id)
      toast.say(t(id ? 'accounts.sessions.ended' : 'accounts.sessions.ended_all'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(null)
    }
  }
  if (sessions.error) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
  if (!sessions.data) return <Skeletons shape="form" />
  const others = sessions.data.filter(session => !session.isCurrent)
  if (sessions.data.length === 0) return <p className={styles.quiet}>{t('accounts.sessions.none')}</p>
  return (
    <>
      <ul className={styles.rows}>
        {sessions.data.map(session => (
          <Row key={session.id} session={session} busy={busy === session.id} onEnd={() => void end(session.id)} />
        ))}
      </ul>
      {others.length > 0 ? (
        <Popconfirm
          title={t(userId ? 'accounts.sessions.confirm_user' : 'accounts.sessions.confirm_others')}
          okText={t('accounts.sessions.end')}
          cancelText={t('ui.cancel')}
          onConfirm={() => void end(null)}
        >
          <Button loading={busy === 'all'}>
            {t(userId ? 'accounts.sessions.end_all' : 'accounts.sessions.end_others')}
          </Button>
        </Popconfirm>
      ) : null}
    </>
  )
}

function Row({ session, busy, onEnd }: { session: SessionEntry; busy: boolean; onEnd: () => void }) {
  const t = useText()
  const { company } = useSession()
  const device = deviceName(session.userAgent) ?? t('accounts.sessions.unknown_device')
  return (
    <li className={styles.row}>
      <div>
        <div>
          {device} {session.isCurrent ? <Tag>{t('accounts.sessions.current')}</Tag> : null}
          {session.companyId === company.id ? null : <Tag>{session.companyName}</Tag>}
        </div>
        <div className={styles.under}>
          {session.ip ?? t('accounts.sessions.unknown_address')} · {t('accounts.sessions.last_seen')}{' '}
          <When at={session.lastSeenAt} /> · {t('accounts.sessions.since')} <When at={session.startedAt} />
        </div>
      </div>
      {session.isCurrent ? null : (
        <Button size="small" loading={busy} onClick={onEnd} aria-label={`${t('accounts.sessions.end')} ${device}`}>
          {t('accounts.sessions.end')}
        </Button>
      )}
    </li>
  )
}
