import { useNavigate, useSearch } from '@tanstack/react-router'
import { speak } from './language.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useTrail } from './trail.ts'
import { useText } from '#web/ui/text.ts'

/** The door. Afterwards the person stands where they wanted to go. */
export function SignInPage() {
  const t = useText()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  useTrail([{ label: t('sign_in.title') }])
  return (
    <DoorFrame title={t('sign_in.title')} text={t('sign_in.text')}>
      <SignInForm
        onSignedIn={session => {
          void speak(session.locale).then(() => navigate({ href: next ?? '/', replace: true }))
        }}
      />
      <p style={{ margin: '16px 0 0', color: 'var(--text-faint)' }}>{t('sign_in.forgotten')}</p>
    </DoorFrame>
  )
}
