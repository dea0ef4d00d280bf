import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { hasRight, useObjectNamed } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { useText } from '#web/ui/index.ts'
import styles from './composer.module.css'
import { Attachments } from './Attachments.tsx'
import { Methods } from './Methods.tsx'
import { NextContact } from './NextContact.tsx'
import { Particulars } from './Particulars.tsx'
import { useComposer } from './use-composer.ts'

/**
 * Where a follow-up is written, at the top of a timeline: one line until it is touched. On a phone it takes a tap, the text, the method and
 * the button. After a tap on a phone number it stands open for what was said.
 */
export default function Composer({ object, record }: PanelProps) {
  const t = useText()
  const activity = useObjectNamed('activity')
  const composer = useComposer(object, record)
  const { draft, change } = composer
  const [isOpen, setOpen] = useState(draft.content !== '')
  const text = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useOpenAfterCall(() => {
    setOpen(true)
    change({ method: 'phone' })
  })
  if (!activity || !hasRight(activity, 'create')) return null
  const send = async () => {
    if (await composer.send()) setOpen(false)
    else text.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void send()
    }
    if (event.key === 'Escape' && draft.content.trim() === '') setOpen(false)
  }
  return (
    <section className={styles.composer} data-open={isOpen} aria-label={t('activities.write')}>
      <Input.TextArea
        ref={(element: { resizableTextArea?: { textArea?: HTMLTextAreaElement } } | null) => {
          text.current = element?.resizableTextArea?.textArea ?? null
        }}
        className={styles.text}
        variant="borderless"
        value={draft.content}
        placeholder={t('activities.placeholder')}
        aria-label={t('activities.write')}
        aria-describedby={composer.error ? `${id}-error` : undefined}
        autoSize={{ minRows: isOpen ? 3 : 1, maxRows: 12 }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={event => change({ content: event.target.value })}
      />
      {isOpen && (
        <>
          <Methods activity={activity} value={draft.method} onChange={method => change({ method })} />
          <NextContact value={draft.nextContactAt} onChange={nextContactAt => change({ nextContactAt })} />
          <Particulars activity={activity} object={object} record={record} draft={draft} onChange={change} />
          <Attachments activity={activity} value={draft.files} onChange={files => change({ files })} />
          {composer.error && (
            <p className="field-error" id={`${id}-error`} role="alert">
              {composer.error}
            </p>
          )}
          <div className={styles.foot}>
            <Button
              type="text"
              onClick={() => {
                composer.giveUp()
                setOpen(false)
              }}
            >
              {t('activities.giveUp')}
            </Button>
            <Button
              type="primary"
              loading={composer.isSending}
              disabled={draft.content.trim() === ''}
              title={`${commandKey}↵`}
              onClick={() => void send()}
            >
              {t('activities.log')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

/** Whoever taps a phone number on the page will have something to write down when he is back. */
function useOpenAfterCall(open: () => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href^="tel:"]')) latest.current()
    }
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [])
}
