import { Button } from 'antd'
import { useText } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import type { MadeInvitation } from './invitation-requests.ts'
import { LinkCard } from './LinkCard.tsx'

/** Many links at once, and all of them as a file. */
export function LinkList({ made }: { made: MadeInvitation[] }) {
  const t = useText()
  const save = () => {
    const head = ['name', 'link', 'expires', 'mailed'].map(column => t(`accounts.invite.file.${column}`))
    const lines = [head, ...made.map(one => [one.name, one.link, one.expiresAt, one.mailedTo ?? one.mailProblem ?? ''])]
    const file = new Blob([`\uFEFF${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`], {
      type: 'text/csv',
    })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `${t('accounts.invite.file.title')}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <p className={styles.quiet}>{t('accounts.invite.shown_once')}</p>
      <div className={styles.tools}>
        <Button onClick={save}>{t('accounts.invite.file.save')}</Button>
      </div>
      <ul className={styles.rows}>
        {made.map(one => (
          <li key={one.id} style={{ padding: '12px 0', borderBlockEnd: '1px solid var(--line)' }}>
            <LinkCard made={one} closed />
          </li>
        ))}
      </ul>
    </>
  )
}

/** A name that a spreadsheet would take for a formula stays a name. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
