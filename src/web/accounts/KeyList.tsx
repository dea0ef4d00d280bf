import { Button, Popconfirm, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { useSession } from '#web/api/index.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { type ApiKey, revokeKey, useKeys } from './key-requests.ts'

/** Keys with a button to revoke each: one's own, or everybody's with `all`. */
export function KeyList({ all = false }: { all?: boolean }) {
  const t = useText()
  const me = useSession().user.id
  const keys = useKeys()
  if (keys.error) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
  if (!keys.data) return <Skeletons shape="form" />
  const shown = keys.data.filter(key => all || key.userId === me)
  if (shown.length === 0) return <p className={styles.quiet}>{t('accounts.keys.none')}</p>
  return (
    <ul className={styles.rows}>
      {shown.map(key => (
        <Row key={key.id} entry={key} withOwner={all} />
      ))}
    </ul>
  )
}

function Row({ entry, withOwner }: { entry: ApiKey; withOwner: boolean }) {
  const t = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const revoke = () => {
    setBusy(true)
    revokeKey(entry.id)
      .then(() => toast.say(t('accounts.keys.revoked')), toast.fail)
      .finally(() => setBusy(false))
  }
  return (
    <li className={styles.row}>
      <div>
        <div>
          {entry.name} <code>{entry.prefix}…</code>{' '}
          {entry.rights ? (
            <Tooltip title={entry.rights.join(' · ')}>
              <Tag>{t('accounts.keys.limited', { count: entry.rights.length })}</Tag>
            </Tooltip>
          ) : null}
        </div>
        <div className={styles.under}>
          {withOwner ? `${entry.userName} · ` : ''}
          {t('accounts.keys.created')} <When at={entry.createdAt} /> ·{' '}
          {entry.lastUsedAt ? (
            <>
              {t('accounts.keys.used')} <When at={entry.lastUsedAt} />
            </>
          ) : (
            t('accounts.keys.unused')
          )}
          {entry.expiresAt ? (
            <>
              {' '}
              · {t('accounts.keys.until')} <When at={entry.expiresAt} />
            </>
          ) : null}
        </div>
      </div>
      <Popconfirm
        title={t('accounts.keys.revoke_confirm')}
        okText={t('accounts.keys.revoke')}
        cancelText={t('ui.cancel')}
        onConfirm={revoke}
      >
        <Button size="small" loading={busy} aria-label={`${t('accounts.keys.revoke')} ${entry.name}`}>
          {t('accounts.keys.revoke')}
        </Button>
      </Popconfirm>
    </li>
  )
}
