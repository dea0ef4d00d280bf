import { Suspense } from 'react'
import { type ApiRecord, type ObjectDescription, useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { TeamPanel } from '#web/access/TeamPanel.tsx'
import { panelsOf } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'
import styles from './record.module.css'

/** What modules show at the right of a record page: what comes next. */
export function SidePanels({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const panels = usePanels(object.name).filter(panel => panel.place === 'side')
  const others = panels.map(({ name, label, Panel }) => (
    <section key={name} className={styles.card} aria-label={t(label)}>
      <h2 className={styles.cardTitle}>{t(label)}</h2>
      <Suspense fallback={null}>
        <Panel object={object} record={record} />
      </Suspense>
    </section>
  ))
  return (
    <>
      {others}
      {object.owned && <TeamCard object={object} record={record} />}
    </>
  )
}

/** What modules show above the facts of a record, and beside its title. */
export function FactPanels({
  object,
  record,
  place = 'facts',
}: {
  object: ObjectDescription
  record: ApiRecord
  place?: 'facts' | 'head'
}) {
  return usePanels(object.name)
    .filter(panel => panel.place === place)
    .map(({ name, Panel }) => (
      <Suspense key={name} fallback={null}>
        <Panel object={object} record={record} />
      </Suspense>
    ))
}

function TeamCard({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  return (
    <section className={`${styles.card} ${styles.mayBeEmpty}`} aria-label={t('access.team.title')}>
      <h2 className={styles.cardTitle}>{t('access.team.title')}</h2>
      <TeamPanel object={object} record={record} />
    </section>
  )
}

/** The panels of an object's page that this person may see. */
export function usePanels(object: string): ReturnType<typeof panelsOf> {
  const { permissions } = useSession()
  return panelsOf(object).filter(({ permission }) => !permission || scopeIn(permissions, permission) !== null)
}
