import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ObjectDescription, useObject, useRecord } from '#web/api/index.ts'
import { ApprovalBand, needsConsent } from '#web/approvals/ApprovalBand.tsx'
import { titleOf } from '#web/fields/reference-search.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { useTrail, useTrailTo } from '#web/shell/trail.ts'
import { ErrorState, Skeletons, usePhone, useText } from '#web/ui/index.ts'
import { focusComposer, useAfterCall } from './page/after-call.ts'
import { Facts } from './page/Facts.tsx'
import { recordPageQuery } from './page/record-page-query.ts'
import { RecordHead } from './page/RecordHead.tsx'
import { RecordTabs } from './page/RecordTabs.tsx'
import styles from './page/record.module.css'
import { FactPanels, SidePanels } from './page/SidePanels.tsx'
import { SystemFacts } from './page/SystemFacts.tsx'

/** Everything of one record: facts at the left, what happened and what belongs to it in the middle, what comes next at the right. */
export function RecordPage() {
  const { path, id } = useParams({ from: '/signedIn/o/$path/$id' })
  const object = useObject(path)
  if (!object || object.lineOf) return <NotFoundPage />
  return <OneRecord key={id} object={object} id={id} />
}

function OneRecord({ object, id }: { object: ObjectDescription; id: string }) {
  const t = useText()
  const phone = usePhone()
  const navigate = useNavigate({ from: '/o/$path/$id' })
  const { tab } = useSearch({ from: '/signedIn/o/$path/$id' })
  const opening = useQuery(recordPageQuery(object.path, id))
  const known = useRecord(object.path, opening.isSuccess ? id : undefined)
  const record = known.data
  const error = opening.error ?? known.error
  const retry = () => void (opening.error ? opening.refetch() : known.refetch())
  useTrail([
    ...useTrailTo(object),
    { label: object.labelPlural, to: `/o/${object.path}` },
    { label: record ? titleOf(object, record) || t('fieldsUi.untitled') : '' },
  ])
  const showTab = (next: string) => void navigate({ search: { tab: next }, replace: true, resetScroll: false })
  const write = () => {
    if (tab !== undefined && tab !== 'timeline') showTab('timeline')
    focusComposer()
  }
  useAfterCall(id, write)
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (record && record.id !== id)
    return <Navigate to="/o/$path/$id" params={{ path: object.path, id: record.id }} replace />
  if (!record) return <Skeletons shape="page" />

  const head = (
    <RecordHead
      object={object}
      record={record}
      level={1}
      onRemoved={() => void navigate({ to: '/o/$path', params: { path: object.path } })}
      onWrite={write}
    />
  )
  const approval = needsConsent(object) ? <ApprovalBand object={object} record={record} /> : null
  const tabs = {
    object,
    record,
    tab,
    onTab: showTab,
  }
  if (phone) {
    return (
      <div className={styles.page}>
        {head}
        {approval}
        <div className={styles.narrow}>
          <RecordTabs
            {...tabs}
            facts={{
              key: 'facts',
              label: t('records.page.facts'),
              content: (
                <>
                  <FactPanels object={object} record={record} />
                  <Facts object={object} record={record} />
                  <div className={styles.narrowSide}>
                    <SidePanels object={object} record={record} />
                    <SystemFacts object={object} record={record} />
                  </div>
                </>
              ),
            }}
          />
        </div>
      </div>
    )
  }
  return (
    <div className={styles.page}>
      {head}
      {approval}
      <div className={styles.columns}>
        <section className={styles.facts} aria-label={t('records.page.facts')}>
          <FactPanels object={object} record={record} />
          <Facts object={object} record={record} />
        </section>
        <section className={styles.middle} aria-label={t('records.page.timeline')}>
          <RecordTabs {...tabs} />
        </section>
        <aside className={styles.side} aria-label={t('records.page.next')}>
          <SidePanels object={object} record={record} />
          <SystemFacts object={object} record={record} />
        </aside>
      </div>
    </div>
  )
}
