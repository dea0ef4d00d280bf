import { Collapse, Select } from 'antd'
import type { Scope } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import type { RoleChoices, RoleDraft } from './role-requests.ts'
import styles from './settings.module.css'

type Grants = RoleDraft['grants']
type Noun = RoleChoices['nouns'][number]

const scopes: Scope[] = ['own', 'team', 'department', 'departmentTree', 'all']

/** Each noun with what the role reads of it; opened, each of its rights with the scopes that add up. */
export function RoleGrants({
  choices,
  grants,
  onChange,
  disabled,
}: {
  choices: RoleChoices
  grants: Grants
  onChange: (permission: string, scopes: Grants[string] | undefined) => void
  disabled: boolean
}) {
  const t = useText()
  const say = (granted: Grants[string] | undefined): string =>
    granted === undefined
      ? t('access.no_right')
      : [granted]
          .flat()
          .map(scope => t(`scopes.${scope}`))
          .join(' + ')
  const items = choices.nouns.map(noun => {
    const own = [{ name: '*', label: t('access.roles.all_rights') }, ...noun.rights]
    const given = own.filter(({ name }) => grants[`${noun.name}.${name}`] !== undefined)
    const read = grants[`${noun.name}.read`] ?? grants[`${noun.name}.*`]
    return {
      key: noun.name,
      label: (
        <span className={styles.noun}>
          <strong>{noun.label}</strong>
          <span>{say(read)}</span>
          <small>{t('access.roles.more', { count: given.length })}</small>
        </span>
      ),
      children: (
        <div className={styles.rights}>
          {own.map(right => (
            <Right key={right.name} noun={noun} right={right} grants={grants} onChange={onChange} disabled={disabled} />
          ))}
        </div>
      ),
    }
  })
  return <Collapse items={items} size="small" />
}

function Right({
  noun,
  right,
  grants,
  onChange,
  disabled,
}: {
  noun: Noun
  right: Noun['rights'][number]
  grants: Grants
  onChange: (permission: string, scopes: Grants[string] | undefined) => void
  disabled: boolean
}) {
  const t = useText()
  const permission = `${noun.name}.${right.name}`
  const value = grants[permission] === undefined ? [] : [grants[permission] as Scope | Scope[]].flat()
  const offered = noun.owned ? scopes : scopes.filter(scope => scope === 'all' || value.includes(scope))
  return (
    <div className={styles.right}>
      <span>{right.label}</span>
      <Select<Scope[]>
        mode="multiple"
        size="small"
        aria-label={t('access.roles.cell', { noun: noun.label, right: right.label })}
        placeholder={t('access.no_right')}
        value={value}
        disabled={disabled}
        onChange={next => onChange(permission, next.length === 0 ? undefined : next.length === 1 ? next[0] : next)}
        options={offered.map(scope => ({
          value: scope,
          label: t(noun.owned ? `scopes.${scope}` : 'access.roles.yes_right'),
        }))}
      />
    </div>
  )
}
