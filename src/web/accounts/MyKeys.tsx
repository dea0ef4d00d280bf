import { CopyOutlined } from '@ant-design/icons'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { KeyForm } from './KeyForm.tsx'
import { KeyList } from './KeyList.tsx'

/** One's own keys, and a new one. */
export function MyKeys() {
  const t = useText()
  const toast = useToast()
  const [state, setState] = useState<'list' | 'form' | { key: string }>('list')
  if (state === 'form') return <KeyForm onMade={key => setState({ key })} onCancel={() => setState('list')} />
  if (state !== 'list')
    return (
      <>
        <Alert type="warning" showIcon title={t('accounts.keys.shown_once')} />
        <div className={styles.link}>
          <Input
            readOnly
            value={state.key}
            aria-label={t('accounts.keys.key')}
            onFocus={event => event.target.select()}
          />
          <Button
            icon={<CopyOutlined aria-hidden />}
            onClick={() =>
              void navigator.clipboard.writeText(state.key).then(() => toast.say(t('ui.copied')), toast.fail)
            }
          >
            {t('ui.copy')}
          </Button>
        </div>
        <Button type="primary" onClick={() => setState('list')}>
          {t('accounts.keys.done')}
        </Button>
      </>
    )
  return (
    <>
      <KeyList />
      <Button onClick={() => setState('form')}>{t('accounts.keys.make')}</Button>
    </>
  )
}
