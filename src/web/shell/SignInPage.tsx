import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { SignUpLink } from '#web/accounts/SignUpLink.tsx'
import { ForgottenForm } from '#web/accounts/ForgottenForm.tsx'
import { speak } from './language.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useTrail } from './trail.ts'
import { useText } from '#web/ui/text.ts'

/** The door. Afterwards the person stands where they wanted to go. */
export function SignInPage() {
  const t = useText()
  const navigate = useNavigate()
  const [forgotten, setForgotten] = useState(false)
  const { next } = useSearch({ from: '/sign-in' })
  useTrail([{ label: t('sign_in.title') }])
  return (
    <DoorFrame
      title={t(forgotten ? 'accounts.forgotten.link' : 'sign_in.title')}
      text={t(forgotten ? 'accounts.forgotten.text' : 'sign_in.text')}
    >
      {forgotten ? (
        <ForgottenForm onBack={() => setForgotten(false)} />
      ) : (
        <>
          <SignInForm
            onSignedIn={session => {
              void speak(session.locale).then(() => navigate({ href: next ?? '/', replace: true }))
            }}
          />
          <Button type="link" style={{ marginTop: 12, padding: 0 }} onClick={() => setForgotten(true)}>
            {t('accounts.forgotten.link')}
          </Button>
          <SignUpLink />
        </>
      )}
    </DoorFrame>
  )
}
