import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useSearch } from '@tanstack/react-router'
import styles from '#web/settings/settings.module.css'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import own from './consent.module.css'
import { type ConsentRequest, useConsentRequests } from './consent-requests.ts'
import { RequestCard } from './RequestCard.tsx'

/** Requests for a second person's consent: those that wait for me, those that I made, those on which somebody decided. */
export function ExportsPage() {
  const t = useText()
  const { request: chosen } = useSearch({ from: '/signedIn/settings/exports' })
  const { data: requests, error, refetch, isPending } = useConsentRequests()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('consent.title') }])
  const waiting = requests?.filter(one => one.canDecide) ?? []
  const mine = requests?.filter(one => one.isMine) ?? []
  const others = requests?.filter(one => !one.isMine && !one.canDecide) ?? []
  return (
    <>
      <PageHeader title={t('consent.title')} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('consent.text')}</p>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {isPending ? <Skeletons shape="list" /> : null}
        {requests?.length === 0 ? (
          <EmptyState
            icon={<SafetyCertificateOutlined aria-hidden />}
            title={t('consent.none')}
            text={t('consent.none_text')}
          />
        ) : null}
        <Part title={t('consent.waiting')} requests={waiting} chosen={chosen} />
        <Part title={t('consent.mine')} requests={mine} chosen={chosen} />
        <Part title={t('consent.decided')} requests={others} chosen={chosen} />
      </div>
    </>
  )
}

function Part({ title, requests, chosen }: { title: string; requests: ConsentRequest[]; chosen: string | undefined }) {
  if (requests.length === 0) return null
  return (
    <section>
      <h2 className={own.heading}>{title}</h2>
      <ul className={own.list}>
        {requests.map(request => (
          <RequestCard key={request.id} request={request} isChosen={request.id === chosen} />
        ))}
      </ul>
    </section>
  )
}
