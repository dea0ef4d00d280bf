import { App, Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useCatalog } from '#web/api/index.ts'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import styles from './personal.module.css'
import { afterErasure, stopErasure, useErasures } from './personal-requests.ts'

/** The erasure of a person's data that goes on: how far it is, on whichever page one is meanwhile; at its end what came of it. */
export function ErasureProgress() {
  const t = useText()
  const toast = useToast()
  const { message } = App.useApp()
  const locale = useLocale()
  const catalog = useCatalog()
  const { data: erasures } = useErasures()
  const watched = useRef(new Set<string>())
  useEffect(() => {
    for (const one of erasures ?? []) {
      if (one.state === 'running') watched.current.add(one.id)
      else if (watched.current.delete(one.id)) {
        if (one.state === 'done') toast.say(t('personal.erased', { count: one.found }))
        else if (one.state === 'stopped') toast.say(t('personal.stopped'))
        else void message.error({ content: one.problem?.message, duration: 6 })
        const path = catalog.find(object => object.name === one.object)?.path
        if (path) void afterErasure(path, one.recordId)
      }
    }
  }, [erasures, catalog, toast, message, t])
  const running = erasures?.find(one => one.state === 'running')
  if (!running) return null
  const { id, done, total, found, isStopped } = running
  const shown = (count: number): string => formatNumber(count, { locale })
  return (
    <section className={styles.running} aria-label={t('personal.running')} data-erasure-progress>
      <div className={styles.far}>
        <span>{t(isStopped ? 'personal.stopping' : 'personal.running')}</span>
        <Button
          size="small"
          disabled={isStopped}
          onClick={() => void stopErasure(id).catch((error: unknown) => toast.fail(error))}
        >
          {t('personal.stop')}
        </Button>
      </div>
      <Progress
        percent={Math.floor((done / Math.max(total, 1)) * 100)}
        size="small"
        showInfo={false}
        aria-label={t('personal.running')}
      />
      <p className={styles.figures}>
        {t('personal.far', { done: shown(done), total: shown(total), found: shown(found) })}
      </p>
    </section>
  )
}
