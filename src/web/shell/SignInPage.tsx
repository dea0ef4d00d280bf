import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { SignUpLink } from '#web/accounts/SignUpLink.tsx'
import type { Session } from '#web/api/index.ts'
import { DemoPeople } from '#web/demo/DemoPeople.tsx'
import { useDemo } from '#web/demo/demo-requests.ts'
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
  const isDemo = useDemo() !== null
  useTrail([{ label: t('sign_in.title') }])
  const enter = (session: Session) => {
    void speak(session.locale).then(() => navigate({ href: next ?? '/', replace: true }))
  }
  return (
    <DoorFrame
      title={t(forgotten ? 'accounts.forgotten.link' : 'sign_in.title')}
      text={t(forgotten ? 'accounts.forgotten.text' : 'sign_in.text')}
      wide={isDemo}
    >
      {forgotten ? (
        <ForgottenForm onBack={() => setForgotten(false)} />
      ) : (
        <>
          <DemoPeople onSignedIn={enter} />
          <SignInForm onSignedIn={enter} />
          <Button type="link" style={{ marginTop: 12, padding: 0 }} onClick={() => setForgotten(true)}>
            {t('accounts.forgotten.link')}
          </Button>
          <SignUpLink />
        </>
      )}
    </DoorFrame>
  )
}
