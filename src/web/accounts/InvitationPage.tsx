import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, isProblem, queryClient, type Session, sessionQuery } from '#web/api/index.ts'
import { DoorFrame } from '#web/shell/DoorFrame.tsx'
import { speak } from '#web/shell/language.ts'
import { useTrail } from '#web/shell/trail.ts'
import { ErrorState, Skeletons, useProblemText, useText } from '#web/ui/index.ts'
import { AcceptForm } from './AcceptForm.tsx'
import { AcceptWithAccountForm } from './AcceptWithAccountForm.tsx'

/** What a link is for, before anything is typed. */
export interface InvitationView {
  kind: 'invite' | 'reset'
  company: { name: string; locale: 'zh' | 'en' }
  inviterName: string | null
  name: string
  expiresAt: string
  mobile: string | null
  email: string | null
  login: string | null
}

/** Where an invitation's or a new password's link leads. The token stands behind `#`, so it is in no log and goes to no other page. */
export function InvitationPage() {
  const t = useText()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const [token] = useState(() => window.location.hash.slice(1))
  const [hasAccount, setHasAccount] = useState(false)
  const view = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.post<InvitationView>('/invitations/look', { token }, { signal, bearsSignedOut: true }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useTrail([{ label: t('accounts.open.title') }])
  const enter = async (answer: Session | { mustSignIn: true }) => {
    if ('mustSignIn' in answer) {
      await navigate({ to: '/sign-in', replace: true })
      return
    }
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, answer)
    await speak(answer.locale)
    await navigate({ to: '/', replace: true })
  }
  if (view.error && isProblem(view.error) && view.error.status < 500 && view.error.status > 0)
    return (
      <DoorFrame title={t('accounts.open.gone')} text={problemText(view.error)}>
        <Link to="/sign-in">
          <Button type="primary">{t('setup.to_sign_in')}</Button>
        </Link>
      </DoorFrame>
    )
  if (view.error) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />
  if (!view.data) return <Skeletons shape="form" />
  const words = { company: view.data.company.name, inviter: view.data.inviterName ?? '', name: view.data.name }
  const isReset = view.data.kind === 'reset'
  return (
    <DoorFrame
      title={t(isReset ? 'accounts.open.reset' : 'accounts.open.welcome', words)}
      text={t(isReset ? 'accounts.open.reset_text' : 'accounts.open.welcome_text', words)}
    >
      {hasAccount ? (
        <AcceptWithAccountForm token={token} onIn={enter} />
      ) : (
        <AcceptForm token={token} view={view.data} onIn={enter} />
      )}
      {isReset ? null : (
        <Button type="link" style={{ marginTop: 12, padding: 0 }} onClick={() => setHasAccount(before => !before)}>
          {t(hasAccount ? 'accounts.open.no_account' : 'accounts.open.have_account')}
        </Button>
      )}
    </DoorFrame>
  )
}
