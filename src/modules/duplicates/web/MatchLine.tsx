import { Button, Input, Tag } from 'antd'
import { useId, useState } from 'react'
import { api, recordKeys, queryClient, useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { useText, useToast, When } from '#web/ui/index.ts'
import type { FoundMatch } from './duplicate-requests.ts'
import styles from './duplicates.module.css'

/** A record that is the same: whose it is, when somebody spoke with it, and what whoever comes second may do about it. */
export function MatchLine({
  match,
  asked,
  saysWhy = true,
}: {
  match: FoundMatch
  /** What was looked for: all that a request says of the record. */
  asked: string
  /** By what it is the same. */
  saysWhy?: boolean
}) {
  const t = useText()
  const toast = useToast()
  const object = useObjectNamed(match.object)
  const [asks, setAsks] = useState<'collaborate' | 'transfer' | null>(null)
  const [isDone, setDone] = useState(false)
  const claim = async () => {
    try {
      await api.post(`/${object?.path}/${match.id}/claim`, {})
      setDone(true)
      toast.say(t('duplicates.claimed'))
      await queryClient.invalidateQueries({ queryKey: recordKeys.of(object?.path ?? '') })
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <div className={styles.match}>
      <div className={styles.matchHead}>
        <Tag>{t(`duplicates.nouns.${match.object}`)}</Tag>
        {match.isSeen ? (
          <RecordLink object={match.object} id={match.id} title={match.title ?? ''} />
        ) : (
          <span className={styles.unseen}>{t('duplicates.unseen')}</span>
        )}
        {saysWhy && (
          <span className={styles.kinds}>
            {match.isNear ? t('duplicates.near') : match.kinds.map(kind => t(`duplicates.kinds.${kind}`)).join(' · ')}
          </span>
        )}
      </div>
      <div className={styles.matchFacts}>
        <span>
          {match.pool
            ? t('duplicates.inPool', { pool: match.pool.title })
            : t('duplicates.owner', { owner: match.owner?.title ?? '–' })}
        </span>
        <span>
          {t('duplicates.lastContact')}{' '}
          {match.lastContactAt ? <When at={match.lastContactAt} /> : t('duplicates.never')}
        </span>
        {!isDone && match.can.includes('claim') && (
          <Button size="small" onClick={() => void claim()}>
            {t('duplicates.claim')}
          </Button>
        )}
        {!isDone &&
          (['collaborate', 'transfer'] as const)
            .filter(kind => match.can.includes(kind))
            .map(kind => (
              <Button key={kind} size="small" onClick={() => setAsks(kind)} aria-expanded={asks === kind}>
                {t(`duplicates.ask.${kind}`)}
              </Button>
            ))}
        {isDone && <span className={styles.done}>{t('duplicates.sent')}</span>}
      </div>
      {asks && (
        <RequestForm
          match={match}
          kind={asks}
          asked={asked}
          onClose={() => setAsks(null)}
          onSent={() => setDone(true)}
        />
      )}
    </div>
  )
}

/** Why one asks; no form of its own, because it stands inside one. */
function RequestForm({
  match,
  kind,
  asked,
  onClose,
  onSent,
}: {
  match: FoundMatch
  kind: 'collaborate' | 'transfer'
  asked: string
  onClose: () => void
  onSent: () => void
}) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isSending, setSending] = useState(false)
  const send = async () => {
    if (reason.trim() === '') return
    setSending(true)
    try {
      await api.post('/duplicates/requests', {
        object: match.object,
        id: match.id,
        kind,
        reason: reason.trim(),
        asked: asked.trim().slice(0, 200) || t('duplicates.unseen'),
      })
      toast.say(t('duplicates.sentTo', { owner: match.owner?.title ?? '' }))
      onSent()
      onClose()
    } catch (error) {
      toast.fail(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className={styles.request}>
      <label htmlFor={id}>{t('duplicates.reason')}</label>
      <Input
        id={id}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={event => setReason(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          void send()
        }}
      />
      <Button
        size="small"
        type="primary"
        loading={isSending}
        disabled={reason.trim() === ''}
        onClick={() => void send()}
      >
        {t('duplicates.send')}
      </Button>
      <Button size="small" type="text" onClick={onClose}>
        {t('duplicates.cancel')}
      </Button>
    </div>
  )
}
