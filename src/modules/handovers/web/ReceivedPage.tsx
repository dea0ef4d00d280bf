import { InboxOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { EmptyState, ErrorState, formatNumber, PageHeader, Skeletons, useLocale, useText, When } from '#web/ui/index.ts'
import { useReceived } from './handover-requests.ts'
import styles from './handovers.module.css'

/** What came to me by handovers: from whom, how much of what, whom to contact next. What was before me stands on each record's page. */
export default function ReceivedPage() {
  const t = useText()
  const locale = useLocale()
  const { data, error, refetch } = useReceived()
  return (
    <>
      <PageHeader title={t('handovers.received.title')}>
        <p className={styles.intro}>{t('handovers.received.text')}</p>
      </PageHeader>
      <div className={styles.page}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeletons shape="list" />}
        {data?.length === 0 && (
          <EmptyState
            icon={<InboxOutlined aria-hidden />}
            title={t('handovers.received.none')}
            text={t('handovers.received.noneHint')}
          />
        )}
        {data?.map(({ id, from, at, kinds, next }) => (
          <section key={id} className={styles.card} aria-label={t('handovers.received.from', { name: from.title })}>
            <div className={styles.cardHead}>
              <h2>{t('handovers.received.from', { name: from.title })}</h2>
              <span className={styles.quiet}>
                <When at={at} />
              </span>
            </div>
            <ul className={styles.sums}>
              {kinds.map(kind => (
                <li key={kind.object}>
                  <Link
                    to="/o/$path"
                    params={{ path: kind.path }}
                    search={{ view: 'all', kind: 'list', ...(kind.filter ? { filter: kind.filter } : {}) }}
                  >
                    {kind.label} <b className="tabular">{formatNumber(kind.count, { locale })}</b>
                  </Link>
                </li>
              ))}
            </ul>
            {next.length > 0 && <h3>{t('handovers.received.next')}</h3>}
            <ul className={styles.handed}>
              {next.map(one => (
                <li key={`${one.object} ${one.id}`}>
                  <RecordLink object={one.object} id={one.id} title={one.title || t('fieldsUi.untitled')} />
                  {one.at.length > 10 ? <When at={one.at} due /> : <When on={one.at} due />}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
