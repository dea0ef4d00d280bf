import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { NumberBox, useText } from '#web/ui/index.ts'
import { type Instalment, later, type PlanPattern, planFrom } from '../collection-plan.rules.ts'
import styles from './contracts.module.css'

/** Makes a plan at once: by shares (30/60/10), or so many equal ones every so many months; with what the customer keeps back (质保金). */
export function PlanPatternBar({
  amount,
  currency,
  from,
  isStarted,
  onMake,
}: {
  amount: string | null
  currency: string
  from: string
  /** Instalments that are there are changed row by row, not made anew. */
  isStarted: boolean
  onMake: (plan: Instalment[]) => void
}) {
  const t = useText()
  const [kind, setKind] = useState<'shares' | 'every'>('shares')
  const [shares, setShares] = useState('30/60/10')
  const [apart, setApart] = useState(30)
  const [count, setCount] = useState(12)
  const [every, setEvery] = useState(1)
  const [kept, setKept] = useState(0)
  const [first, setFirst] = useState<string | null>(null)
  if (isStarted) return null
  const start = first ?? from
  const percents = readShares(shares)
  const isReady = amount !== null && (kind === 'every' || percents !== null)
  const make = () => {
    if (amount === null) return
    const retention = kept > 0 ? { percent: kept, releaseOn: later(start, 1, 'year') } : null
    const pattern: PlanPattern =
      kind === 'every'
        ? { kind, count, every, unit: 'month', retention }
        : {
            kind,
            shares: (percents ?? []).map((percent, index) => ({ percent, afterDays: index * apart })),
            retention,
          }
    onMake(planFrom(pattern, { amount, currency, from: start }))
  }
  return (
    <div className={styles.pattern}>
      <Select
        aria-label={t('contractUi.pattern.kind')}
        value={kind}
        options={(['shares', 'every'] as const).map(value => ({ value, label: t(`contractUi.pattern.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'shares' ? (
        <>
          <Input
            className={styles.shares}
            aria-label={t('contractUi.pattern.percents')}
            value={shares}
            status={percents === null ? 'error' : ''}
            onChange={event => setShares(event.target.value)}
          />
          <Figure label={t('contractUi.pattern.apart')} value={apart} most={730} onChange={setApart} />
        </>
      ) : (
        <>
          <Figure label={t('contractUi.pattern.every1')} value={every} least={1} most={60} onChange={setEvery} />
          <Figure label={t('contractUi.pattern.count')} value={count} least={1} most={100} onChange={setCount} />
        </>
      )}
      <Figure label={t('contractUi.pattern.kept')} value={kept} most={50} onChange={setKept} />
      <label className={styles.figure}>
        <span>{t('contractUi.pattern.from')}</span>
        <DatePicker
          value={dayjs(start)}
          allowClear={false}
          onChange={day => setFirst(day ? day.format('YYYY-MM-DD') : null)}
        />
      </label>
      <Button onClick={make} disabled={!isReady} title={amount === null ? t('contractUi.pattern.noAmount') : ''}>
        {t('contractUi.pattern.make')}
      </Button>
      {amount === null ? <span className={styles.quiet}>{t('contractUi.pattern.noAmount')}</span> : null}
      {percents === null && kind === 'shares' ? (
        <span className="field-error" role="alert">
          {t('contractUi.pattern.notWhole')}
        </span>
      ) : null}
    </div>
  )
}

function Figure({
  label,
  value,
  least = 0,
  most,
  onChange,
}: {
  label: string
  value: number
  least?: number
  most: number
  onChange: (value: number) => void
}) {
  return (
    <label className={styles.figure}>
      <span>{label}</span>
      <NumberBox
        min={least}
        max={most}
        precision={0}
        value={value}
        onChange={next => onChange(Number(next ?? least))}
      />
    </label>
  )
}

/** `30/60/10`, also with spaces or 、 between; null when it does not come to 100. */
function readShares(text: string): number[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[\s/、,，:：-]+/)
    .filter(part => part !== '')
    .map(part => Number(part.replace('%', '')))
  const isSound = parts.length > 0 && parts.length <= 50 && parts.every(part => part > 0)
  return isSound && Math.abs(parts.reduce((sum, part) => sum + part, 0) - 100) < 1e-9 ? parts : null
}
