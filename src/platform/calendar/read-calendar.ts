import { sql } from 'kysely'
import { dayAt } from '../fields/time-zone.ts'
import type { Context } from '../records/context.ts'
import type { CalendarDescription, DayKind, Holidays, SpecialDay } from './calendar-description.ts'
import { shippedDays, shippedName, shippedYears } from './shipped-days.ts'
import { type WorkingDays, workingDays } from './working-days.ts'

type Asker = Pick<Context, 'db' | 'company' | 'locale' | 'now'>

/** The company's whole working calendar, ready to be asked; one statement. For many days at once ask it once and keep it. */
export const calendarOf = async (ctx: Asker): Promise<WorkingDays> => prepared(await readKept(ctx))

/** The day `n` working days after `day` (before it for n < 0) by the company's calendar; see `WorkingDays.add`. */
export const addWorkingDays = async (ctx: Asker, day: string, n: number): Promise<string> =>
  (await calendarOf(ctx)).add(day, n)

/** How many working days lie after `from` up to and with `until` by the company's calendar; see `WorkingDays.between`. */
export const workingDaysBetween = async (ctx: Asker, from: string, until: string): Promise<number> =>
  (await calendarOf(ctx)).between(from, until)

/** One year of it as people see and edit it. */
export async function describeCalendar(ctx: Asker, year: number): Promise<CalendarDescription> {
  const kept = await readKept(ctx)
  const own = kept.years.get(year)
  const shipped = kept.holidays === 'china' ? shippedDays(year, ctx.locale) : null
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  return {
    year,
    source: own ? 'company' : shipped ? 'shipped' : 'none',
    version: own?.version ?? 0,
    // A day that kept its shipped name has it in every language.
    days: own?.days.map(one => ({ ...one, name: one.name ?? shippedName(one, ctx.locale) })) ?? shipped ?? [],
    isShipped: shipped !== null,
    restDays: kept.restDays,
    holidays: kept.holidays,
    missing: missingOf(kept, today),
    today,
    workingDays: prepared(kept).between(`${year - 1}-12-31`, `${year}-12-31`),
  }
}

/** Years that are needed now and of which nobody knows the days: this one, and from November the next, whose holidays are announced then. */
export const missingYears = async (ctx: Asker): Promise<number[]> =>
  missingOf(await readKept(ctx), dayAt(ctx.now(), ctx.company.timeZone))

interface Kept {
  restDays: number[]
  holidays: Holidays
  years: ReadonlyMap<number, { version: number; days: SpecialDay[] }>
}

/** What the company itself has written. */
async function readKept({ db }: Pick<Asker, 'db'>): Promise<Kept> {
  const { rows } = await sql<{
    restDays: number[]
    holidays: Holidays
    years: { year: number; version: number; days: SpecialDay[] }[]
  }>`
    select rest_days as "restDays", holidays,
           (select coalesce(jsonb_agg(jsonb_build_object('year', y.year, 'version', y.version, 'days',
                     (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind, 'name', d.name) order by d.day), '[]')
                        from calendar_days d where d.year = y.year))), '[]')
              from calendar_years y) as years
      from settings`.execute(db)
  const { restDays = [6, 7], holidays = 'china', years = [] } = rows[0] ?? {}
  return { restDays, holidays, years: new Map(years.map(({ year, ...kept }) => [year, kept])) }
}

function prepared({ restDays, holidays, years }: Kept): WorkingDays {
  const shipped = holidays === 'china' ? shippedYears().filter(year => !years.has(year)) : []
  const days = [
    ...shipped.flatMap(year => shippedDays(year, 'zh') ?? []),
    ...[...years.values()].flatMap(year => year.days),
  ]
  return workingDays({ restDays, special: new Map(days.map(({ day, kind }): [string, DayKind] => [day, kind])) })
}

function missingOf({ holidays, years }: Kept, today: string): number[] {
  if (holidays === 'none') return []
  const year = Number(today.slice(0, 4))
  const needed = today.slice(5) >= '11-01' ? [year, year + 1] : [year]
  return needed.filter(one => !years.has(one) && shippedDays(one, 'zh') === null)
}
