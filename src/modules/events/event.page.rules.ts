import { dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'

/** What the page of a record asks the calendar for: from the beginning of this day, by the company's clock, sixty days. */
export function upcomingOf(on: string, id: string, { now, timeZone }: { now: Date; timeZone: string }) {
  const from = zonedToUtc({ day: dayAt(now, timeZone), hour: 0, minute: 0, second: 0 }, timeZone)
  return {
    from: from.toISOString(),
    until: new Date(from.getTime() + 60 * 86_400_000).toISOString(),
    layer: 'team' as const,
    on,
    record: id,
  }
}
