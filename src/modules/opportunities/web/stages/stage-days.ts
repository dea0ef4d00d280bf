/** One stay in a stage, as `GET /api/opportunities/:id/stays` tells it. */
export interface Stay {
  stage: string
  from: string | null
  until: string | null
}

/** How long an opportunity was in a stage: whole days over all its stays there, null when one of them has no known length. */
export interface TimeInStage {
  times: number
  days: number | null
}

/** Time in each stage that was gone through. The last stay goes on until `now` while `isRunning`; an ended one is not counted on. */
export function timeInStages(
  stays: readonly Stay[],
  { isRunning, now }: { isRunning: boolean; now: Date },
): Map<string, TimeInStage> {
  const times = new Map<string, TimeInStage>()
  stays.forEach((stay, place) => {
    const isLast = place === stays.length - 1
    const known = times.get(stay.stage) ?? { times: 0, days: 0 }
    const until = isLast && isRunning ? now.toISOString() : stay.until
    times.set(stay.stage, { times: known.times + 1, days: sum(known.days, daysOf(stay.from, until)) })
  })
  return times
}

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b)

const daysOf = (from: string | null, until: string | null): number | null =>
  from === null || until === null ? null : Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / 86_400_000))
