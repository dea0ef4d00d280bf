import { useSession } from '#web/api/index.ts'
import type { FormEndProps } from '#web/shell/define-web-module.ts'
import { todayIn, useText, useTimeZone } from '#web/ui/index.ts'
import { needsPlan } from '../collection-plan.rules.ts'
import styles from './contracts.module.css'
import { PlanEditor } from './PlanEditor.tsx'
import { amountIn, rowsOfForm, sentRows } from './plan-rows.ts'

/** The collection plan in the form of a new contract: written with it, in one step, where its terms ask for one (Q3). */
export default function NewPlan({ values, errors, onSet }: FormEndProps) {
  const t = useText()
  const today = todayIn(useTimeZone())
  const { company } = useSession()
  const rows = rowsOfForm(values.plan)
  if (values.type === 'framework') return null
  const isAsked = needsPlan(values.paymentTerms) || rows.length > 0
  if (!isAsked) return null
  const currency = String(values.currency ?? company.baseCurrency)
  return (
    <fieldset className={styles.formEnd}>
      <legend>{t('contractUi.plan.title')}</legend>
      <p className={styles.quiet}>{t('contractUi.plan.why')}</p>
      <PlanEditor
        rows={rows}
        amount={amountIn(values, currency)}
        currency={currency}
        from={typeof values.signedOn === 'string' ? values.signedOn : today}
        errors={errors}
        onChange={next => onSet('plan', next.length > 0 ? sentRows(next) : undefined)}
      />
    </fieldset>
  )
}
