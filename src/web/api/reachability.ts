import { useSyncExternalStore } from 'react'

/** `offline`: the device says so. `unreachable`: the last request got no answer. */
export type Reachability = 'online' | 'offline' | 'unreachable'

let lastAnswered = true
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Told by the client after each request whether an answer came. */
export function noteAnswer(answered: boolean): void {
  if (answered === lastAnswered) return
  lastAnswered = answered
  tell()
}

/** Whether the server can be reached, as far as we know. */
export function reachability(): Reachability {
  if (!navigator.onLine) return 'offline'
  return lastAnswered ? 'online' : 'unreachable'
}

/** The same, kept up to date in a component. */
export const useReachability = (): Reachability => useSyncExternalStore(subscribe, reachability)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
