import { PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ApiRecord, api, noteRecord, useObjectNamed, usePermission, useRecords } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Money, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import { quotesWith } from '../quote.page.rules.ts'
import styles from './quotes.module.css'

/** What was offered to this customer, or in this opportunity, in its newest versions. An opportunity makes a quote of its lines by one click. */
export default function QuotesOf({ object, record }: PanelProps) {
  const t = useText()
  const { records, count, error } = useRecords('quotes', quotesWith(object.name, record.id))
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const more = (count?.value ?? 0) - records.length
  return (
    <>
      {records.length === 0 ? <p className={styles.quiet}>{t('quoteUi.of.none')}</p> : null}
      <ul className={styles.list}>
        {records.map(one => (
          <One key={one.id} quote={one} />
        ))}
      </ul>
      {more > 0 ? <p className={styles.quiet}>{t('quoteUi.of.more', { count: more })}</p> : null}
      {object.name === 'opportunity' && record.customer ? <NewQuote opportunity={record} /> : null}
    </>
  )
}

function One({ quote }: { quote: ApiRecord }) {
  const t = useText()
  const state = useStateWord(quote)
  const { name, amount, currency, revision, validUntil, seenAt } = quote
  const isWaiting = quote.state === 'approved' || quote.state === 'sent'
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <RecordLink object="quote" id={quote.id} title={String(name)} />
        <Money amount={amount as string | null} currency={String(currency)} compact />
      </div>
      <div className={styles.quietLine}>
        <span>
          {state}
          {Number(revision) > 1 ? ` · ${t('quoteUi.versions.number', { revision: Number(revision) })}` : ''}
        </span>
        {isWaiting && seenAt ? (
          <span>
            {t('quoteUi.of.seen')} <When at={String(seenAt)} />
          </span>
        ) : null}
        {isWaiting && validUntil ? (
          <span>
            {t('quoteUi.of.until')} <When on={String(validUntil)} due />
          </span>
        ) : null}
      </div>
    </li>
  )
}

function useStateWord(quote: ApiRecord): string {
  const object = useObjectNamed('quote')
  const options = object?.fields.find(field => field.name === 'state')?.options ?? []
  return options.find(option => option.id === quote.state)?.label ?? ''
}

function NewQuote({ opportunity }: { opportunity: ApiRecord }) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const mayMake = usePermission('quote.create') !== null
  const make = useMutation({
    mutationFn: () => api.post<ApiRecord>(`/opportunities/${opportunity.id}/quote`),
    onSuccess: made => noteRecord('quotes', made),
  })
  if (!mayMake) return null
  const go = async () => {
    try {
      const made = await make.mutateAsync()
      await navigate({ to: '/o/$path/$id', params: { path: 'quotes', id: made.id } })
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <Button icon={<PlusOutlined aria-hidden />} loading={make.isPending} onClick={() => void go()}>
      {t('quoteUi.of.make')}
    </Button>
  )
}
