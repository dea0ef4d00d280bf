import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { QuickCreateContext, type QuickCreateRequest } from '#web/fields/quick-create.ts'

const QuickCreateSheet = lazy(() => import('./QuickCreateSheet.tsx'))

/** Gives everything inside a way to make a record without leaving the page; one form may open another over it. */
export function QuickCreateHost({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<(QuickCreateRequest & { key: number })[]>([])
  const ask = useCallback(
    (request: QuickCreateRequest) =>
      setAsked(before => [...before, { ...request, key: (before.at(-1)?.key ?? 0) + 1 }]),
    [],
  )
  const close = (key: number) => setAsked(before => before.filter(one => one.key !== key))
  return (
    <QuickCreateContext value={ask}>
      {children}
      {asked.map(request => (
        <Suspense key={request.key} fallback={null}>
          <QuickCreateSheet request={request} onClose={() => close(request.key)} />
        </Suspense>
      ))}
    </QuickCreateContext>
  )
}
