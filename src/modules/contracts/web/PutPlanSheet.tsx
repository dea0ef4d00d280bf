import { Button, Input } from 'antd'
import { useState } from 'react'
import { type ApiRecord, isProblem, refreshObject, useVerb } from '#web/api/index.ts'
import { Sheet, todayIn, useProblemText, useText, useTimeZone, useToast } from '#web/ui/index.ts'
import styles from './contracts.module.css'
import { PlanEditor } from './PlanEditor.tsx'
import { type PlanRow, rowsOfRecords, sentRows } from './plan-rows.ts'

/** Cuts the plan of a contract anew; of one that is in effect it asks why. */
export function PutPlanSheet(props: {
  contract: ApiRecord
  plan: readonly ApiRecord[]
  open: boolean
  onClose: () => void
}) {
  const t = useText()
  return (
    <Sheet open={props.open} onClose={props.onClose} wide title={t('contractUi.plan.title')}>
      {props.open ? <PutPlan {...props} /> : null}
    </Sheet>
  )
}

function PutPlan({
  contract,
  plan,
  onClose,
}: {
  contract: ApiRecord
  plan: readonly ApiRecord[]
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const today = todayIn(useTimeZone())
  const put = useVerb('contracts', 'putPlan')
  const [rows, setRows] = useState<PlanRow[]>(() => rowsOfRecords(plan))
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const isFixed = contract.state === 'approved' || contract.state === 'inEffect'
  const save = async () => {
    setErrors({})
    try {
      await put.mutateAsync({ id: contract.id, input: { plan: sentRows(rows), ...(reason ? { reason } : {}) } })
      await refreshObject('collection-plans')
      toast.say(t('contractUi.plan.kept'))
      onClose()
    } catch (error) {
      if (isProblem(error) && error.fields.length > 0)
        setErrors(Object.fromEntries(error.fields.map(field => [field.path, field.message])))
      else setErrors({ plan: problemText(error) })
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
      <PlanEditor
        rows={rows}
        amount={(contract.amount as string | null) ?? null}
        currency={String(contract.currency)}
        from={typeof contract.signedOn === 'string' ? contract.signedOn : today}
        errors={errors}
        onChange={next => {
          setRows(next)
          setErrors({})
        }}
      />
      {isFixed ? (
        <label className={styles.reason}>
          <span>{t('contractUi.plan.reason')}</span>
          <Input.TextArea
            rows={2}
            maxLength={500}
            value={reason}
            status={errors.reason ? 'error' : ''}
            onChange={event => setReason(event.target.value)}
          />
          {errors.reason ? (
            <span className="field-error" role="alert">
              {errors.reason}
            </span>
          ) : null}
        </label>
      ) : null}
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" loading={put.isPending}>
          {t('contractUi.plan.save')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('contractUi.close')}
        </Button>
      </div>
    </form>
  )
}
