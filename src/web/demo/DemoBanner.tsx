import { ExperimentOutlined } from '@ant-design/icons'
import { useText } from '#web/ui/index.ts'
import styles from './demo.module.css'
import { useDemo } from './demo-requests.ts'

/** Says on every page that this is a demo. */
export function DemoBanner() {
  const t = useText()
  if (!useDemo()) return null
  return (
    <p className={styles.banner}>
      <ExperimentOutlined aria-hidden />
      {t('demo.banner')}
    </p>
  )
}
