import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { type AskForLog, LogContext, type LoggedRecord } from './logging.ts'

const LogSheet = lazy(() => import('./LogSheet.tsx').then(sheet => ({ default: sheet.LogSheet })))

/** Gives everything inside a way to write a follow-up where one stands. */
export function LogHost({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ record: LoggedRecord; onClose: (() => void) | undefined } | null>(null)
  const ask = useCallback<AskForLog>((record, onClose) => setAsked({ record, onClose }), [])
  const close = () => {
    asked?.onClose?.()
    setAsked(null)
  }
  return (
    <LogContext value={ask}>
      {children}
      <Suspense fallback={null}>
        {asked ? <LogSheet key={asked.record.id} record={asked.record} onClose={close} /> : null}
      </Suspense>
    </LogContext>
  )
}
