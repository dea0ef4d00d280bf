import { ShareAltOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import { type QuoteLink, type QuoteView, useQuoteLinks, useRevoke } from './link-requests.ts'
import styles from './quotes.module.css'
import { ShareSheet } from './ShareSheet.tsx'

/** Given to the customer by a link: which there are, when they were opened, and a new one. */
export default function QuoteLinks({ record }: PanelProps) {
  const t = useText()
  const [isSharing, setSharing] = useState(false)
  const { data, error } = useQuoteLinks(record.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const mayShare = record.can.includes('send') || (record.state === 'sent' && record.can.includes('accept'))
  const isOffered = record.state === 'approved' || record.state === 'sent'
  return (
    <>
      {data.links.length === 0 ? (
        <p className={styles.quiet}>{t(isOffered ? 'quoteUi.links.none' : 'quoteUi.links.notYet')}</p>
      ) : null}
      <ul className={styles.list}>
        {data.links.map(link => (
          <OneLink key={link.id} quote={record.id} link={link} mayRevoke={mayShare} />
        ))}
      </ul>
      {mayShare ? (
        <Button icon={<ShareAltOutlined aria-hidden />} onClick={() => setSharing(true)}>
          {t('quoteUi.links.share')}
        </Button>
      ) : null}
      {data.views.length > 0 ? (
        <>
          <h4 className={styles.heading}>{t('quoteUi.links.views')}</h4>
          <ul className={styles.list}>
            {data.views.slice(0, 8).map(view => (
              <OneView key={view.id} view={view} />
            ))}
          </ul>
        </>
      ) : null}
      <ShareSheet quote={record} open={isSharing} onClose={() => setSharing(false)} />
    </>
  )
}

function OneLink({ quote, link, mayRevoke }: { quote: string; link: QuoteLink; mayRevoke: boolean }) {
  const t = useText()
  const toast = useToast()
  const revoke = useRevoke(quote)
  const end = async () => {
    try {
      await revoke.mutateAsync(link.id)
      toast.say(t('quoteUi.links.revoked'))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <span>
          {link.isOver
            ? t(link.revokedAt ? 'quoteUi.links.isRevoked' : 'quoteUi.links.isOver')
            : t('quoteUi.links.until')}{' '}
          {link.isOver ? null : <When at={lastMoment(link)} />}
        </span>
        {!link.isOver && mayRevoke ? (
          <Popconfirm title={t('quoteUi.links.ask')} okText={t('quoteUi.links.revoke')} onConfirm={() => void end()}>
            <Button size="small" loading={revoke.isPending}>
              {t('quoteUi.links.revoke')}
            </Button>
          </Popconfirm>
        ) : null}
      </div>
      <div className={styles.quietLine}>
        <span>
          {link.madeBy?.title} <When at={link.madeAt} />
        </span>
        <span>{t('quoteUi.links.count', { count: link.seenCount })}</span>
      </div>
    </li>
  )
}

/** It ends with the beginning of the next day: its last day is the one before. */
const lastMoment = ({ expiresAt }: QuoteLink): string => new Date(Date.parse(expiresAt) - 1000).toISOString()

function OneView({ view }: { view: QuoteView }) {
  const t = useText()
  const device = (view.device ?? '')
    .split(' · ')
    .filter(Boolean)
    .map(word => (renamed.has(word) ? t(`quoteUi.devices.${word}`) : word))
  return (
    <li className={styles.quietLine}>
      <span>
        <When at={view.at} /> {t(`quoteUi.links.what.${view.what}`)}
      </span>
      <span>{[...device, view.address].filter(Boolean).join(' · ')}</span>
    </li>
  )
}

/** Programs that are called otherwise in Chinese. */
const renamed = new Set(['WeChat', 'WeCom', 'DingTalk'])
