import { CopyOutlined, DeleteOutlined, PlusOutlined, SafetyOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { usePermission } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { type Role, useRoles } from './account-requests.ts'
import { ChoicePage } from './ChoicePage.tsx'
import { createRole, draftOf, removeRole, type RoleChoices, type RoleDraft, useRoleChoices } from './role-requests.ts'
import { RoleEditor } from './RoleEditor.tsx'
import styles from './settings.module.css'

/** The roles of the company at the left (above, on a phone), what the chosen one may do at the right. */
export function RolesPage() {
  const t = useText()
  const roles = useRoles()
  const choices = useRoleChoices()
  const { role: chosen } = useSearch({ from: '/signedIn/settings/roles' })
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('access.roles.title') }])
  const error = roles.error ?? choices.error
  const open = useOpenRole()
  const choiceOf = ({ id, name, holders }: Role) => ({
    key: id,
    label: name,
    aside: t('access.roles.holders', { count: holders }),
  })
  return (
    <ChoicePage
      title={t('access.roles.title')}
      text={t('access.roles.text')}
      list={t('access.roles.list')}
      choose={t('access.roles.choose')}
      icon={<SafetyOutlined aria-hidden />}
      groups={roles.data && choices.data ? [{ key: 'roles', choices: roles.data.map(choiceOf) }] : undefined}
      error={error}
      onRetry={() => void Promise.all([roles.refetch(), choices.refetch()])}
      chosen={chosen}
      onChoose={open}
      more={<NewRole />}
    >
      {id => {
        const role = roles.data?.find(one => one.id === id)
        return role && choices.data ? <OneRole role={role} choices={choices.data} /> : null
      }}
    </ChoicePage>
  )
}

function NewRole() {
  const t = useText()
  const make = useMakeRole()
  if (usePermission('role.create') !== 'all') return null
  const name = t('access.roles.new_name')
  return (
    <Button
      type="text"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => make({ name: { zh: name, en: name }, grants: {}, fieldRights: {} })}
    >
      {t('access.roles.new')}
    </Button>
  )
}

function OneRole({ role, choices }: { role: Role; choices: RoleChoices }) {
  const t = useText()
  const toast = useToast()
  const open = useOpenRole()
  const make = useMakeRole()
  const mayCreate = usePermission('role.create') === 'all'
  const mayRemove = usePermission('role.remove') === 'all'
  const copy = () => {
    const draft = draftOf(role)
    const [zh, en] = [draft.name.zh, draft.name.en].map(name => t('access.roles.copy_name', { name }))
    make({ ...draft, name: { zh: zh ?? '', en: en ?? '' } })
  }
  const remove = () =>
    removeRole(role.id).then(() => {
      toast.say(t('access.roles.removed'))
      open(undefined)
    }, toast.fail)
  return (
    <>
      <div className={styles.setting}>
        <h2 className={styles.heading}>{role.name}</h2>
        <span>
          {mayCreate && (
            <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
              {t('access.roles.copy')}
            </Button>
          )}{' '}
          {mayRemove && (
            <Popconfirm title={t('access.roles.remove_confirm', { name: role.name })} onConfirm={() => void remove()}>
              <Button danger icon={<DeleteOutlined aria-hidden />}>
                {t('access.roles.remove')}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      <RoleEditor key={JSON.stringify(draftOf(role))} id={role.id} given={draftOf(role)} choices={choices} />
    </>
  )
}

function useOpenRole(): (role: string | undefined) => void {
  const navigate = useNavigate()
  return role => void navigate({ to: '/settings/roles', search: role ? { role } : {} })
}

function useMakeRole(): (draft: RoleDraft) => void {
  const toast = useToast()
  const open = useOpenRole()
  return draft => void createRole(draft).then(open, toast.fail)
}
