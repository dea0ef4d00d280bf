import type { Visitor } from '../auth/door.ts'
import { Problem } from '../errors.ts'

/** What costs the server more than a look at a page. */
export type Cost = 'search' | 'report' | 'export'

/** So many at once, and so many a minute from then on. */
const limits: Record<Cost, { atOnce: number; aMinute: number }> = {
  search: { atOnce: 150, aMinute: 240 },
  report: { atOnce: 120, aMinute: 120 },
  export: { atOnce: 120, aMinute: 30 },
}

interface Bucket {
  left: number
  at: number
}

const buckets = new Map<string, Bucket>()
const mostBuckets = 20_000
let isLifted = false

/** From now on this process counts nothing. For the bench alone, which asks in one person's name as fast as it can. */
export const liftLimits = (): void => {
  isLifted = true
}

/** Whether it counts nothing. */
export const areLimitsLifted = (): boolean => isLifted

/**
 * Counts a costly request against whoever makes it: a person over all his browsers; a program against its key, and all keys of a person together against twice
 * as much, so that programs leave their owner's own page alone. Each process counts for itself.
 * @throws Problem `rate.too_often` (429) with the seconds to wait in `retryAfter`
 */
export function spend(cost: Cost, visitor: Visitor, now: number = Date.now()): void {
  if (isLifted) return
  const { actor, company, passId } = visitor
  const owner = `${cost} ${company.id} ${actor.viewedBy?.userId ?? actor.userId}`
  if (actor.kind !== 'program') take(`${owner} person`, { cost, times: 1, now })
  else {
    take(`${cost} ${passId}`, { cost, times: 1, now })
    take(`${owner} keys`, { cost, times: 2, now })
  }
}

function take(key: string, { cost, times, now }: { cost: Cost; times: number; now: number }): void {
  const { atOnce, aMinute } = limits[cost]
  const perMs = (aMinute * times) / 60_000
  const known = buckets.get(key) ?? { left: atOnce * times, at: now }
  const left = Math.min(atOnce * times, known.left + Math.max(now - known.at, 0) * perMs)
  if (left < 1) {
    const seconds = Math.ceil((1 - left) / perMs / 1000)
    throw new Problem(429, 'rate.too_often', { params: { seconds }, details: { retryAfter: seconds } })
  }
  // Whoever asked last stands last, so that the first are those that have long been full again.
  buckets.delete(key)
  buckets.set(key, { left: left - 1, at: now })
  if (buckets.size > mostBuckets) for (const [old] of buckets) if (buckets.size > mostBuckets / 2) buckets.delete(old)
}
