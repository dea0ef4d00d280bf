import { Button, Form, Input, QRCode } from 'antd'
import { useState } from 'react'
import { isProblem, type Session } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { beginFactor, confirmFactor } from './factor-requests.ts'
import { PasswordAsk } from './PasswordAsk.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** Adds the second factor: password, QR code for the authenticator, first code, recovery codes. */
export function FactorSetup({ onDone, onCancel }: { onDone: (session: Session) => void; onCancel?: () => void }) {
  const t = useText()
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [added, setAdded] = useState<{ recoveryCodes: string[]; session: Session } | null>(null)
  if (added) return <RecoveryCodes codes={added.recoveryCodes} onDone={() => onDone(added.session)} />
  if (begun) return <Scan begun={begun} onAdded={setAdded} />
  return (
    <PasswordAsk
      label={t('accounts.factor.begin')}
      onGiven={async password => setBegun(await beginFactor(password))}
      {...(onCancel ? { onCancel } : {})}
    />
  )
}

function Scan({
  begun,
  onAdded,
}: {
  begun: { secret: string; uri: string }
  onAdded: (added: { recoveryCodes: string[]; session: Session }) => void
}) {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<{ code: string }>()
  const [busy, setBusy] = useState(false)
  const confirm = async ({ code }: { code: string }) => {
    setBusy(true)
    try {
      onAdded(await confirmFactor(code.replace(/\s/g, '')))
    } catch (error) {
      const fields = isProblem(error) ? error.fields : []
      form.setFields(fields.map(({ message }) => ({ name: 'code' as const, errors: [message] })))
      if (fields.length === 0) toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={values => void confirm(values)}
    >
      <p className={styles.quiet}>{t('accounts.factor.scan')}</p>
      <div className={styles.qr}>
        <QRCode aria-label={t('accounts.factor.qr')} value={begun.uri} size={180} color="#000000" bgColor="#ffffff" />
      </div>
      <p className={styles.quiet}>
        {t('accounts.factor.by_hand')} <code style={{ overflowWrap: 'anywhere' }}>{begun.secret}</code>
      </p>
      <Form.Item
        name="code"
        label={t('accounts.factor.first_code')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} style={{ maxWidth: 200 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('accounts.factor.confirm')}
      </Button>
    </Form>
  )
}
