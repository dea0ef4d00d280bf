import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { type ApiRecord, api, isProblem, usePermission, useSession } from '#web/api/index.ts'
import { refreshObject } from '#web/api/records.ts'
import { onCommandEnter } from '#web/records/form/CreateForm.tsx'
import formStyles from '#web/records/form/form.module.css'
import { useFocusOnWrong, useForm } from '#web/records/form/use-form.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { type Conversion, convertLead, type Match, type Part } from './conversion-requests.ts'
import styles from './conversions.module.css'
import { bodyOf, type Choice, flat, partOf } from './convert-parts.ts'
import { Matches } from './Matches.tsx'
import { PartFields } from './PartFields.tsx'

type Existing = Partial<Record<Part, { id: string; title: string } | null>>

/** Customer, contact and opportunity of a lead: new ones with what the lead brings, or ones that are there. */
export function ConvertForm({
  lead,
  draft,
  matches,
  onClose,
}: {
  lead: ApiRecord
  draft: NonNullable<Conversion['draft']>
  matches: readonly Match[]
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const { user } = useSession()
  const mayOverride = usePermission('duplicate.override') !== null
  const isPerson = draft.customer.kind === 'person'
  const [start] = useState(() => flat(draft))
  const [choices, setChoices] = useState<Record<Part, Choice>>({
    customer: 'new',
    contact: isPerson ? 'none' : 'new',
    opportunity: 'new',
  })
  const [existing, setExisting] = useState<Existing>({})
  const [isTwice, setTwice] = useState(false)
  const [duplicateReason, setReason] = useState('')
  const form = useForm({
    start,
    draftKey: `${user.id}.lead.${lead.id}.conversion`,
    send: async (changed, _version, key) => {
      const body = bodyOf(changed, choices, existing)
      try {
        return await convertLead(lead.id, { ...body, ...(duplicateReason ? { duplicateReason } : {}) }, key)
      } catch (problem) {
        setTwice(isProblem(problem) && problem.fields.some(({ code }) => code.startsWith('duplicate.')))
        throw problem
      }
    },
  })
  const body = useFocusOnWrong(form)
  const choose = (part: Part, choice: Choice, one?: { id: string; title: string }) => {
    setChoices(before => ({ ...before, [part]: choice }))
    if (one) setExisting(before => ({ ...before, [part]: one }))
  }
  const save = async () => {
    const done = await form.save()
    if (!done) return
    onClose()
    const customer = done.convertedCustomer as unknown as { title: string } | null
    toast.sayUndo(t('conversions.done', { customer: customer?.title ?? '' }), async () => {
      await api.post(`/leads/${lead.id}/undo-conversion`)
      await Promise.all(['leads', 'customers', 'contacts', 'opportunities'].map(refreshObject))
    })
  }
  const common = { form, choices, existing, draft, onChoose: choose, onPick: setExisting }
  return (
    <form
      noValidate
      ref={body}
      className={formStyles.form}
      aria-label={t('conversions.convert')}
      onKeyDown={event => onCommandEnter(event, () => void save())}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {form.error ? (
        <Alert
          type="error"
          role="alert"
          className={formStyles.note}
          title={
            Object.keys(form.errors).length > 1
              ? t('records.form.wrong', { count: Object.keys(form.errors).length })
              : form.error
          }
        />
      ) : null}
      <Matches
        matches={matches}
        chosen={choices.customer === 'existing' ? existing.customer?.id : undefined}
        onChoose={match => choose('customer', 'existing', match)}
      />
      <PartFields part="customer" {...common} />
      {isTwice && mayOverride ? (
        <label className={styles.override}>
          {t('conversions.override')}
          <Input.TextArea
            value={duplicateReason}
            maxLength={300}
            autoSize={{ minRows: 2 }}
            onChange={event => setReason(event.target.value)}
          />
        </label>
      ) : null}
      <PartFields part="contact" {...common} isNeedless={partOf(form, 'customer').values.kind === 'person'} />
      <PartFields part="opportunity" {...common} />
      <p className={styles.quiet}>{t('conversions.along')}</p>
      <div className={formStyles.foot}>
        <Button type="primary" htmlType="submit" loading={form.isSaving} title={`${commandKey}↵`}>
          {t('conversions.convert')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('records.form.close')}
        </Button>
      </div>
    </form>
  )
}
