import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { useQuickCreate } from '#web/fields/quick-create.ts'

interface Wish {
  /** Name of the object. */
  object: string
  /** The same object wished for again is another wish. */
  number: number
}

let wish: Wish | null = null
const listeners = new Set<() => void>()

/** Opens the quick form for a new record over whatever is on the screen. */
export function makeNew(object: string): void {
  wish = { object, number: (wish?.number ?? 0) + 1 }
  for (const listener of listeners) listener()
}

const Host = lazy(() =>
  import('#web/records/form/QuickCreateHost.tsx').then(form => ({ default: form.QuickCreateHost })),
)

/** Where the quick form opens; its code is loaded when it is first asked for. */
export function QuickCreate() {
  const wanted = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wish,
  )
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <Host>
        <Ask wish={wanted} />
      </Host>
    </Suspense>
  )
}

let answered: Wish | null = null

function Ask({ wish: wanted }: { wish: Wish }) {
  const ask = useQuickCreate()
  useEffect(() => {
    // Another person's frame, after a sign-in, must not open what the former one wished for.
    if (!ask || answered === wanted) return
    answered = wanted
    ask({ object: wanted.object })
  }, [ask, wanted])
  return null
}
