import { Alert } from 'antd'
import { useState } from 'react'
import { type Session, signIn } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import styles from './demo.module.css'
import { useDemo } from './demo-requests.ts'

/** At the door of a demo: one click and one is that person. */
export function DemoPeople({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const t = useText()
  const problemText = useProblemText()
  const demo = useDemo()
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<unknown>(null)
  if (!demo) return null

  const enter = async (login: string) => {
    setBusy(login)
    setError(null)
    try {
      onSignedIn(await signIn({ login, password: demo.password }))
    } catch (caught) {
      setError(caught)
      setBusy('')
    }
  }

  return (
    <section className={styles.people} aria-labelledby="demo-people">
      <h2 id="demo-people" className={styles.title}>
        {t('demo.choose')}
      </h2>
      <p className={styles.text}>{t('demo.text', { password: demo.password })}</p>
      {error ? <Alert type="error" showIcon title={problemText(error)} role="alert" /> : null}
      <ul className={styles.list}>
        {demo.people.map(({ login, name, position, department, role }) => (
          <li key={login}>
            <button type="button" className={styles.person} disabled={busy !== ''} onClick={() => void enter(login)}>
              <span className={styles.name}>{name}</span>
              <span className={styles.position}>
                {department} · {position}
              </span>
              <span className={styles.hint}>{t(`demo.roles.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
