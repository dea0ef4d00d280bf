import { DisconnectOutlined } from '@ant-design/icons'
import { useReachability } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import styles from './offline-banner.module.css'

/** Says that the device is offline, or that the server does not answer; what was typed stays where it is. */
export function OfflineBanner() {
  const t = useText()
  const state = useReachability()
  return (
    <output className={styles.place}>
      {state === 'online' ? null : (
        <p className={styles.banner}>
          <DisconnectOutlined aria-hidden />
          {t(state === 'offline' ? 'shell.offline' : 'shell.unreachable')}
        </p>
      )}
    </output>
  )
}
