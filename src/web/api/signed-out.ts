import { useSyncExternalStore } from 'react'

// When the session ends while somebody works, requests wait here: the sign-in form appears over the page, and after it they go on.
// Nothing typed is lost.

let waiting: { promise: Promise<void>; goOn: () => void } | null = null
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Resolves when the person has signed in again. */
export function signedInAgain(): Promise<void> {
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting = { promise, goOn: resolve }
    tell()
  }
  return waiting.promise
}

/** Called by the sign-in form over the page: the waiting requests are sent again. */
export function goOnSignedIn(): void {
  const done = waiting
  waiting = null
  done?.goOn()
  tell()
}

/** Whether requests wait for a sign-in. */
export const useMustSignIn = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting !== null,
  )
