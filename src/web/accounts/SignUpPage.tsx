import { Link } from '@tanstack/react-router'
import { SetupForm } from '#web/setup/SetupForm.tsx'
import { DoorFrame } from '#web/shell/DoorFrame.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { useIsSignUpOpen } from './sign-up-requests.ts'

/** One more company on this installation, where its operator allows that. */
export function SignUpPage() {
  const t = useText()
  const open = useIsSignUpOpen()
  useTrail([{ label: t('accounts.sign_up.title') }])
  if (open.error) return <ErrorState error={open.error} onRetry={() => void open.refetch()} />
  if (open.data === undefined) return <Skeletons shape="form" />
  if (!open.data)
    return (
      <DoorFrame title={t('accounts.sign_up.closed')} text={t('accounts.sign_up.closed_text')}>
        <Link to="/sign-in">{t('setup.to_sign_in')}</Link>
      </DoorFrame>
    )
  return (
    <DoorFrame title={t('accounts.sign_up.title')} text={t('accounts.sign_up.text')} wide>
      <SetupForm />
      <p style={{ margin: '16px 0 0' }}>
        <Link to="/sign-in">{t('setup.have_account')}</Link>
      </p>
    </DoorFrame>
  )
}
