import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { api, queryClient, useSession } from '#web/api/index.ts'
import { useAccessByUser } from '#web/settings/account-requests.ts'
import { SettingsSection } from '#web/settings/SettingsSection.tsx'
import { useText, useToast, When } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { SessionList } from './SessionList.tsx'

/** Whether a user's account lets him in: locked, disabled, and where he is signed in. Shows nothing for a user without one. */
export function AccountStanding({ userId }: { userId: string }) {
  const t = useText()
  const me = useSession().user.id
  const account = useAccessByUser().data?.get(userId)?.account
  if (!account) return null
  return (
    <>
      <SettingsSection title={t('accounts.standing.title')} text={t('accounts.standing.text')}>
        {account.lockedUntil ? <Locked userId={userId} until={account.lockedUntil} /> : null}
        {account.hasSecondFactor && userId !== me ? <FactorReset userId={userId} /> : null}
        {userId === me ? null : <Bar userId={userId} isDisabled={account.state !== 'active'} />}
      </SettingsSection>
      <SettingsSection title={t('accounts.sessions.title')}>
        <SessionList userId={userId} />
      </SettingsSection>
    </>
  )
}

function Locked({ userId, until }: { userId: string; until: string }) {
  const t = useText()
  const { busy, run } = useChange()
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={
        <>
          {t('accounts.standing.locked_until')} <When at={until} />
        </>
      }
      action={
        <Button
          size="small"
          loading={busy}
          onClick={() => run(() => api.post(`/users/${userId}/account/unlock`), t('accounts.standing.unlocked'))}
        >
          {t('accounts.standing.unlock')}
        </Button>
      }
    />
  )
}

function FactorReset({ userId }: { userId: string }) {
  const t = useText()
  const { busy, run } = useChange()
  return (
    <div className={styles.tools}>
      <Popconfirm
        title={t('accounts.factor.reset_confirm')}
        okText={t('accounts.factor.reset')}
        cancelText={t('ui.cancel')}
        onConfirm={() => run(() => api.delete(`/users/${userId}/second-factor`), t('accounts.factor.reset_done'))}
      >
        <Button loading={busy}>{t('accounts.factor.reset')}</Button>
      </Popconfirm>
    </div>
  )
}

function Bar({ userId, isDisabled }: { userId: string; isDisabled: boolean }) {
  const t = useText()
  const { busy, run } = useChange()
  const set = (state: 'active' | 'disabled') =>
    run(
      () => api.put(`/users/${userId}/account/state`, { state }),
      t(state === 'active' ? 'accounts.standing.enabled' : 'accounts.standing.disabled'),
    )
  if (isDisabled)
    return (
      <div className={styles.tools}>
        <Button loading={busy} onClick={() => set('active')}>
          {t('accounts.standing.enable')}
        </Button>
      </div>
    )
  return (
    <div className={styles.tools}>
      <Popconfirm
        title={t('accounts.standing.disable_confirm')}
        okText={t('accounts.standing.disable')}
        cancelText={t('ui.cancel')}
        onConfirm={() => set('disabled')}
      >
        <Button danger loading={busy}>
          {t('accounts.standing.disable')}
        </Button>
      </Popconfirm>
    </div>
  )
}

/** Does something to an account, says so, and reads again what all lists of accounts and sessions show. */
function useChange() {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const run = (change: () => Promise<unknown>, done: string): void => {
    setBusy(true)
    change()
      .then(async () => {
        toast.say(done)
        await queryClient.invalidateQueries({
          predicate: query => ['accounts', 'account', 'sessions'].includes(String(query.queryKey[0])),
        })
      }, toast.fail)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}
