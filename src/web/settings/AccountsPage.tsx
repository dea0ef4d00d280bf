import { SearchOutlined, TeamOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { MembershipsForm } from '#web/access/MembershipsForm.tsx'
import { ViewAsSection } from '#web/access/ViewAs.tsx'
import { AccountLink } from '#web/accounts/AccountLink.tsx'
import { AccountStanding } from '#web/accounts/AccountStanding.tsx'
import { InviteSheet } from '#web/accounts/InviteSheet.tsx'
import { type ApiRecord, type ListQuery, usePermission, useRecords } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { AccountForm } from './AccountForm.tsx'
import { RolesForm } from './RolesForm.tsx'
import styles from './settings.module.css'
import { UserTable } from './UserTable.tsx'

/** Who may sign in, and do what: users of the company, each with account and roles. */
export function AccountsPage() {
  const t = useText()
  const [name, setName] = useState('')
  const [inviting, setInviting] = useState(false)
  const mayInvite = usePermission('account.assign') === 'all'
  const [opened, setOpened] = useState<ApiRecord | null>(null)
  const users = useRecords('users', usersNamed(useDeferredValue(name.trim())))
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.accounts.title') }])
  return (
    <>
      <PageHeader
        title={t('settings.accounts.title')}
        actions={
          mayInvite ? (
            <Button type="primary" onClick={() => setInviting(true)}>
              {t('accounts.invite.title')}
            </Button>
          ) : null
        }
      />
      <div className={styles.body}>
        <p className={styles.intro}>{t('settings.accounts.text')}</p>
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('settings.accounts.search')}
          aria-label={t('settings.accounts.search')}
          value={name}
          onChange={event => setName(event.target.value)}
          style={{ maxWidth: 280, marginTop: 16 }}
        />
        {users.error ? <ErrorState error={users.error} onRetry={() => void users.refetch()} /> : null}
        {users.isPending ? <Skeletons shape="list" /> : null}
        {users.records?.length === 0 ? <NoUsers /> : null}
        {users.records?.length ? <UserTable users={users.records} onOpen={setOpened} /> : null}
        {users.hasNextPage ? (
          <Button
            style={{ marginTop: 12 }}
            loading={users.isFetchingNextPage}
            onClick={() => void users.fetchNextPage()}
          >
            {t('ui.more')}
          </Button>
        ) : null}
      </div>
      <InviteSheet open={inviting} onClose={() => setInviting(false)} />
      <UserSheet user={opened} onClose={() => setOpened(null)} />
    </>
  )
}

const usersNamed = (name: string): ListQuery => ({
  fields: ['name', 'department', 'position', 'state'],
  sort: ['name'],
  ...(name ? { filter: { field: 'name', op: 'contains', value: name } } : {}),
})

function NoUsers() {
  const t = useText()
  return (
    <EmptyState
      icon={<TeamOutlined aria-hidden />}
      title={t('settings.accounts.empty')}
      text={t('settings.accounts.empty_text')}
    >
      <Link to="/o/$path" params={{ path: 'users' }}>
        {t('settings.accounts.to_users')}
      </Link>
    </EmptyState>
  )
}

function UserSheet({ user, onClose }: { user: ApiRecord | null; onClose: () => void }) {
  const [shown, setShown] = useState(user)
  const mayAccounts = usePermission('account.assign') === 'all'
  const mayRoles = usePermission('role.assign') === 'all'
  // The sheet keeps its content while it slides away.
  if (user && user !== shown) setShown(user)
  return (
    <Sheet open={user !== null} title={String(shown?.name ?? '')} onClose={onClose}>
      {shown ? (
        <>
          {mayAccounts ? <AccountLink key={`link-${shown.id}`} userId={shown.id} /> : null}
          {mayAccounts ? <AccountForm key={`account-${shown.id}`} userId={shown.id} /> : null}
          {mayAccounts ? <AccountStanding key={`standing-${shown.id}`} userId={shown.id} /> : null}
          {mayRoles ? <RolesForm key={`roles-${shown.id}`} userId={shown.id} /> : null}
          <MembershipsForm key={`departments-${shown.id}`} userId={shown.id} />
          <ViewAsSection key={`view-${shown.id}`} userId={shown.id} />
        </>
      ) : null}
    </Sheet>
  )
}
