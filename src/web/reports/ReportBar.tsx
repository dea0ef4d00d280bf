import { DatePicker, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { usePhone, useText } from '#web/ui/index.ts'
import { isDatePreset, offeredPeriods } from './periods.ts'
import type { Choice, ReportAddress } from './report-address.ts'
import type { ReportResult } from './report-requests.ts'
import styles from './reports.module.css'

/** Period, comparison and currency. */
export function ReportBar({
  result,
  address,
  onChange,
}: {
  result: ReportResult
  address: ReportAddress
  onChange: (next: Partial<ReportAddress>) => void
}) {
  const t = useText()
  const id = useId()
  const { choice } = address
  const change = (next: Choice): void => onChange({ choice: next, clicked: null })
  const { currency: _currency, ...withoutCurrency } = choice
  // With one currency chosen the answer names no other; the choice itself then says that there are others.
  const currencies = result.currencies.length > 1 || choice.currency
  return (
    <div className={styles.bar}>
      {result.report.period ? (
        <>
          <label htmlFor={`${id}-period`} className={styles.label}>
            {t('reportPages.periodBy', { field: result.report.period.label })}
          </label>
          <PeriodChoice id={`${id}-period`} choice={choice} onChange={change} />
          {choice.period || (choice.from && choice.to) ? (
            <Select
              aria-label={t('reportPages.compare')}
              className={styles.compare ?? ''}
              value={choice.compare ?? 'none'}
              onChange={kind => {
                const { compare: _before, ...rest } = choice
                change(kind === 'none' ? rest : { ...rest, compare: kind as 'previous' | 'lastYear' })
              }}
              options={(['none', 'previous', 'lastYear'] as const).map(value => ({
                value,
                label: t(`reportPages.comparisons.${value}`),
              }))}
            />
          ) : null}
        </>
      ) : null}
      {currencies ? (
        <Segmented
          aria-label={t('reportPages.currency')}
          value={choice.currency ?? ''}
          options={[
            { value: '', label: t('reportPages.allCurrencies') },
            ...result.currencies.map(value => ({ value, label: value })),
          ]}
          onChange={value => change(value === '' ? withoutCurrency : { ...choice, currency: value })}
        />
      ) : null}
    </div>
  )
}

const all = 'all'
const custom = 'custom'

function PeriodChoice({ id, choice, onChange }: { id: string; choice: Choice; onChange: (choice: Choice) => void }) {
  const t = useText()
  const phone = usePhone()
  const { period, from, to, ...others } = choice
  const isCustom = from !== undefined || to !== undefined
  const value = period ?? (isCustom ? custom : all)
  const strange = period !== undefined && !offeredPeriods.some(one => one === period)
  const choose = (chosen: string): void => {
    if (chosen === all) {
      const { compare: _none, ...rest } = others
      return onChange(rest)
    }
    if (chosen !== custom) return onChange({ ...others, period: chosen })
    const year = dayjs().format('YYYY')
    onChange({ ...others, from: `${year}-01-01`, to: `${year}-12-31` })
  }
  return (
    <>
      <Select
        id={id}
        className={styles.period ?? ''}
        value={value}
        onChange={choose}
        virtual={false}
        listHeight={420}
        popupMatchSelectWidth={false}
        options={[
          { value: all, label: t('reportPages.allTime') },
          ...offeredPeriods.map(name => ({ value: name as string, label: t(`fieldsUi.periods.${name}`) })),
          ...(strange
            ? [{ value: period, label: isDatePreset(period) ? t(`fieldsUi.periods.${period}`) : period }]
            : []),
          { value: custom, label: t('reportPages.custom') },
        ]}
      />
      {isCustom ? (
        <DatePicker.RangePicker
          aria-label={t('reportPages.custom')}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          allowEmpty={[true, true]}
          {...(phone ? { classNames: { popup: { root: styles.narrowPicker ?? '' } } } : {})}
          onChange={days => {
            const [first, last] = [days?.[0]?.format('YYYY-MM-DD'), days?.[1]?.format('YYYY-MM-DD')]
            onChange({ ...others, ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) })
          }}
        />
      ) : null}
    </>
  )
}
