import { DisconnectOutlined, LockOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/problem.ts'
import { useProblemText } from './problem-text.ts'
import styles from './states.module.css'
import { useText } from './text.ts'

/** Something could not be shown: what to do, a button to try again, and the correlation id to copy for whoever is asked for help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText()
  const problemText = useProblemText()
  const status = isProblem(error) ? error.status : -1
  const correlationId = isProblem(error) ? error.correlationId : null
  const Icon = status === 0 ? DisconnectOutlined : status === 403 || status === 404 ? LockOutlined : WarningOutlined
  return (
    <div className={styles.state} role="alert">
      <div className={styles.icon}>
        <Icon aria-hidden />
      </div>
      <p className={styles.title}>{problemText(error)}</p>
      {correlationId ? (
        <p className={styles.text}>
          {t('ui.correlation')} <code>{correlationId}</code> <Copy text={correlationId} />
        </p>
      ) : null}
      {onRetry ? (
        <div className={styles.actions}>
          <Button onClick={onRetry}>{t('ui.retry')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function Copy({ text }: { text: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  return (
    <Button
      size="small"
      type="link"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(copied ? 'ui.copied' : 'ui.copy')}
    </Button>
  )
}
