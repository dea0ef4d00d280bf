import { CopyOutlined } from '@ant-design/icons'
import { Button, DatePicker, QRCode } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { ApiRecord } from '#web/api/index.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { useShare } from './link-requests.ts'
import styles from './quotes.module.css'

/** Makes a link and shows it once, as an address and as a code to scan. */
export function ShareSheet({ quote, open, onClose }: { quote: ApiRecord; open: boolean; onClose: () => void }) {
  const t = useText()
  return (
    <Sheet open={open} onClose={onClose} title={t('quoteUi.share.title')} height="auto">
      {open ? <Share quote={quote} /> : null}
    </Sheet>
  )
}

function Share({ quote }: { quote: ApiRecord }) {
  const t = useText()
  const toast = useToast()
  const share = useShare(quote.id)
  const [until, setUntil] = useState<string | null>(null)
  const [key] = useState(() => crypto.randomUUID())
  const [address, setAddress] = useState<string | null>(null)
  const make = async () => {
    try {
      const made = await share.mutateAsync({ until, idempotencyKey: `${key}${until ?? ''}` })
      setAddress(made.address)
    } catch (error) {
      toast.fail(error)
    }
  }
  if (address) return <Made address={address} />
  return (
    <div className={styles.share}>
      <p className={styles.quiet}>{t('quoteUi.share.text')}</p>
      <label className={styles.day}>
        <span>{t('quoteUi.share.until')}</span>
        <DatePicker
          value={until ? dayjs(until) : null}
          placeholder={String(quote.validUntil ?? '')}
          minDate={dayjs()}
          maxDate={dayjs().add(180, 'day')}
          onChange={day => setUntil(day ? day.format('YYYY-MM-DD') : null)}
        />
      </label>
      <Button type="primary" loading={share.isPending} onClick={() => void make()}>
        {t('quoteUi.share.make')}
      </Button>
    </div>
  )
}

function Made({ address }: { address: string }) {
  const t = useText()
  const toast = useToast()
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    toast.say(t('quoteUi.share.copied'))
  }
  return (
    <div className={styles.share}>
      <p className={styles.quiet}>{t('quoteUi.share.once')}</p>
      <code className={styles.address}>{address}</code>
      {navigator.clipboard ? (
        <Button type="primary" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {t('quoteUi.share.copy')}
        </Button>
      ) : null}
      <a href={address} target="_blank" rel="noreferrer">
        {t('quoteUi.share.open')}
      </a>
      <QRCode value={address} size={168} type="svg" aria-label={t('quoteUi.share.code')} />
    </div>
  )
}
