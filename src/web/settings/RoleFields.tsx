import { DeleteOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { RoleChoices, RoleDraft } from './role-requests.ts'
import styles from './settings.module.css'

type Rights = RoleDraft['fieldRights']

/** The fields that a role may not simply edit, each with what it may instead. */
export function RoleFields({
  choices,
  rights,
  onChange,
  disabled,
}: {
  choices: RoleChoices
  rights: Rights
  onChange: (rights: Rights) => void
  disabled: boolean
}) {
  const t = useText()
  const known = choices.nouns.flatMap(noun =>
    noun.fields.map(field => ({ ...field, full: `${noun.label} · ${field.label}` })),
  )
  const options = choices.nouns.map(noun => ({
    label: noun.label,
    options: noun.fields
      .filter(field => rights[field.name] === undefined)
      .map(field => ({ value: field.name, label: `${noun.label} · ${field.label}` })),
  }))
  const without = (name: string): Rights => Object.fromEntries(Object.entries(rights).filter(([key]) => key !== name))
  return (
    <>
      {Object.entries(rights).map(([name, right]) => {
        const field = known.find(one => one.name === name)
        const offered = (['hidden', 'masked', 'read'] as const).filter(one => one !== 'masked' || field?.canMask)
        const label = field?.full ?? name
        return (
          <div key={name} className={styles.right} data-field={name}>
            <span>{label}</span>
            <span className={styles.rightEnd}>
              <Segmented
                size="small"
                aria-label={label}
                value={right}
                disabled={disabled}
                onChange={next => onChange({ ...rights, [name]: next })}
                options={offered.map(one => ({ value: one, label: t(`access.field_rights.${one}`) }))}
              />
              <Button
                type="text"
                size="small"
                disabled={disabled}
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('access.roles.remove_field', { field: label })}
                onClick={() => onChange(without(name))}
              />
            </span>
          </div>
        )
      })}
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%', maxWidth: 360, marginTop: 8 }}
        disabled={disabled}
        aria-label={t('access.roles.add_field')}
        placeholder={t('access.roles.add_field')}
        value={null}
        onChange={(name: string | null) => name && onChange({ ...rights, [name]: 'hidden' })}
        options={options}
      />
    </>
  )
}
