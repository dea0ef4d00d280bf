import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorState } from '#web/ui/index.ts'
import { useTrail } from './trail.ts'

/** A page that could not be loaded or broke while it was drawn. The rest of the screen stays. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useTrail([])
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}
