import { sql } from 'kysely'
import { writeAudit } from '../audit/write-audit.ts'
import type { Transaction } from '../db/server.ts'
import { conflict } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { DayKind, Holidays, SpecialDay } from './calendar-description.ts'
import { shippedName } from './shipped-days.ts'

type Writer = Context & { db: Transaction }

/**
 * Writes a year as the company wants it: these are all its days that differ from the weekly rhythm. `version` is the one that was read (0 of
 * a year that the company had not written); without it the year is replaced whatever it was. Problem `calendar.changed` (409).
 */
export async function writeYear(
  ctx: Writer,
  { year, days, version }: { year: number; days: readonly SpecialDay[]; version?: number },
): Promise<void> {
  await settle(ctx)
  const before = await yearOf(ctx, year)
  if (version !== undefined && version !== (before?.version ?? 0)) throw conflict('calendar.changed', { year })
  await sql`
    insert into calendar_years (year, changed_at, changed_by_id)
    values (${year}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)
    on conflict (year) do update set version = calendar_years.version + 1, changed_at = excluded.changed_at,
      changed_by_id = excluded.changed_by_id`.execute(ctx.db)
  await sql`delete from calendar_days where year = ${year}`.execute(ctx.db)
  await sql`
    insert into calendar_days (day, year, kind, name)
    select day::date, ${year}, kind, name
      from unnest(${days.map(({ day }) => day)}::text[], ${days.map(({ kind }) => kind)}::text[],
                  ${days.map(ownName)}::text[]) as given (day, kind, name)`.execute(ctx.db)
  const count = (kind: DayKind) => days.filter(day => day.kind === kind).length
  await writeAudit(ctx, {
    kind: 'settings.calendar',
    detail: { year, rest: count('rest'), work: count('work'), ...differences(before?.days ?? [], days) },
  })
}

/** Forgets what the company wrote of a year: what is shipped counts again, or nothing is known of it. Problem `calendar.changed` (409). */
export async function forgetYear(ctx: Writer, year: number, version: number): Promise<void> {
  await settle(ctx)
  const before = await yearOf(ctx, year)
  if ((before?.version ?? 0) !== version) throw conflict('calendar.changed', { year })
  if (!before) return
  await sql`delete from calendar_years where year = ${year}`.execute(ctx.db)
  await writeAudit(ctx, { kind: 'settings.calendar', detail: { year, shipped: true } })
}

/** Changes the weekly rhythm, or whose holidays hold. */
export async function writeRhythm(ctx: Writer, change: { restDays?: number[]; holidays?: Holidays }): Promise<void> {
  const { rows } = await sql<{ restDays: number[]; holidays: Holidays }>`
    select rest_days as "restDays", holidays from settings for update`.execute(ctx.db)
  const before = rows[0]
  const wanted = change.restDays ? { ...change, restDays: [...new Set(change.restDays)].sort() } : change
  await sql`
    update settings set rest_days = coalesce(${wanted.restDays ?? null}::integer[], rest_days),
      holidays = coalesce(${wanted.holidays ?? null}, holidays)`.execute(ctx.db)
  await writeAudit(ctx, { kind: 'settings.calendar', detail: { before, after: wanted } })
}

/** What a day is called as shipped is not kept: each reader has it in his language. */
const ownName = (one: SpecialDay): string | null =>
  one.name === shippedName(one, 'zh') || one.name === shippedName(one, 'en') ? null : one.name

/** Whoever writes the calendar is alone with it: a year that is not there cannot be locked itself. */
const settle = async (ctx: Writer): Promise<void> => {
  await sql`select from settings for no key update`.execute(ctx.db)
}

async function yearOf(ctx: Writer, year: number): Promise<{ version: number; days: SpecialDay[] } | undefined> {
  const { rows } = await sql<{ version: number; days: SpecialDay[] }>`
    select version, (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'name', name) order by day), '[]')
                       from calendar_days d where d.year = y.year) as days
      from calendar_years y where year = ${year}`.execute(ctx.db)
  return rows[0]
}

/** What the log keeps: the days that came, went or turned. */
function differences(before: readonly SpecialDay[], after: readonly SpecialDay[]): Record<string, string[]> {
  const marks = (days: readonly SpecialDay[]) => new Set(days.map(({ day, kind }) => `${day} ${kind}`))
  const [old, fresh] = [marks(before), marks(after)]
  return { added: [...fresh].filter(mark => !old.has(mark)), removed: [...old].filter(mark => !fresh.has(mark)) }
}
