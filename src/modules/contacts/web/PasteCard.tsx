import { SnippetsOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useText } from '#web/ui/index.ts'
import { type PastedCard, readPastedCard, saysAnything } from '../pasted-card.rules.ts'
import styles from './paste-card.module.css'

/** Where a WeChat text or a mail signature is pasted: it is taken apart at once, what was found is said, and the form is filled. */
export function PasteCard({ onCard }: { onCard: (card: PastedCard) => void }) {
  const t = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [found, setFound] = useState<PastedCard | null>(null)
  const read = (next: string) => {
    setText(next)
    const card = next.trim() === '' ? null : readPastedCard(next)
    setFound(card)
    if (card && saysAnything(card)) onCard(card)
  }
  if (!isOpen)
    return (
      <Button
        type="link"
        size="small"
        className={styles.open ?? ''}
        icon={<SnippetsOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('contacts.paste.open')}
      </Button>
    )
  return (
    <div className={styles.paste}>
      <label htmlFor={id}>{t('contacts.paste.label')}</label>
      <Input.TextArea
        id={id}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        placeholder={t('contacts.paste.example')}
        aria-describedby={`${id}-found`}
        onChange={event => read(event.target.value)}
      />
      <p id={`${id}-found`} className="field-quiet" role="status">
        {found === null ? '' : saysAnything(found) ? wordsOf(found, t) : t('contacts.paste.nothing')}
      </p>
    </div>
  )
}

/** 姓名 张伟 · 电话 138… */
const wordsOf = (card: PastedCard, t: (key: string) => string): string =>
  Object.entries(card)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null))
    .map(([name, value]) => `${t(`contacts.paste.fields.${name}`)} ${Array.isArray(value) ? value.join(', ') : value}`)
    .join(' · ')

/** Phones, e-mails and WeChat ids as a form holds them. */
export const points = (values: readonly string[]): { raw: string; label: null; primary: boolean }[] =>
  values.map((raw, index) => ({ raw, label: null, primary: index === 0 }))

/** Only what was found; nothing that was typed is emptied. */
export const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null)),
  )
