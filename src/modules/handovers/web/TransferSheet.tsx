import { Alert, Button, Checkbox, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import { isProblem } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { useStartBulk } from '#web/records/list/bulk/bulk-requests.ts'
import type { VerbAskProps } from '#web/shell/define-web-module.ts'
import { formatNumber, Sheet, useLocale, usePhone, useProblemText, useText } from '#web/ui/index.ts'
import { useGoingAlong } from './handover-requests.ts'
import styles from './handovers.module.css'
import { Keep, type Kept } from './Keep.tsx'

/** Hands records to somebody else: to whom, what goes along, whether who had them stays in the team. One batch, one undo. */
export default function TransferSheet({ object, verb, selection, count, onClose, onDone }: VerbAskProps) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const locale = useLocale()
  const problemText = useProblemText()
  const options = verb.input.find(field => field.name === 'along')?.options ?? []
  const { data: counts } = useGoingAlong(object.path, selection, options.length > 0)
  const [to, setTo] = useState<ReferenceValue | null>(null)
  const [left, setLeft] = useState<readonly string[]>([])
  const [kept, setKept] = useState<Kept>({ keepAs: null, until: null })
  const [reason, setReason] = useState('')
  const { mutateAsync: start, isPending, error } = useStartBulk(object.path)
  const problems = isProblem(error) ? error.fields : []
  const wrong = (name: string) => problems.find(one => one.path === name)?.message
  const countOf = (name: string): number => counts?.find(one => one.object === name)?.count ?? 0
  const along = options.map(option => option.id).filter(name => !left.includes(name) && countOf(name) > 0)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const input = {
      owner: to,
      ...(along.length > 0 ? { along } : {}),
      ...(kept.keepAs ? kept : {}),
      ...(reason.trim() === '' ? {} : { reason }),
    }
    const run = await start({ selection, work: { verb: verb.verb, input } }).catch(() => null)
    if (run) onDone(run)
  }
  const title = t('records.bulk.verbTitle', { verb: verb.label, count })
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      footer={
        <Button type="primary" htmlType="submit" form={id} loading={isPending} block={phone}>
          {t('records.bulk.verbDo', { verb: verb.label, count })}
        </Button>
      }
    >
      <form noValidate id={id} className={styles.form} onSubmit={event => void save(event)} aria-label={verb.label}>
        {error && problems.length === 0 && <Alert type="error" title={problemText(error)} showIcon role="alert" />}
        <div className={styles.field}>
          <label htmlFor={`${id}-owner`}>
            {t('handovers.transfer.owner')}
            <i className="field-must">*</i>
          </label>
          <ReferencePicker
            id={`${id}-owner`}
            of="user"
            label={t('handovers.transfer.owner')}
            value={to}
            onChange={setTo}
          />
          <Wrong text={wrong('owner')} />
        </div>
        {options.length > 0 && (
          <fieldset className={styles.field}>
            <legend>{t('handovers.transfer.along')}</legend>
            {options.map(({ id: name, label }) => (
              <Checkbox
                key={name}
                checked={along.includes(name)}
                disabled={countOf(name) === 0}
                onChange={({ target }) => setLeft(target.checked ? left.filter(one => one !== name) : [...left, name])}
              >
                {label} <span className={styles.count}>{counts ? formatNumber(countOf(name), { locale }) : '…'}</span>
              </Checkbox>
            ))}
            <p className={styles.hint}>{t('handovers.transfer.alongHint')}</p>
          </fieldset>
        )}
        <Keep value={kept} onChange={setKept} problem={wrong('until')} />
        <div className={styles.field}>
          <label htmlFor={`${id}-reason`}>{t('handovers.transfer.reason')}</label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      </form>
    </Sheet>
  )
}

/** What is wrong with a field. */
export function Wrong({ text }: { text: string | undefined }) {
  return text ? (
    <div className="field-error" role="alert">
      {text}
    </div>
  ) : null
}
