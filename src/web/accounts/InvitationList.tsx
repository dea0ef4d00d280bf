import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { everybodyHere, type InvitationEntry, useInvitations, withdrawInvitation } from './invitation-requests.ts'

/** The links of the last 90 days: what became of each, and a button to make one void. */
export function InvitationList() {
  const t = useText()
  const links = useInvitations()
  const people = useQuery({ queryKey: ['records', 'users', 'everybody'], queryFn: everybodyHere })
  if (links.error) return <ErrorState error={links.error} onRetry={() => void links.refetch()} />
  if (!links.data || people.isPending) return <Skeletons shape="form" />
  if (links.data.invitations.length === 0) return <p className={styles.quiet}>{t('accounts.invite.none')}</p>
  const names = new Map(people.data?.map(person => [person.id, String(person.name)]))
  return (
    <ul className={styles.rows}>
      {links.data.invitations.map(entry => (
        <Row key={entry.id} entry={entry} name={names.get(entry.userId) ?? t('accounts.invite.left')} />
      ))}
    </ul>
  )
}

function Row({ entry, name }: { entry: InvitationEntry; name: string }) {
  const t = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const state = stateOf(entry)
  const withdraw = () => {
    setBusy(true)
    withdrawInvitation(entry.id)
      .then(() => toast.say(t('accounts.invite.withdrawn_now')), toast.fail)
      .finally(() => setBusy(false))
  }
  return (
    <li className={styles.row}>
      <div>
        <div>
          {name} <Tag>{t(`accounts.invite.kinds.${entry.kind}`)}</Tag>
          <Tag>{t(`accounts.invite.states.${state}`)}</Tag>
        </div>
        <div className={styles.under}>
          {entry.inviterName ?? t('accounts.invite.by_self')} · <When at={entry.createdAt} />
          {entry.mailedTo ? ` · ${t('accounts.invite.mailed', { address: entry.mailedTo })}` : ''}
        </div>
      </div>
      {state === 'open' ? (
        <Button size="small" loading={busy} onClick={withdraw} aria-label={`${t('accounts.invite.withdraw')} ${name}`}>
          {t('accounts.invite.withdraw')}
        </Button>
      ) : null}
    </li>
  )
}

const stateOf = (entry: InvitationEntry): 'open' | 'used' | 'withdrawn' | 'expired' => {
  if (entry.usedAt) return 'used'
  if (entry.withdrawnAt) return 'withdrawn'
  return Date.parse(entry.expiresAt) <= Date.now() ? 'expired' : 'open'
}
