import { Button } from 'antd'
import { useText } from '#web/ui/index.ts'
import styles from './composer.module.css'
import { NextContact } from './NextContact.tsx'

/** After a follow-up without a next contact: when will it be? One tap answers, also that none is planned. */
export function AskNext({ onAnswer }: { onAnswer: (at: string | null) => void }) {
  const t = useText()
  return (
    <div className={styles.ask} role="group" aria-label={t('activities.askNext')}>
      <p>{t('activities.askNext')}</p>
      <NextContact value={null} onChange={at => (at ? onAnswer(at) : undefined)} />
      <Button size="small" onClick={() => onAnswer(null)}>
        {t('activities.noNext')}
      </Button>
    </div>
  )
}
