import { Alert, Button } from 'antd'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useText()
  const toast = useToast()
  const copy = () =>
    void navigator.clipboard.writeText(codes.join('\n')).then(() => toast.say(t('ui.copied')), toast.fail)
  return (
    <>
      <Alert type="warning" showIcon title={t('accounts.factor.codes_text')} />
      <ul className={styles.codes} aria-label={t('accounts.factor.codes')}>
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.inline}>
        <Button onClick={copy}>{t('ui.copy')}</Button>
        <Button type="primary" onClick={onDone}>
          {t('accounts.factor.kept')}
        </Button>
      </div>
    </>
  )
}
