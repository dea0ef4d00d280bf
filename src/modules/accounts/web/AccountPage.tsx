import { AccountBookOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Checkbox, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { type ApiReference, fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { AccountSheet } from './AccountSheet.tsx'
import { useAccount } from './account-requests.ts'
import styles from './accounts.module.css'
import { StatementButton } from './StatementButton.tsx'

const { Input: Customer } = faceOf('reference')
const SUBSIDIARIES = 'subsidiaries'

/** 客户往来: what a customer owes and what is held for him, as of any day; the statement is the same page on paper. */
export default function AccountPage() {
  const t = useText()
  const { view, day, layer, from } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const asked = { on: day, from, withSubsidiaries: layer === SUBSIDIARIES }
  const { data, error, refetch, isPending } = useAccount(view, asked)
  const go = (next: { view?: string; day?: string; layer?: string; from?: string }) =>
    void navigate({
      to: '/p/$page',
      params: { page: 'account' },
      search: Object.fromEntries(
        Object.entries({ view, day, layer, from, ...next }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    })
  return (
    <>
      <PageHeader
        title={t('account.title')}
        actions={view && data ? <StatementButton customer={view} asked={asked} /> : null}
      />
      <div className={styles.page}>
        <div className={styles.asked}>
          <WhichCustomer
            value={view ? { id: view, title: data?.customer.id === view ? data.customer.title : '' } : null}
            onChange={next => go({ view: next?.id ?? '' })}
          />
          <Day label={t('account.from')} value={from ?? data?.from} onChange={next => go({ from: next ?? '' })} />
          <Day label={t('account.on')} value={day ?? data?.on} onChange={next => go({ day: next ?? '' })} />
          {data?.hasSubsidiaries ? (
            <Checkbox
              checked={asked.withSubsidiaries}
              onChange={event => go({ layer: event.target.checked ? SUBSIDIARIES : '' })}
            >
              {t('account.with_subsidiaries')}
            </Checkbox>
          ) : null}
        </div>
        {!view ? (
          <EmptyState
            icon={<AccountBookOutlined aria-hidden />}
            title={t('account.choose')}
            text={t('account.choose_text')}
          />
        ) : null}
        {view && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {view && isPending ? <Skeletons shape="list" /> : null}
        {view && data && !error ? <AccountSheet account={data} /> : null}
      </div>
    </>
  )
}

function WhichCustomer({
  value,
  onChange,
}: {
  value: ApiReference | null
  onChange: (next: ApiReference | null) => void
}) {
  const t = useText()
  const id = useId()
  const object = useObjectNamed('receipt')
  const field = object ? fieldNamed(object, 'customer') : undefined
  if (!field) return null
  return (
    <div className={styles.which}>
      <label htmlFor={id}>{t('account.customer')}</label>
      <Customer
        id={id}
        field={field}
        object="receipt"
        value={value}
        values={{}}
        onChange={next => onChange(next as ApiReference | null)}
      />
    </div>
  )
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (next: string | null) => void
}) {
  const id = useId()
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        value={value ? dayjs(value) : null}
        onChange={next => onChange(next ? next.format('YYYY-MM-DD') : null)}
      />
    </div>
  )
}
