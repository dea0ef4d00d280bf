import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'
import styles from './claiming.module.css'
import { useReduce } from './claiming-requests.ts'

const kinds = ['discount', 'writeOff'] as const

/** Less to pay without money, for whoever keeps the books: a discount, or what is given up. */
export default function ReducePanel({ object, record }: PanelProps) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const reducing = useReduce()
  const [kind, setKind] = useState<(typeof kinds)[number]>('discount')
  const [amount, setAmount] = useState('')
  const [remark, setRemark] = useState('')
  const isOwed = object.name === 'collectionPlan' ? record.standing === 'live' : record.kind === 'receivable'
  if (!isOwed || Number(record.restAmount) === 0) return <p className={styles.quiet}>{t('claiming.reduce.nothing')}</p>
  const wrong = isProblem(reducing.error) ? (reducing.error.fields[0]?.message ?? problemText(reducing.error)) : null
  const reduce = () =>
    reducing.mutate(
      { [object.name]: record.id, kind, amount: amount.trim(), remark: remark.trim() },
      {
        onSuccess: () => {
          setAmount('')
          setRemark('')
          toast.say(t('claiming.reduce.done'))
        },
      },
    )
  return (
    <div className={styles.reduce}>
      <Segmented
        block
        aria-label={t('claiming.reduce.title')}
        value={kind}
        onChange={setKind}
        options={kinds.map(value => ({ value, label: t(`claiming.reduce.${value}`) }))}
      />
      <Input
        inputMode="decimal"
        value={amount}
        aria-label={t('claiming.reduce.amount')}
        placeholder={t('claiming.reduce.amount')}
        onChange={event => setAmount(event.target.value)}
      />
      <Input
        value={remark}
        aria-label={t('claiming.reduce.remark')}
        placeholder={t('claiming.reduce.remark')}
        onChange={event => setRemark(event.target.value)}
      />
      {wrong ? (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      ) : null}
      <Button
        loading={reducing.isPending}
        disabled={!/^\d+(\.\d+)?$/.test(amount.trim()) || remark.trim() === ''}
        onClick={reduce}
      >
        {t('claiming.reduce.enter')}
      </Button>
    </div>
  )
}
