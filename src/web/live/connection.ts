import { apply } from './apply-changes.ts'
import { showNewNotices } from './browser-notices.ts'
import type { LiveMessage } from './live-messages.ts'

const name = 'zhanggui.live'
const events = ['changed', 'gone', 'bell', 'gap'] as const
const longestWaitMs = 60_000

/**
 * Keeps this page up to date while it is open. Of all tabs of a browser one holds the connection and passes on what it hears; when it closes,
 * another takes over. Where a browser has no locks (a page over plain http), each tab has its own. `go` leads to where a message of the browser was clicked. Gives what ends it.
 */
export function startLive(go: (path: string) => void): () => void {
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null
  const ending = new AbortController()
  tabs?.addEventListener('message', ({ data }: MessageEvent<LiveMessage>) => apply(data))
  const tell = (message: LiveMessage): void => {
    apply(message)
    // Only the tab that holds the connection does so, or each of them would.
    if (message.event === 'bell') void showNewNotices(go)
    tabs?.postMessage(message)
  }
  if ('locks' in navigator)
    navigator.locks
      .request(name, { signal: ending.signal }, () => hold(tell, ending.signal))
      .catch((error: unknown) => {
        // Ended before it was this tab's turn; anything else is a mistake of ours, and is to be seen.
        if (!ending.signal.aborted) throw error
      })
  else void hold(tell, ending.signal)
  return () => {
    ending.abort()
    tabs?.close()
  }
}

/** Holds the connection until the signal says so. The browser connects again by itself; what was refused is tried later and later. */
function hold(tell: (message: LiveMessage) => void, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let source: EventSource | undefined
  let timer: number | undefined
  let waitMs = 2000
  let hasBeenOpen = false
  const connect = (): void => {
    if (signal.aborted) return
    source = new EventSource('/api/live')
    source.addEventListener('open', () => {
      // Whatever happened in between was not heard.
      if (hasBeenOpen) tell({ event: 'gap', ids: {} })
      hasBeenOpen = true
      waitMs = 2000
    })
    for (const event of events)
      source.addEventListener(event, ({ data }: MessageEvent<string>) =>
        tell({ event, ids: JSON.parse(data) as LiveMessage['ids'] }),
      )
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED || signal.aborted) return
      timer = window.setTimeout(connect, waitMs)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    })
  }
  signal.addEventListener('abort', () => {
    window.clearTimeout(timer)
    source?.close()
    resolve()
  })
  connect()
  return promise
}
