import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { api } from '#web/api/index.ts'
import { DoorFrame } from '#web/shell/DoorFrame.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { SetupForm } from './SetupForm.tsx'

/** The first start: company and administrator. Open only with the key of the printed link, and only until the first administrator is there. */
export function SetupPage() {
  const t = useText()
  const { token } = useSearch({ from: '/setup' })
  useTrail([{ label: t('setup.title') }])
  const state = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.get<{ open: boolean }>('/setup', { signal, bearsSignedOut: true }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  if (!state.data) return <Skeletons shape="form" />
  if (!state.data.open)
    return (
      <DoorFrame title={t('setup.closed_title')} text={t('setup.closed_text')}>
        <Link to="/sign-in">
          <Button type="primary">{t('setup.to_sign_in')}</Button>
        </Link>
      </DoorFrame>
    )
  if (!token)
    return (
      <DoorFrame title={t('setup.no_token_title')} text={t('setup.no_token_text')}>
        <Link to="/sign-in">{t('setup.have_account')}</Link>
      </DoorFrame>
    )
  return (
    <DoorFrame title={t('setup.title')} text={t('setup.text')} wide>
      <SetupForm token={token} />
    </DoorFrame>
  )
}
