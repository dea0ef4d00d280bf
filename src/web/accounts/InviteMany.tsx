import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useAccessByUser } from '#web/settings/account-requests.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { everybodyHere, invite, type MadeInvitation } from './invitation-requests.ts'

/** Everybody who works here and has no account, as after an import: links for all of them at once. */
export function InviteMany({ onMade }: { onMade: (made: MadeInvitation[]) => void }) {
  const t = useText()
  const toast = useToast()
  const people = useQuery({ queryKey: ['records', 'users', 'everybody'], queryFn: everybodyHere })
  const access = useAccessByUser()
  const [left, setLeft] = useState<string[]>([])
  const [byMail, setByMail] = useState(false)
  const [busy, setBusy] = useState(false)
  const error = people.error ?? access.error
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([people.refetch(), access.refetch()])} />
  if (!people.data || !access.data) return <Skeletons shape="form" />
  const without = people.data.filter(person => access.data.get(person.id)?.account === null)
  const chosen = without.filter(person => !left.includes(person.id)).slice(0, 500)
  if (without.length === 0) return <p className={styles.quiet}>{t('accounts.invite.nobody')}</p>
  const make = async () => {
    setBusy(true)
    try {
      onMade(await invite({ userIds: chosen.map(person => person.id), byMail }))
    } catch (caught) {
      toast.fail(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p className={styles.quiet}>{t('accounts.invite.many_text')}</p>
      <ul className={styles.rows}>
        {without.map(person => (
          <li key={person.id} className={styles.row}>
            <Checkbox
              checked={!left.includes(person.id)}
              onChange={({ target }) =>
                setLeft(before => (target.checked ? before.filter(id => id !== person.id) : [...before, person.id]))
              }
            >
              {String(person.name)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Checkbox checked={byMail} onChange={({ target }) => setByMail(target.checked)}>
        {t('accounts.invite.by_mail')}
      </Checkbox>
      <div className={styles.tools}>
        <Button type="primary" loading={busy} disabled={chosen.length === 0} onClick={() => void make()}>
          {t('accounts.invite.make_many', { count: chosen.length })}
        </Button>
      </div>
    </>
  )
}
