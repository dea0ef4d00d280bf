import { dayAt } from '#platform/fields/time-zone.ts'
import type { ApiRecord, ApiReference } from '#web/api/index.ts'
import type { MyPool } from './pool-requests.ts'

/** The day 'YYYY-MM-DD' from which whoever had a record last may claim it again; null for everybody else. */
export function againFrom(
  record: ApiRecord,
  { pool, userId, timeZone }: { pool: MyPool; userId: string; timeZone: string },
): string | null {
  const previous = record.previousOwner as unknown as ApiReference | null
  const entered = record.enteredPoolAt as string | null
  if (!pool.barDays || !entered || previous?.id !== userId) return null
  const day = Date.parse(`${dayAt(new Date(entered), timeZone)}T00:00:00Z`)
  return new Date(day + pool.barDays * 86_400_000).toISOString().slice(0, 10)
}
