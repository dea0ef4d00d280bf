import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { refreshObject, useCatalog } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from '../list.module.css'
import { stopBulk, useBulkRuns } from './bulk-requests.ts'
import { useBulkWords } from './use-bulk-words.tsx'

/** Changes of many records that take longer: how far each is, on whichever page one is meanwhile; at its end what came of it. */
export function BulkProgress() {
  const t = useText()
  const toast = useToast()
  const catalog = useCatalog()
  const { data: runs } = useBulkRuns()
  const say = useBulkWords()
  const watched = useRef(new Set<string>())
  const underWay = (runs ?? []).filter(run => run.state === 'running' || run.state === 'undoing')
  useEffect(() => {
    for (const run of runs ?? []) {
      const isUnderWay = run.state === 'running' || run.state === 'undoing'
      if (isUnderWay) watched.current.add(run.id)
      else if (watched.current.delete(run.id)) {
        const object = catalog.find(one => one.name === run.object)
        if (!object) continue
        say(object, run)
        void refreshObject(object.path)
      }
    }
  }, [runs, catalog, say])
  if (underWay.length === 0) return null
  return (
    <section className={styles.progress} aria-label={t('records.bulk.underWay')} data-bulk-progress>
      {underWay.map(run => (
        <div key={run.id}>
          <span>
            {run.state === 'undoing' ? t('records.bulk.undoing') : t('records.bulk.running')}{' '}
            <span className="tabular">
              {run.done} / {run.total}
            </span>
          </span>
          {run.state === 'running' && (
            <Button size="small" onClick={() => void stopBulk(run.id).catch((error: unknown) => toast.fail(error))}>
              {t('records.bulk.stop')}
            </Button>
          )}
          <Progress
            percent={Math.round((run.done / Math.max(run.total, 1)) * 100)}
            size="small"
            showInfo={false}
            aria-label={t('records.bulk.underWay')}
          />
        </div>
      ))}
    </section>
  )
}
