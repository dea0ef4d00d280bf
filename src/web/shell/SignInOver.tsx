import { Modal } from 'antd'
import { useSession } from '#web/api/index.ts'
import { goOnSignedIn, useMustSignIn } from '#web/api/signed-out.ts'
import { useText } from '#web/ui/text.ts'
import { SignInForm } from './SignInForm.tsx'

/**
 * The session has ended while somebody works: sign-in over the page, which stays as it is with everything typed; the requests that were
 * waiting go on. Somebody else who signs in here gets a fresh page, so that nobody works on in another's name.
 */
export function SignInOver() {
  const t = useText()
  const open = useMustSignIn()
  const { user, company } = useSession()
  return (
    <Modal
      open={open}
      title={t('sign_in.again')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={400}
      destroyOnHidden
    >
      <p style={{ color: 'var(--text-quiet)' }}>{t('sign_in.again_text')}</p>
      <SignInForm
        onSignedIn={session => {
          if (session.user.id === user.id && session.company.id === company.id) goOnSignedIn()
          else window.location.assign('/')
        }}
      />
    </Modal>
  )
}
