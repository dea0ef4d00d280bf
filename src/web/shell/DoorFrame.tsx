import type { ReactNode } from 'react'
import { useLocale, useText } from '#web/ui/text.ts'
import styles from './door-frame.module.css'
import { speak } from './language.ts'
import { SealMark } from './SealMark.tsx'

/** What sign-in and set-up stand in: the mark, a word of what this is, the two languages. */
export function DoorFrame({
  title,
  text,
  wide = false,
  children,
}: {
  title: string
  text: string
  wide?: boolean
  children: ReactNode
}) {
  const t = useText()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <SealMark size={32} />
        <span className={styles.name}>{t('shell.product')}</span>
        <Languages />
      </header>
      <main className={wide ? styles.wide : styles.card}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.text}>{text}</p>
        {children}
      </main>
      <p className={styles.foot}>{t('shell.motto')}</p>
    </div>
  )
}

function Languages() {
  const locale = useLocale()
  const t = useText()
  return (
    <fieldset className={styles.languages} aria-label={t('shell.language')}>
      <button type="button" lang="zh-CN" aria-pressed={locale === 'zh'} onClick={() => void speak('zh')}>
        中文
      </button>
      <button type="button" lang="en" aria-pressed={locale === 'en'} onClick={() => void speak('en')}>
        English
      </button>
    </fieldset>
  )
}
