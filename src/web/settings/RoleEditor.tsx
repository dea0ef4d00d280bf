import { Alert, Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { usePermission } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { type RoleChoices, type RoleDraft, saveRole } from './role-requests.ts'
import { RoleFields } from './RoleFields.tsx'
import { RoleGrants } from './RoleGrants.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './settings.module.css'

/** What a role is called, may do with each noun, with single fields, and in the program. */
export function RoleEditor({ id, given, choices }: { id: string; given: RoleDraft; choices: RoleChoices }) {
  const t = useText()
  const toast = useToast()
  const field = useId()
  const mayChange = usePermission('role.update') === 'all'
  const [draft, setDraft] = useState(given)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await saveRole(id, draft)
      toast.say(t('access.roles.saved'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  const setName = (language: 'zh' | 'en', name: string) =>
    setDraft({ ...draft, name: { ...draft.name, [language]: name } })
  const setGrant = (permission: string, scopes: RoleDraft['grants'][string] | undefined) => {
    const { [permission]: _before, ...others } = draft.grants
    setDraft({ ...draft, grants: scopes === undefined ? others : { ...others, [permission]: scopes } })
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <div className={styles.names}>
        {(['zh', 'en'] as const).map(language => (
          <div key={language}>
            <label htmlFor={`${field}-${language}`}>{t(`access.roles.name_${language}`)}</label>
            <Input
              id={`${field}-${language}`}
              value={draft.name[language]}
              maxLength={40}
              disabled={!mayChange}
              onChange={event => setName(language, event.target.value)}
            />
          </div>
        ))}
      </div>
      <SettingsSection title={t('access.roles.grants')}>
        {draft.grants['*'] ? (
          <Alert type="info" showIcon title={t('access.roles.everything')} />
        ) : (
          <RoleGrants choices={choices} grants={draft.grants} onChange={setGrant} disabled={!mayChange} />
        )}
      </SettingsSection>
      <SettingsSection title={t('access.roles.fields')} text={t('access.roles.fields_text')}>
        <RoleFields
          choices={choices}
          rights={draft.fieldRights}
          onChange={fieldRights => setDraft({ ...draft, fieldRights })}
          disabled={!mayChange}
        />
      </SettingsSection>
      <SettingsSection title={t('access.roles.program')}>
        {choices.program.map(({ name, label }) => (
          <div key={name}>
            <Checkbox
              checked={draft.grants[name] !== undefined || draft.grants['*'] !== undefined}
              disabled={!mayChange || draft.grants['*'] !== undefined}
              onChange={event => setGrant(name, event.target.checked ? 'all' : undefined)}
            >
              {label}
            </Checkbox>
          </div>
        ))}
      </SettingsSection>
      {mayChange && (
        <div className={styles.foot}>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
            disabled={JSON.stringify(draft) === JSON.stringify(given)}
          >
            {t('access.roles.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
