import { sql } from 'kysely'
import type { NoticeAsk, NoticeKind, TimedNotice } from '#platform/notify/notice-kinds.ts'
import { periodBounds } from '#platform/query/periods.ts'
import type { Context } from '#platform/records/index.ts'
import { takesPlace } from './event.conditions.ts'

export const eventNoticeKinds: readonly NoticeKind[] = [
  { name: 'event.begins', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true },
]

/** How long before it begins, in minutes, by what was asked for; without that a quarter of an hour. */
const minutesBefore: Record<string, number> = {
  atTime: 0,
  min15: 15,
  min30: 30,
  hour1: 60,
  day1: 1440,
  day3: 3 * 1440,
  week1: 7 * 1440,
}

/** Events that begin soon, to whoever takes part; nobody is reminded of what has begun more than an hour ago. */
export const eventTimed: readonly TimedNotice[] = [{ name: 'event.begins', due: beginning }]

interface Beginning {
  id: string
  starts: string
  reminders: string[] | null
  people: string[]
}

async function beginning(ctx: Context): Promise<NoticeAsk[]> {
  const now = ctx.now().getTime()
  const begins = [...(await single(ctx)), ...(await repeated(ctx, 'today')), ...(await repeated(ctx, 'tomorrow'))]
  return begins.flatMap(({ id, starts, reminders, people }) => {
    const at = new Date(starts)
    const wanted = reminders && reminders.length > 0 ? reminders : ['min15']
    // Of several that have come, the latest stands for all: one reminder is enough after a pause.
    const [minutes] = wanted
      .map(name => minutesBefore[name] ?? 15)
      .filter(before => at.getTime() - before * 60_000 <= now)
      .sort((a, b) => a - b)
    if (minutes === undefined || now - at.getTime() > 3_600_000) return []
    const cause = `event.begins ${id} ${at.toISOString()} ${minutes}`
    return { kind: 'event.begins', to: people, about: { object: 'event', id }, params: { at: at.toISOString() }, cause }
  })
}

const people = sql`array(select e.owner_id where e.owner_id is not null
  union select p.user_id from event_participants p where p.event_id = e.id and p.deleted_at is null)`

async function single(ctx: Context): Promise<Beginning[]> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const { rows } = await sql<Beginning>`
    select e.id, e.starts_at as starts, e.reminders, ${people} as people from events e
    where e.deleted_at is null and e.starts_at between ${now} - interval '1 hour' and ${now} + interval '7 days'`.execute(
    ctx.db,
  )
  return rows
}

/** Times of a rule on that day beside its first. */
async function repeated(ctx: Context, preset: 'today' | 'tomorrow'): Promise<Beginning[]> {
  const { fromDay } = periodBounds(preset, ctx.company, ctx.now())
  const zone = sql`${ctx.company.timeZone}::text`
  const { rows } = await sql<Beginning>`
    select e.id, (${fromDay}::date + (e.starts_at at time zone ${zone})::time) at time zone ${zone} as starts, e.reminders, ${people} as people
    from events e where e.deleted_at is null and coalesce(e.repeats, 'never') <> 'never'
      and (e.starts_at at time zone ${zone})::date < ${fromDay}::date
      and ${takesPlace.sql(ctx, { field: 'takesPlace', op: 'preset', value: preset }, 'e')}`.execute(ctx.db)
  return rows
}
