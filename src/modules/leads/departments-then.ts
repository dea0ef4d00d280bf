import { sql } from 'kysely'
import { dayAt, zonedToUtc } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { LeadStay } from './lead.stays.ts'

/** A main department of somebody's, from one day to another, both included; null is open. */
export interface MainMembership {
  department: string | null
  from: string | null
  until: string | null
}

/** A stay with the department that had it by that person. */
export interface PlacedStay extends LeadStay {
  department: string | null
}

/**
 * The main departments of these people by day. Of somebody whose memberships nobody has written down it is the one in which he is now; days
 * between written ones belong to none. One statement.
 */
export async function mainMemberships(
  ctx: Pick<Context, 'db'>,
  people: readonly string[],
): Promise<Map<string, MainMembership[]>> {
  if (people.length === 0) return new Map()
  const { rows } = await sql<{ id: string; memberships: MainMembership[] }>`
    select u.id, coalesce(
      (select jsonb_agg(jsonb_build_object('department', m.department_id, 'from', m.from_on, 'until', m.until_on)
        order by m.from_on nulls first) from department_members m where m.user_id = u.id and m.is_main),
      jsonb_build_array(jsonb_build_object('department', u.department_id, 'from', null, 'until', null))) as memberships
    from users u where u.id = any(${[...new Set(people)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row.memberships]))
}

/** The main department on a day; null when none is known. Where two hold the later one counts. */
export const departmentOn = (memberships: readonly MainMembership[], day: string): string | null =>
  memberships.findLast(({ from, until }) => (from ?? day) <= day && (until ?? day) >= day)?.department ?? null

/** Stays divided where who had the lead went to another department: from then on its time is that department's. */
export function placed(
  stays: readonly LeadStay[],
  memberships: ReadonlyMap<string, readonly MainMembership[]>,
  timeZone: string,
): PlacedStay[] {
  const startOf = (day: string): string => zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, timeZone).toISOString()
  const dayOf = (instant: string): string => dayAt(new Date(instant), timeZone)
  return stays.flatMap(stay => {
    const his = memberships.get(stay.user ?? '') ?? []
    const turns = his
      .flatMap(({ from, until }) => [...(from ? [startOf(from)] : []), ...(until ? [startOf(dayAfter(until))] : [])])
      .filter(at => at > stay.from && (stay.until === null || at < stay.until))
    const starts = [stay.from, ...new Set(turns.sort())]
    const parts: PlacedStay[] = []
    for (const [place, from] of starts.entries()) {
      const department = departmentOn(his, dayOf(from))
      const last = parts.at(-1)
      const until = starts[place + 1] ?? stay.until
      if (last && last.department === department) last.until = until
      else parts.push({ ...stay, from, until, department })
    }
    return parts
  })
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
