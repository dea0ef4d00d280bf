import { CopyOutlined } from '@ant-design/icons'
import { Button, QRCode } from 'antd'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { useFormFields } from './form-requests.ts'
import styles from './forms.module.css'

/** Where the form stands: its link, its QR code, and what a web site needs to embed or to send it. */
export default function FormAddress({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useFormFields(record.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const { address } = data
  const embed = `<iframe src="${address}" title="${String(record.heading ?? record.name)}" width="100%" height="720" style="border:0"></iframe>`
  const endpoint = address.replace('/f/', '/api/forms/')
  return (
    <div className={styles.address}>
      {record.isOn === false ? <p className={styles.quiet}>{t('webForms.address.off')}</p> : null}
      <Copied label={t('webForms.address.link')} text={address} />
      <a href={address} target="_blank" rel="noreferrer">
        {t('webForms.address.open')}
      </a>
      <QRCode value={address} size={148} type="svg" aria-label={t('webForms.address.code')} />
      {record.mayEmbed ? <Copied label={t('webForms.address.embed')} text={embed} /> : null}
      {record.origins ? (
        <>
          <Copied label={t('webForms.address.endpoint')} text={`POST ${endpoint}`} />
          <p className={styles.quiet}>{t('webForms.address.json')}</p>
        </>
      ) : null}
    </div>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  const t = useText()
  const toast = useToast()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast.say(t('webForms.address.copied'))
  }
  return (
    <div className={styles.copied}>
      <span className={styles.quiet}>{label}</span>
      <code>{text}</code>
      {navigator.clipboard ? (
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('webForms.address.copy', { what: label })}
          onClick={() => void copy()}
        />
      ) : null}
    </div>
  )
}
