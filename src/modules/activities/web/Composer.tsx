import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { hasRight, useObjectNamed } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { useText } from '#web/ui/index.ts'
import styles from './composer.module.css'
import { AskNext } from './AskNext.tsx'
import { Attachments } from './Attachments.tsx'
import { Methods } from './Methods.tsx'
import { NextContact } from './NextContact.tsx'
import { Particulars } from './Particulars.tsx'
import { Phrases } from './Phrases.tsx'
import { useComposer } from './use-composer.ts'
import { WritingBox } from './WritingBox.tsx'

/**
 * Where a follow-up is written, at the top of a timeline: one line until it is touched. On a phone it takes a tap, the text, the method and
 * the button. After a tap on a phone number it stands open for what was said.
 */
export default function Composer({ object, record, onDone }: PanelProps) {
  const t = useText()
  const activity = useObjectNamed('activity')
  const composer = useComposer(object, record, onDone)
  const { draft, change } = composer
  const [isOpen, setOpen] = useState(draft.content !== '')
  const text = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useOpenAtCall(() => {
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
    <section className={styles.composer} data-open={isOpen} data-composer aria-label={t('activities.write')}>
      {composer.asked && draft.content === '' ? <AskNext onAnswer={at => void composer.answer(at)} /> : null}
      <WritingBox
        ref={text}
        value={draft.content}
        label={t('activities.write')}
        placeholder={t('activities.placeholder')}
        describedBy={composer.error ? `${id}-error` : undefined}
        rows={isOpen ? 3 : 1}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={content => change({ content })}
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
            <Phrases onTake={taken => change({ content: joined(draft.content, taken) })} />
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

/** What was written, and a phrase behind it. */
const joined = (text: string, phrase: string): string =>
  text.trim() === '' ? phrase : `${text.trimEnd()}${/[。！？；.!?;]$/.test(text.trimEnd()) ? '' : '；'}${phrase}`

/** Whoever taps a phone number on the page will have something to write down when he is back. */
function useOpenAtCall(open: () => void): void {
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
