import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { queryClient, type Session, sessionQuery, signOut } from '#web/api/index.ts'
import { DoorFrame } from '#web/shell/DoorFrame.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { useText } from '#web/ui/index.ts'
import { FactorSetup } from './FactorSetup.tsx'

/** The company demands a second factor, and this person has none: nothing else can be done until it is added. */
export function EnrolPage() {
  const t = useText()
  const navigate = useNavigate()
  useTrail([{ label: t('accounts.factor.title') }])
  const goOn = async (session: Session) => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, session)
    await navigate({ to: '/', replace: true })
  }
  return (
    <DoorFrame title={t('accounts.factor.enrol')} text={t('accounts.factor.enrol_text')}>
      <FactorSetup onDone={session => void goOn(session)} />
      <Button
        type="link"
        style={{ marginTop: 12, padding: 0 }}
        onClick={() => void signOut().then(() => navigate({ to: '/sign-in', replace: true }))}
      >
        {t('shell.sign_out')}
      </Button>
    </DoorFrame>
  )
}
