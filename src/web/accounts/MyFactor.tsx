import { Button, Tag } from 'antd'
import { useState } from 'react'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { FactorSetup } from './FactorSetup.tsx'
import { drawRecoveryCodes, goOnWith, removeFactor, useFactor } from './factor-requests.ts'
import { PasswordAsk } from './PasswordAsk.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** One's own second factor: add it, draw new recovery codes, take it away. */
export function MyFactor() {
  const t = useText()
  const toast = useToast()
  const factor = useFactor()
  const [doing, setDoing] = useState<'nothing' | 'adding' | 'removing' | 'drawing'>('nothing')
  const [codes, setCodes] = useState<string[] | null>(null)
  const stop = () => {
    setDoing('nothing')
    setCodes(null)
  }
  if (factor.error) return <ErrorState error={factor.error} onRetry={() => void factor.refetch()} />
  if (!factor.data) return <Skeletons shape="form" />
  if (codes) return <RecoveryCodes codes={codes} onDone={stop} />
  if (doing === 'adding')
    return (
      <FactorSetup
        onCancel={stop}
        onDone={session => {
          stop()
          void goOnWith(session)
          toast.say(t('accounts.factor.added'))
        }}
      />
    )
  if (doing === 'drawing')
    return (
      <PasswordAsk
        label={t('accounts.factor.draw')}
        onCancel={stop}
        onGiven={async password => setCodes(await drawRecoveryCodes(password))}
      />
    )
  if (doing === 'removing')
    return (
      <PasswordAsk
        label={t('accounts.factor.remove')}
        onCancel={stop}
        onGiven={async password => {
          await removeFactor(password)
          stop()
          toast.say(t('accounts.factor.removed'))
        }}
      />
    )
  const { isOn, isRequired, recoveryCodesLeft } = factor.data
  return (
    <>
      <p>
        <Tag>{t(isOn ? 'accounts.factor.on' : 'accounts.factor.off')}</Tag>
        {isOn ? t('accounts.factor.codes_left', { count: recoveryCodesLeft }) : null}
        {isRequired ? ` ${t('accounts.factor.required')}` : null}
      </p>
      <div className={styles.inline}>
        {isOn ? (
          <>
            <Button onClick={() => setDoing('drawing')}>{t('accounts.factor.draw')}</Button>
            {isRequired ? null : (
              <Button danger onClick={() => setDoing('removing')}>
                {t('accounts.factor.remove')}
              </Button>
            )}
          </>
        ) : (
          <Button type="primary" onClick={() => setDoing('adding')}>
            {t('accounts.factor.add')}
          </Button>
        )}
      </div>
    </>
  )
}
