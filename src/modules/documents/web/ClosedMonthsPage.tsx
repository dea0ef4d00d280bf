import { LeftOutlined, LockOutlined, RightOutlined, UnlockOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { api, queryClient, useSession } from '#web/api/index.ts'
import { ErrorState, PageHeader, Sheet, Skeletons, useLocale, useText, useToast, When } from '#web/ui/index.ts'
import styles from './closed-months.module.css'

interface Named {
  id: string
  title: string
}
interface ClosedMonth {
  id: string
  month: string
  legalEntity: Named | null
  closedAt: string
  closedBy: Named
  reason: string | null
}
interface ClosedYear {
  year: string
  legalEntities: Named[]
  closed: ClosedMonth[]
}

const keyOf = (year: string) => ['closed-months', year]

/** 结账: the months of a year, which are closed by whom and why; closing one, and opening it again with a reason. */
export default function ClosedMonthsPage() {
  const t = useText()
  const { timeZone } = useSession().company
  const today = dayAt(new Date(), timeZone)
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const query = useQuery({
    queryKey: keyOf(String(year)),
    queryFn: ({ signal }) => api.get<ClosedYear>('/closed-months', { query: { year: String(year) }, signal }),
  })
  return (
    <>
      <PageHeader title={t('documents.closing.title')} />
      <div className={styles.page}>
        <p className={styles.about}>{t('documents.closing.about')}</p>
        <div className={styles.year}>
          <Button
            aria-label={t('documents.closing.before')}
            icon={<LeftOutlined aria-hidden />}
            onClick={() => setYear(year - 1)}
          />
          <h2 aria-live="polite">{year}</h2>
          <Button
            aria-label={t('documents.closing.after')}
            icon={<RightOutlined aria-hidden />}
            disabled={year >= Number(today.slice(0, 4))}
            onClick={() => setYear(year + 1)}
          />
        </div>
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data ? (
          <Months year={query.data} thisMonth={today.slice(0, 7)} />
        ) : query.error ? null : (
          <Skeletons shape="list" />
        )}
      </div>
    </>
  )
}

function Months({ year, thisMonth }: { year: ClosedYear; thisMonth: string }) {
  const t = useText()
  const locale = useLocale()
  const [asked, setAsked] = useState<{ month: string } | { reopen: ClosedMonth } | null>(null)
  const months = Array.from({ length: 12 }, (_, at) => `${year.year}-${String(at + 1).padStart(2, '0')}`)
  const nameOf = (month: string): string =>
    new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`))
  return (
    <>
      <ul className={styles.months}>
        {months.map(month => {
          const closed = year.closed.filter(one => one.month === month)
          const isWhole = closed.some(one => one.legalEntity === null)
          const isAll = isWhole || (year.legalEntities.length > 0 && closed.length >= year.legalEntities.length)
          return (
            <li key={month} data-closed={closed.length > 0}>
              <span className={styles.name}>{nameOf(month)}</span>
              <span className={styles.said}>
                {closed.length === 0 && (
                  <span className={styles.open}>
                    {t(month > thisMonth ? 'documents.closing.future' : 'documents.closing.open')}
                  </span>
                )}
                {closed.map(one => (
                  <span key={one.id} className={styles.one}>
                    <LockOutlined aria-hidden />
                    <span>
                      {one.legalEntity?.title ?? t('documents.closing.all')} · {one.closedBy.title}{' '}
                      <When at={one.closedAt} />
                      {one.reason && <small>{one.reason}</small>}
                    </span>
                    <Button
                      size="small"
                      type="text"
                      icon={<UnlockOutlined aria-hidden />}
                      aria-label={t('documents.closing.reopenOf', { month: nameOf(month) })}
                      onClick={() => setAsked({ reopen: one })}
                    >
                      {t('documents.closing.reopen')}
                    </Button>
                  </span>
                ))}
              </span>
              {!isAll && month <= thisMonth && (
                <Button
                  size="small"
                  aria-label={t('documents.closing.closeOf', { month: nameOf(month) })}
                  onClick={() => setAsked({ month })}
                >
                  {t('documents.closing.close')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {asked && (
        <Ask
          year={year}
          asked={asked}
          title={
            'month' in asked
              ? t('documents.closing.closeOf', { month: nameOf(asked.month) })
              : t('documents.closing.reopenOf', { month: nameOf(asked.reopen.month) })
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function Ask({
  year,
  asked,
  title,
  onClose,
}: {
  year: ClosedYear
  asked: { month: string } | { reopen: ClosedMonth }
  title: string
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const [entity, setEntity] = useState<string>('')
  const [reason, setReason] = useState('')
  const [isSending, setSending] = useState(false)
  const isReopening = 'reopen' in asked
  const send = async () => {
    setSending(true)
    try {
      const after = isReopening
        ? await api.post<ClosedYear>(`/closed-months/${asked.reopen.id}/reopen`, { reason })
        : await api.post<ClosedYear>('/closed-months', { month: asked.month, legalEntity: entity || null, reason })
      queryClient.setQueryData(keyOf(after.year), after)
      onClose()
    } catch (error) {
      toast.fail(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <Sheet open title={title} onClose={onClose} height="auto">
      <form
        className={styles.ask}
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <p>{t(isReopening ? 'documents.closing.reopenAbout' : 'documents.closing.closeAbout')}</p>
        {!isReopening && year.legalEntities.length > 1 && (
          <label htmlFor={`${id}-entity`}>
            {t('documents.closing.entity')}
            <Select
              id={`${id}-entity`}
              value={entity}
              options={[
                { value: '', label: t('documents.closing.all') },
                ...year.legalEntities.map(one => ({ value: one.id, label: one.title })),
              ]}
              onChange={setEntity}
            />
          </label>
        )}
        <label htmlFor={`${id}-reason`}>
          {t(isReopening ? 'documents.closing.reason' : 'documents.closing.remark')}
          <Input.TextArea
            id={`${id}-reason`}
            rows={2}
            maxLength={500}
            required={isReopening}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={isReopening && reason.trim() === ''}>
          {t(isReopening ? 'documents.closing.reopen' : 'documents.closing.close')}
        </Button>
      </form>
    </Sheet>
  )
}
