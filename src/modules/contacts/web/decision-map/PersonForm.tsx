import { Button, Checkbox, Select } from 'antd'
import { useId, useState } from 'react'
import type { OptionDescription } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './decision-map.module.css'
import type { MapState, Person, PersonChange } from './map-types.ts'
import type { useWords } from './use-words.ts'

/** What somebody is and to whom he is linked: the same form from the drawing and from the list. */
export function PersonForm({
  state,
  person,
  words,
  onSave,
}: {
  state: MapState
  person: Person
  words: ReturnType<typeof useWords>
  onSave: (change: PersonChange) => Promise<void>
}) {
  const t = useText()
  const own = state.links.filter(link => link.from === person.id)
  const [change, setChange] = useState<PersonChange>({
    role: person.role,
    influence: person.influence,
    attitude: person.attitude,
    isInvolved: person.isInvolved,
    reportsTo: own.find(link => link.kind === 'reportsTo')?.to ?? null,
    influences: own.filter(link => link.kind === 'influences').map(link => link.to),
  })
  const [isSaving, setSaving] = useState(false)
  const put = (changed: Partial<PersonChange>) => setChange(before => ({ ...before, ...changed }))
  const others = state.people
    .filter(one => one.id !== person.id)
    .map(one => ({ value: one.id, label: [one.name, one.jobTitle].filter(Boolean).join(' · ') }))
  const asOptions = (options: readonly OptionDescription[]) => options.map(({ id, label }) => ({ value: id, label }))
  const traits = [
    { name: 'role', options: words.roles },
    { name: 'influence', options: words.influences },
    { name: 'attitude', options: words.attitudes },
  ] as const
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        setSaving(true)
        void onSave(change).finally(() => setSaving(false))
      }}
    >
      <RecordLink object="contact" id={person.id} title={t('contacts.map.open', { name: person.name })} />
      {state.hasParts ? (
        <Checkbox
          checked={change.isInvolved}
          disabled={!person.mayChange}
          onChange={event => put({ isInvolved: event.target.checked })}
        >
          {t('contacts.map.involved')}
        </Checkbox>
      ) : null}
      {traits.map(({ name, options }) => (
        <Labelled key={name} label={t(`contacts.map.${name}`)}>
          {id => (
            <Select
              id={id}
              allowClear
              className="field-wide"
              disabled={!person.mayChange}
              value={change[name]}
              options={asOptions(options)}
              onChange={next => put({ [name]: next ?? null, ...(state.hasParts ? { isInvolved: true } : {}) })}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={words.kind('reportsTo')}>
        {id => (
          <Select
            id={id}
            allowClear
            className="field-wide"
            disabled={!state.mayDraw}
            value={change.reportsTo}
            options={others}
            onChange={next => put({ reportsTo: next ?? null })}
          />
        )}
      </Labelled>
      <Labelled label={words.kind('influences')}>
        {id => (
          <Select
            id={id}
            mode="multiple"
            className="field-wide"
            disabled={!state.mayDraw}
            value={change.influences}
            options={others}
            onChange={influences => put({ influences })}
          />
        )}
      </Labelled>
      <Button type="primary" htmlType="submit" loading={isSaving} disabled={!state.mayDraw && !person.mayChange}>
        {t('contacts.map.save')}
      </Button>
    </form>
  )
}

function Labelled({ label, children }: { label: string; children: (id: string) => React.ReactNode }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
