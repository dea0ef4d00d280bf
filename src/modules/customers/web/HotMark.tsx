import { FireFilled, FireOutlined } from '@ant-design/icons'
import { Button, Input, Popover, Tag } from 'antd'
import { useId, useState } from 'react'
import { type ApiRecord, type ApiReference, useVerb } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { formatInstant, useLocale, useText, useTimeZone, useToast } from '#web/ui/index.ts'
import styles from './customer-page.module.css'

/** 🔥 with the reason, for everybody to see; a click says who and since when, and lets whoever may change it or say that it is over. */
export default function HotMark({ record }: PanelProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const mayFlag = record.can.includes('flagHot')
  const isHot = record.isHot === true
  if (!isHot && !mayFlag) return null
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<HotForm record={record} isHot={isHot} onDone={() => setOpen(false)} />}
    >
      {isHot ? (
        <button type="button" className={styles.hot} aria-expanded={isOpen}>
          <Tag icon={<FireFilled aria-hidden />} className={styles.hotTag ?? ''}>
            {t('customers.hot.title')}：{String(record.hotReason ?? '')}
          </Tag>
        </button>
      ) : (
        <Button
          type="text"
          icon={<FireOutlined aria-hidden />}
          aria-expanded={isOpen}
          aria-label={t('customers.hot.flag')}
          title={t('customers.hot.flag')}
        />
      )}
    </Popover>
  )
}

function HotForm({ record, isHot, onDone }: { record: ApiRecord; isHot: boolean; onDone: () => void }) {
  const t = useText()
  const toast = useToast()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const id = useId()
  const flag = useVerb('customers', 'flagHot')
  const clear = useVerb('customers', 'clearHot')
  const [reason, setReason] = useState(String(record.hotReason ?? ''))
  const by = record.hotBy as unknown as ApiReference | null | undefined
  const since = typeof record.hotSince === 'string' ? formatInstant(record.hotSince, { locale, timeZone }) : ''
  const act = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work()
      toast.say(said)
      onDone()
    } catch (error) {
      toast.fail(error)
    }
  }
  const save = () => act(() => flag.mutateAsync({ id: record.id, input: { reason } }), t('customers.hot.flagged'))
  return (
    <form
      className={styles.hotForm}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {isHot ? <p className="field-quiet">{t('customers.hot.about', { by: by?.title ?? '–', since })}</p> : null}
      {record.can.includes('flagHot') ? (
        <>
          <label htmlFor={id}>{t('customers.hot.reason')}</label>
          <Input
            id={id}
            autoFocus
            maxLength={300}
            value={reason}
            placeholder={t('customers.hot.example')}
            onChange={event => setReason(event.target.value)}
          />
          <div className={styles.hotButtons}>
            <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={flag.isPending}>
              {isHot ? t('customers.hot.save') : t('customers.hot.flag')}
            </Button>
            {isHot && record.can.includes('clearHot') ? (
              <Button
                loading={clear.isPending}
                onClick={() => void act(() => clear.mutateAsync({ id: record.id }), t('customers.hot.cleared'))}
              >
                {t('customers.hot.clear')}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </form>
  )
}
