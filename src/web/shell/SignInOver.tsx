import { Modal } from 'antd'
import { lazy, Suspense } from 'react'
import { useSession } from '#web/api/index.ts'
import { goOnSignedIn, useMustSignIn } from '#web/api/signed-out.ts'
import { Skeletons, useText } from '#web/ui/index.ts'

const SignInForm = lazy(() => import('./SignInForm.tsx').then(form => ({ default: form.SignInForm })))

/**
 * The session has ended while somebody works: sign-in over the page, which stays as it is with everything typed; the requests that were
 * waiting go on. Somebody else who signs in here gets a fresh page, so that nobody works on in another's name.
 */
export function SignInOver() {
  const t = useText()
  const open = useMustSignIn()
  const { user, company } = useSession()
  if (!open) return null
  return (
    <Modal
      open
      title={t('sign_in.again')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={400}
    >
      <p style={{ color: 'var(--text-quiet)' }}>{t('sign_in.again_text')}</p>
      <Suspense fallback={<Skeletons shape="form" />}>
        <SignInForm
          onSignedIn={session => {
            if (session.user.id === user.id && session.company.id === company.id) goOnSignedIn()
            else window.location.assign('/')
          }}
        />
      </Suspense>
    </Modal>
  )
}
