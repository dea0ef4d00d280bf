import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import type { ApiRecord, ApiReference } from '#web/api/index.ts'
import { ErrorState, usePhone, useText, When } from '#web/ui/index.ts'
import { type UserAccess, useAccessByUser } from './account-requests.ts'
import styles from './settings.module.css'

/** Users with what they sign in by, their roles and their last sign-in; on a phone these stand under the name. */
export function UserTable({ users, onOpen }: { users: ApiRecord[]; onOpen: (user: ApiRecord) => void }) {
  const t = useText()
  const phone = usePhone()
  const access = useAccessByUser()
  if (access.error) return <ErrorState error={access.error} onRetry={() => void access.refetch()} />
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('settings.accounts.user')}</th>
          {phone ? null : (
            <>
              <th>{t('settings.accounts.department')}</th>
              <th>{t('settings.accounts.account')}</th>
              <th>{t('settings.accounts.roles')}</th>
              <th>{t('settings.accounts.last_sign_in')}</th>
            </>
          )}
          <th aria-label={t('settings.accounts.manage')} />
        </tr>
      </thead>
      <tbody>
        {users.map(user => (
          <UserRow key={user.id} user={user} access={access.data?.get(user.id)} onOpen={() => onOpen(user)} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  user: ApiRecord
  access: UserAccess | undefined
  onOpen: () => void
}

function UserRow({ user, access, onOpen }: RowProps) {
  const t = useText()
  const phone = usePhone()
  return (
    <tr>
      <td>
        <Link to="/o/$path/$id" params={{ path: 'users', id: user.id }}>
          {String(user.name)}
        </Link>
        {phone ? <Under access={access} /> : null}
      </td>
      {phone ? null : (
        <>
          <td>{(user.department as unknown as ApiReference | null)?.title ?? '–'}</td>
          <td>
            <SignsInBy access={access} />
          </td>
          <td>
            <RoleNames access={access} />
          </td>
          <td>
            <When at={access?.account?.lastSignInAt} />
          </td>
        </>
      )}
      <td className={styles.end}>
        <Button size="small" onClick={onOpen} aria-label={`${t('settings.accounts.manage')} ${String(user.name)}`}>
          {t('settings.accounts.manage')}
        </Button>
      </td>
    </tr>
  )
}

function Under({ access }: Pick<RowProps, 'access'>) {
  return (
    <>
      <div className={styles.under}>
        <SignsInBy access={access} />
      </div>
      <div className={styles.under}>
        <RoleNames access={access} />
      </div>
    </>
  )
}

function SignsInBy({ access }: Pick<RowProps, 'access'>) {
  const t = useText()
  if (access?.account === undefined) return null
  if (access.account === null) return <span className={styles.faint}>{t('settings.accounts.none')}</span>
  const { login, mobile, email, state } = access.account
  return (
    <>
      {[login, mobile, email].filter(Boolean).join(' · ')}{' '}
      {state === 'active' ? null : <Tag>{t('settings.accounts.disabled')}</Tag>}
    </>
  )
}

function RoleNames({ access }: Pick<RowProps, 'access'>) {
  const t = useText()
  if (access?.roles === undefined) return null
  if (access.roles.length === 0) return <span className={styles.faint}>{t('settings.accounts.no_roles')}</span>
  return access.roles.map(role => role.name).join(' · ')
}
