import { PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { faceOf } from '#web/fields/index.ts'
import { type ApiRecord, api, fieldNamed, hasRight, isProblem, noteRecord, useObjectNamed } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import type { BoardStage } from './board-types.ts'
import styles from './column.module.css'
import { useReasons } from './use-reasons.ts'

/** The foot of a column: a name is enough for a new card there. */
export function QuickCard({ pipeline, stage, isFirst }: { pipeline: string; stage: BoardStage; isFirst: boolean }) {
  const t = useText()
  const object = useObjectNamed('opportunity')
  const [isOpen, setOpen] = useState(false)
  if (!object || !hasRight(object, 'create')) return null
  if (isOpen)
    return <QuickCardForm pipeline={pipeline} stage={stage} isFirst={isFirst} onClose={() => setOpen(false)} />
  return (
    <Button
      type="text"
      className={styles.add ?? ''}
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setOpen(true)}
      aria-label={`${stage.name}: ${t('board.quick.open')}`}
    >
      {t('board.quick.open')}
    </Button>
  )
}

interface Draft {
  name: string
  customer: ReferenceValue | null
  amount: string | null
}
const blank: Draft = { name: '', customer: null, amount: null }

function QuickCardForm({
  pipeline,
  stage,
  isFirst,
  onClose,
}: {
  pipeline: string
  stage: BoardStage
  isFirst: boolean
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const reasonsOf = useReasons()
  const name = useRef<HTMLInputElement | null>(null)
  const [draft, setDraft] = useState(blank)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [isSaving, setSaving] = useState(false)

  async function save(): Promise<void> {
    if (draft.name.trim() === '') return setWrong({ name: t('board.quick.nameMissing') })
    setSaving(true)
    try {
      const made = await api.post<ApiRecord>('/opportunities', { ...draft, pipeline })
      await placed(made)
      setDraft(blank)
      setWrong({})
      name.current?.focus()
    } catch (error) {
      const fields = isProblem(error) ? error.fields : []
      if (fields.length === 0) toast.fail(error)
      setWrong(Object.fromEntries(fields.map(field => [field.path, field.message])))
    } finally {
      setSaving(false)
    }
  }

  /** A new opportunity begins in the first stage; in another column it goes on from there. */
  async function placed(made: ApiRecord): Promise<void> {
    const says = { name: draft.name.trim() }
    try {
      const record = isFirst ? made : await api.post<ApiRecord>(`/opportunities/${made.id}/move`, { stage: stage.id })
      await noteRecord('opportunities', record)
      toast.say(t('board.quick.done', says))
    } catch (error) {
      await noteRecord('opportunities', made)
      toast.say(t('board.quick.stayed', { ...says, reason: reasonsOf(error).join(' ') }))
    }
  }

  return (
    <form
      noValidate
      className={styles.quick}
      aria-label={`${stage.name}: ${t('board.quick.open')}`}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <label htmlFor={`${id}-name`} className="for-readers-only">
        {t('board.quick.name')}
      </label>
      <Input
        id={`${id}-name`}
        ref={input => {
          name.current = input?.input ?? null
        }}
        value={draft.name}
        placeholder={t('board.quick.name')}
        autoFocus
        maxLength={200}
        {...(wrong.name ? { status: 'error' as const } : {})}
        aria-invalid={wrong.name !== undefined}
        aria-describedby={`${id}-wrong`}
        onChange={event => setDraft({ ...draft, name: event.target.value })}
      />
      <QuickInput id={`${id}-customer`} field="customer" draft={draft} onChange={setDraft} />
      <QuickInput id={`${id}-amount`} field="amount" draft={draft} onChange={setDraft} />
      <p id={`${id}-wrong`} className={styles.wrong} role="alert">
        {Object.values(wrong).join(' ')}
      </p>
      <div className={styles.quickButtons}>
        <Button type="primary" size="small" htmlType="submit" loading={isSaving}>
          {t('board.quick.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('board.quick.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The input of one of the noun's own fields, with its label for whoever hears the page. */
function QuickInput({
  id,
  field: fieldName,
  draft,
  onChange,
}: {
  id: string
  field: 'customer' | 'amount'
  draft: Draft
  onChange: (draft: Draft) => void
}) {
  const object = useObjectNamed('opportunity')
  const field = object && fieldNamed(object, fieldName)
  if (!field?.isAskedWhenNew) return null
  const { Input: FieldInput } = faceOf(field.type)
  return (
    <div className={styles.quickField}>
      <label htmlFor={id}>{field.label}</label>
      <FieldInput
        id={id}
        field={{ ...field, required: false }}
        object="opportunity"
        value={draft[fieldName]}
        values={{ ...draft }}
        onChange={value => onChange({ ...draft, [fieldName]: value })}
      />
    </div>
  )
}
