import { Link } from '@tanstack/react-router'
import { useText } from '#web/ui/index.ts'
import { useIsSignUpOpen } from './sign-up-requests.ts'

/** On the sign-in page, where further companies may sign up. */
export function SignUpLink() {
  const t = useText()
  if (useIsSignUpOpen().data !== true) return null
  return (
    <p style={{ margin: '8px 0 0' }}>
      <Link to="/sign-up">{t('accounts.sign_up.link')}</Link>
    </p>
  )
}
