import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type ApiRecord, isProblem, type ObjectDescription } from '#web/api/index.ts'
import { AskConsent } from '#web/consent/AskConsent.tsx'
import { consentAsked, useConsentRequests } from '#web/consent/consent-requests.ts'
import { ErrorState, Sheet, Skeletons, useProblemText, useText } from '#web/ui/index.ts'
import styles from './personal.module.css'
import { type PersonWhere, startErasure, useErasures, usePersonWhere } from './personal-requests.ts'

interface EraseProps {
  object: ObjectDescription
  record: ApiRecord
  onClose: () => void
}

/** Says what will be erased, asks for the reason and the name; where a second person must consent, for that first. */
export function EraseSheet({ object, record, onClose }: EraseProps) {
  const t = useText()
  const { data: where, error, refetch } = usePersonWhere(object.path, record.id)
  return (
    <Sheet open height="auto" title={t('personal.erase')} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {where ? <EraseForm object={object} record={record} where={where} onClose={onClose} /> : null}
      {where || error ? null : <Skeletons shape="form" />}
    </Sheet>
  )
}

function EraseForm({ object, record, where, onClose }: EraseProps & { where: PersonWhere }) {
  const t = useText()
  const problemText = useProblemText()
  const [form] = Form.useForm<{ reason: string; confirm: string }>()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const consent = useConsentOf(record.id)
  const { data: erasures, refetch: lookAgain } = useErasures()
  const other = erasures?.find(one => one.state === 'running')
  const title = where.records[0]?.title ?? ''
  const send = async (values: { reason: string; confirm: string }) => {
    setBusy(true)
    setFailure(null)
    try {
      await startErasure(object, record.id, { ...values, ...(consent ? { consent } : {}) })
      onClose()
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as 'reason' | 'confirm', errors: [message] })))
      if (fields.length === 0) setFailure(caught)
      // A colleague may have begun one meanwhile.
      if (isProblem(caught) && caught.code === 'personal.erasure_running') void lookAgain()
    } finally {
      setBusy(false)
    }
  }
  if (consentAsked(failure)) return <AskConsent error={failure} />
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={values => void send(values)}>
      <Alert type="warning" showIcon title={t('personal.warning')} />
      <p className={styles.head}>{t('personal.these')}</p>
      <ul className={styles.records}>
        {where.records.map(one => (
          <li key={one.id}>
            {one.noun} · {one.title}
            <span className={styles.why}>{t(`personal.why.${one.why}`)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.why}>{t('personal.beside')}</p>
      {where.shared.length > 0 ? (
        <p className={styles.why}>
          {t('personal.shared', { points: [...new Set(where.shared)].join(t('personal.comma')) })}
        </p>
      ) : null}
      {where.needsConsent ? (
        <p className={styles.why}>{t(consent ? 'personal.consented' : 'personal.needs_consent')}</p>
      ) : null}
      {other ? (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t(other.recordId === record.id ? 'personal.running_here' : 'personal.running_other')}
        />
      ) : null}
      {failure ? <Alert type="error" showIcon role="alert" title={problemText(failure)} /> : null}
      <Form.Item
        name="reason"
        label={t('personal.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('personal.reason_needed') }]}
      >
        <Input maxLength={500} placeholder={t('personal.reason_hint')} />
      </Form.Item>
      <Form.Item
        name="confirm"
        label={t('personal.confirm', { title })}
        rules={[{ required: true, message: t('personal.confirm_needed') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Button danger type="primary" htmlType="submit" loading={busy} disabled={other !== undefined}>
        {t(where.needsConsent && !consent ? 'personal.go_on' : 'personal.button')}
      </Button>
    </Form>
  )
}

/** An approval for this record that nobody has used yet. */
function useConsentOf(id: string): string | null {
  const { data } = useConsentRequests()
  const approved = data?.find(
    one => one.kind === 'erasure' && one.isMine && one.state === 'approved' && one.record === id,
  )
  return approved?.id ?? null
}
