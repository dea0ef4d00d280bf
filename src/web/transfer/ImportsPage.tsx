import { useSearch } from '@tanstack/react-router'
import { PageHeader, useText } from '#web/ui/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { ImportHistory } from './ImportHistory.tsx'
import { NewImport } from './NewImport.tsx'
import styles from './transfer.module.css'

/** Where an import begins, and those there have been. */
export function ImportsPage() {
  const t = useText()
  const { object } = useSearch({ from: '/signedIn/import' })
  useTrail([{ label: t('imports.title') }])
  return (
    <>
      <PageHeader title={t('imports.title')} aside={t('imports.subtitle')} />
      <div className={styles.page}>
        <NewImport wanted={object} />
        <ImportHistory />
      </div>
    </>
  )
}
