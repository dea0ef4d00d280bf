import { useEffect, useState } from 'react'
import styles from './skeletons.module.css'
import { useText } from './text.ts'

/** True once `ms` have passed: what loads faster shows nothing in between. */
export function useAfter(ms = 150): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed
}

/** The shape of what is loading: `list` (rows), `page` (facts, timeline, side), `board` (columns), `form`, `figures`. Blank for 150 ms. */
export function Skeletons({ shape }: { shape: 'list' | 'page' | 'board' | 'form' | 'figures' }) {
  const t = useText()
  const visible = useAfter()
  return (
    <div className={styles[shape]} aria-busy="true" aria-live="polite" data-visible={visible}>
      <span className="for-readers-only">{visible ? t('ui.loading') : ''}</span>
      {visible ? bones[shape].map(bone => <div key={bone} className={styles.bone} />) : null}
    </div>
  )
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `bone-${index}`)
const bones = { list: numbered(10), page: numbered(3), board: numbered(5), form: numbered(6), figures: numbered(4) }
