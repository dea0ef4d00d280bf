import { Button, Checkbox, Tooltip } from 'antd'
import { useState } from 'react'
import { queryClient, sessionQuery, useSession } from '#web/api/index.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type Role, saveUserRoles, useRoles, useUserRoles } from './account-requests.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './settings.module.css'

/** Which roles a user has; what each may do is told on hover. */
export function RolesForm({ userId }: { userId: string }) {
  const t = useText()
  const roles = useRoles()
  const given = useUserRoles(userId)
  const error = roles.error ?? given.error
  return (
    <SettingsSection title={t('settings.accounts.roles')} text={t('settings.accounts.roles_text')}>
      {error ? <ErrorState error={error} onRetry={() => void Promise.all([roles.refetch(), given.refetch()])} /> : null}
      {roles.data && given.data ? (
        <Boxes key={given.data.join()} userId={userId} roles={roles.data} given={given.data} />
      ) : null}
      {!error && !(roles.data && given.data) ? <Skeletons shape="form" /> : null}
    </SettingsSection>
  )
}

function Boxes({ userId, roles, given }: { userId: string; roles: Role[]; given: string[] }) {
  const t = useText()
  const toast = useToast()
  const me = useSession().user.id
  const [chosen, setChosen] = useState(given)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await saveUserRoles(userId, chosen)
      toast.say(t('settings.accounts.saved_roles'))
      if (userId === me) await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  const isChanged = chosen.length !== given.length || chosen.some(id => !given.includes(id))
  return (
    <>
      <Checkbox.Group value={chosen} onChange={setChosen} className={styles.roles ?? ''}>
        {roles.map(role => (
          <Checkbox key={role.id} value={role.id}>
            <Tooltip title={<Grants grants={role.grants} />} placement="left">
              {role.name}
            </Tooltip>
          </Checkbox>
        ))}
      </Checkbox.Group>
      <div>
        <Button disabled={!isChanged} loading={busy} onClick={() => void save()}>
          {t('settings.accounts.save_roles')}
        </Button>
      </div>
    </>
  )
}

function Grants({ grants }: { grants: Role['grants'] }) {
  const t = useText()
  if (grants['*']) return t('settings.accounts.everything')
  return (
    <ul style={{ margin: 0, paddingInlineStart: 16 }}>
      {Object.entries(grants).map(([permission, scope]) => (
        <li key={permission}>
          {permission} ·{' '}
          {[scope]
            .flat()
            .map(one => t(`scopes.${one}`))
            .join(' + ')}
        </li>
      ))}
    </ul>
  )
}
