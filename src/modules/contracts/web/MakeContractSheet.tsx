import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import {
  type ApiRecord,
  fetchRecords,
  isProblem,
  type ObjectDescription,
  refreshObject,
  useObjectNamed,
  useVerb,
} from '#web/api/index.ts'
import { Sheet, todayIn, useProblemText, useText, useTimeZone, useToast } from '#web/ui/index.ts'
import { needsPlan } from '../collection-plan.rules.ts'
import { contractsWith } from '../contract.page.rules.ts'
import styles from './contracts.module.css'
import { PlanEditor } from './PlanEditor.tsx'
import { type PlanRow, sentRows } from './plan-rows.ts'

interface Asked {
  /** Of the quote or the opportunity. */
  object: ObjectDescription
  record: ApiRecord
  open: boolean
  onClose: () => void
}

/** A contract of a quote or an opportunity: what it is called, how it is paid, and the plan where that asks for one. Its page opens then. */
export function MakeContractSheet(props: Asked) {
  const t = useText()
  return (
    <Sheet open={props.open} onClose={props.onClose} wide title={t('contractUi.make.title')}>
      {props.open ? <Make {...props} /> : null}
    </Sheet>
  )
}

function Make({ object, record, onClose }: Asked) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const today = todayIn(useTimeZone())
  const make = useVerb(object.path, 'makeContract')
  const terms = useObjectNamed('contract')?.fields.find(field => field.name === 'paymentTerms')
  const [name, setName] = useState(String(record.name ?? ''))
  const [paymentTerms, setTerms] = useState('once')
  const [rows, setRows] = useState<PlanRow[]>([])
  const [errors, setErrors] = useState<Record<string, string>>({})
  const isPlanned = needsPlan(paymentTerms)
  const save = async () => {
    setErrors({})
    try {
      const input = { name, paymentTerms, ...(isPlanned && rows.length > 0 ? { plan: sentRows(rows) } : {}) }
      await make.mutateAsync({ id: record.id, input })
      await refreshObject('contracts')
      const [made] = (await fetchRecords('contracts', contractsWith(object.name, record.id))).records
      if (made) await navigate({ to: '/o/$path/$id', params: { path: 'contracts', id: made.id } })
      toast.say(t('contractUi.make.made'))
    } catch (error) {
      if (isProblem(error) && error.fields.length > 0)
        setErrors(Object.fromEntries(error.fields.map(field => [field.path, field.message])))
      else setErrors({ all: problemText(error) })
    }
  }
  return (
    <form
      noValidate
      className={styles.sheet}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <label className={styles.reason}>
        <span>{t('contractUi.make.name')}</span>
        <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
      </label>
      <div className={styles.reason}>
        <label htmlFor={id}>{terms?.label}</label>
        <Select
          id={id}
          value={paymentTerms}
          options={(terms?.options ?? []).map(option => ({ value: option.id, label: option.label }))}
          onChange={setTerms}
        />
      </div>
      {isPlanned ? (
        <PlanEditor
          rows={rows}
          amount={(record.amount as string | null) ?? null}
          currency={String(record.currency)}
          from={today}
          errors={errors}
          onChange={next => {
            setRows(next)
            setErrors({})
          }}
        />
      ) : null}
      {Object.entries(errors)
        .filter(([path]) => !path.startsWith('plan') || !isPlanned)
        .map(([path, message]) => (
          <p key={path} className="field-error" role="alert">
            {message}
          </p>
        ))}
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('contractUi.make.title')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('contractUi.close')}
        </Button>
      </div>
    </form>
  )
}
