import type { Logger } from 'pino'
import type { Context } from '../records/context.ts'
import type { Changes } from './live-channel.ts'
import { whatOneSees } from './what-one-sees.ts'

/** Somebody whose pages are open. */
export interface Viewer {
  company: string
  userId: string
  /** Who he is and what he may do now; null when he may not be here any more. */
  context: () => Promise<Context | null>
  send: (event: 'changed' | 'gone' | 'bell' | 'gap', payload: unknown) => void
  end: () => void
}

/** Who is looking in this process. */
export interface LiveHub {
  /** Gives what takes him out again. */
  join(viewer: Viewer): () => void
  tell(changes: Changes): void
  /** Something may have been missed: everybody reads anew. */
  gap(): void
  /** Ends all connections. */
  close(): void
  size(): number
}

/** A viewer's changes are looked at at most once in this time, all together. */
const lookEveryMs = 1000
const spreadMs = 300
/** A person's browsers share one connection each; more than this at once is no person. */
const mostPerPerson = 20

export function openLiveHub(log: Logger): LiveHub {
  const viewers = new Set<Seat>()
  return {
    size: () => viewers.size,
    join: viewer => {
      const seat = newSeat(viewer, log)
      viewers.add(seat)
      const own = [...viewers].filter(
        one => one.viewer.userId === viewer.userId && one.viewer.company === viewer.company,
      )
      if (own.length > mostPerPerson) own[0]?.viewer.end()
      return () => {
        viewers.delete(seat)
        seat.leave()
      }
    },
    tell: ({ company, ids }) => {
      for (const seat of viewers) {
        if (seat.viewer.company !== company) continue
        if (ids.length === 0) seat.viewer.send('gap', {})
        else seat.note(ids)
      }
    },
    gap: () => {
      for (const { viewer } of viewers) viewer.send('gap', {})
    },
    close: () => {
      for (const { viewer } of viewers) viewer.end()
    },
  }
}

interface Seat {
  viewer: Viewer
  note: (ids: Changes['ids']) => void
  leave: () => void
}

function newSeat(viewer: Viewer, log: Logger): Seat {
  let waiting = new Map<string, Set<string>>()
  let rings = false
  let timer: NodeJS.Timeout | undefined
  let lookedAt = 0
  let isGone = false

  const look = async (): Promise<void> => {
    lookedAt = Date.now()
    const [changes, bell] = [waiting, rings]
    waiting = new Map()
    rings = false
    const ctx = await viewer.context()
    if (isGone) return
    if (!ctx) return viewer.end()
    const { changed, gone } = await whatOneSees(ctx, changes)
    if (isGone) return
    if (Object.keys(changed).length > 0) viewer.send('changed', changed)
    if (Object.keys(gone).length > 0) viewer.send('gone', gone)
    if (bell) viewer.send('bell', {})
  }
  const schedule = (): void => {
    if (timer || isGone) return
    timer = setTimeout(
      () => {
        // The timer stands until the look is over, so that looks of one viewer never overlap.
        look()
          .catch((error: unknown) => {
            log.warn({ err: error }, 'a live page could not be told')
            viewer.send('gap', {})
          })
          .finally(() => {
            timer = undefined
            if (waiting.size > 0 || rings) schedule()
          })
      },
      // Spread a little, so that one change does not make everybody ask in the same moment.
      Math.max(20 + Math.random() * spreadMs, lookedAt + lookEveryMs - Date.now()),
    ).unref()
  }
  return {
    viewer,
    note: ids => {
      for (const [object, id] of ids) {
        if (object === 'notice') rings ||= id === viewer.userId
        else waiting.set(object, (waiting.get(object) ?? new Set()).add(id))
      }
      if (waiting.size > 0 || rings) schedule()
    },
    leave: () => {
      isGone = true
      clearTimeout(timer)
    },
  }
}
