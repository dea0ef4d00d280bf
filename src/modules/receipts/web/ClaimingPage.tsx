import { InboxOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ApiRecord } from '#web/api/index.ts'
import { EmptyState, ErrorState, Money, PageHeader, Skeletons, useText, When } from '#web/ui/index.ts'
import { ClaimLines } from './ClaimLines.tsx'
import styles from './claiming.module.css'
import { useClaimable } from './claiming-requests.ts'

/** 到款认领: at the left what waits, as the bank wrote it; at the right what the chosen one may be for, with one click to claim it. */
export default function ClaimingPage() {
  const t = useText()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useClaimable(asked)
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const records = data?.pages.flatMap(page => page.records) ?? []
  const chosen = records.find(one => one.id === view)
  const choose = (id: string | undefined) =>
    void navigate({ to: '/p/$page', params: { page: 'claiming' }, search: id ? { view: id } : {} })
  return (
    <>
      <PageHeader title={t('claiming.title')} aside={t('claiming.about')} />
      <div className={styles.body}>
        <section className={styles.waiting} aria-label={t('claiming.waiting')}>
          <Input.Search
            allowClear
            value={words}
            aria-label={t('claiming.search')}
            placeholder={t('claiming.search')}
            onChange={event => setWords(event.target.value)}
          />
          {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
          {isPending ? <Skeletons shape="list" /> : null}
          {data && records.length === 0 ? (
            <EmptyState
              icon={<InboxOutlined aria-hidden />}
              title={t(asked ? 'claiming.none_found' : 'claiming.none')}
              text={asked ? undefined : t('claiming.none_text')}
            />
          ) : null}
          <ul className={styles.receipts}>
            {records.map(record => (
              <li key={record.id}>
                <ReceiptCard
                  record={record}
                  isChosen={record.id === chosen?.id}
                  onChoose={() => choose(record.id === chosen?.id ? undefined : record.id)}
                />
                {record.id === chosen?.id ? (
                  <div className={styles.below}>
                    <ClaimLines key={record.id} receipt={record} onDone={() => choose(undefined)} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          {hasNextPage ? (
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('claiming.more')}
            </Button>
          ) : null}
        </section>
        <section className={styles.beside} aria-label={t('claiming.lines')}>
          {chosen ? (
            <ClaimLines key={chosen.id} receipt={chosen} onDone={() => choose(undefined)} />
          ) : (
            <EmptyState title={t('claiming.choose')} text={t('claiming.choose_text')} />
          )}
        </section>
      </div>
    </>
  )
}

function ReceiptCard({ record, isChosen, onChoose }: { record: ApiRecord; isChosen: boolean; onChoose: () => void }) {
  const purpose = record.purpose as string | null
  return (
    <button type="button" className={styles.receipt} aria-pressed={isChosen} onClick={onChoose}>
      <span className={styles.payer}>{String(record.payer)}</span>
      <b className={styles.sum}>
        <Money amount={record.amount as string} currency={String(record.currency)} />
      </b>
      <span className={styles.quiet}>
        <When on={record.receivedOn as string} />
        {purpose ? ` · ${purpose}` : ''}
      </span>
      <span className={styles.quiet}>{String(record.number ?? '')}</span>
    </button>
  )
}
