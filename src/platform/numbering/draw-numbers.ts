import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { conflict } from '../errors.ts'
import { dayAt } from '../fields/time-zone.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { updateRows } from '../records/write.ts'
import { entriesOf, writeEntries } from '../search/entries.ts'
import { countOf, counterName, declaredLevels, type NumberLevel, renderNumber } from '../objects/number-pattern.ts'

/** What of a record its number needs. */
export interface Numbered {
  id: string
  values: Record<string, unknown>
}

/** A serial field of a noun. */
export interface Series {
  object: ObjectDefinition
  field: string
}

/**
 * Gives numbers to those of these records that have none, in their order, in each serial field that is turned on; changes `values` in place.
 * `at` says at which moment of the records' life we are: a series is drawn at one of them.
 * Called as the last write of a transaction: from here until its end whoever else draws from the same series waits, and a rollback gives the
 * numbers back. Numbers that a record has already, also one in the bin, or that an erased one had, are passed over.
 * @throws Problem `number.no_code` (409) when the pattern asks for a code that the record's legal entity (or the like) does not have
 */
export async function numberRecords(
  ctx: Context,
  object: ObjectDefinition,
  records: readonly Numbered[],
  at: 'create' | 'submit' = 'create',
): Promise<void> {
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.type !== 'serial' || field.isOff || (field.drawnAt ?? 'create') !== at) continue
    const without = records.filter(record => !record.values[name])
    if (without.length === 0) continue
    const series = { object, field: name }
    await lockSeries(ctx, series)
    await draw(ctx, series, without)
    await updateRows(
      ctx,
      tableOf(object),
      without.map(({ id, values }) => ({ id, [columnOf(name, 'serial')]: values[name] })),
      sql`updated_at = t.updated_at`,
    )
    if (field.search)
      await writeEntries(
        ctx.db,
        without.flatMap(({ id, values }) => entriesOf(object, id, values).filter(entry => entry.field === name)),
      )
  }
}

/** Before records are written whose numbers were given with them (an import): none of these is drawn meanwhile by somebody else. */
export async function holdGivenNumbers(
  ctx: Context,
  object: ObjectDefinition,
  records: readonly Numbered[],
): Promise<void> {
  for (const [name, field] of Object.entries(object.fields))
    if (field.type === 'serial' && records.some(record => record.values[name]))
      // Two that both held it and then both wanted to draw would wait for each other.
      await lockSeries(ctx, { object, field: name }, records.every(record => record.values[name]) ? 'shared' : 'alone')
}

/** After a record was erased, its number stays taken. */
export async function keepErasedNumber(ctx: Context, { object, field }: Series, number: string): Promise<void> {
  await sql`insert into erased_numbers (object, field, number) values (${object.name}, ${field}, lower(${number}))
    on conflict do nothing`.execute(ctx.db)
}

/**
 * The numbers that would come next by this pattern, of the series of `owner` (null: of records that name none). Draws nothing.
 */
export async function nextNumbers(
  ctx: Context,
  series: Series,
  { levels, owner, howMany }: { levels: readonly NumberLevel[]; owner: Owner | null; howMany: number },
): Promise<string[]> {
  const found = await free(ctx, series, { levels, owner, howMany })
  return found.numbers
}

async function lockSeries(ctx: Context, { object, field }: Series, how: 'alone' | 'shared' = 'alone'): Promise<void> {
  const key = sql`hashtextextended(${`numbers of ${object.name}.${field}`}, 0)`
  await (how === 'alone'
    ? sql`select pg_advisory_xact_lock(${key})`
    : sql`select pg_advisory_xact_lock_shared(${key})`
  ).execute(ctx.db)
}

async function draw(ctx: Context, series: Series, records: readonly Numbered[]): Promise<void> {
  const field = series.object.fields[series.field] as FieldDefinition
  const levels = field.levels ?? declaredLevels(field)
  const isApart = levels.some(level => level.kind === 'series')
  const by = isApart ? field.series?.by : undefined
  const owners = by ? await ownersOf(ctx, series, records, by) : new Map<string, Owner>()
  for (const [id, own] of Map.groupBy(records, record => (by ? idIn(record.values[by]) : null))) {
    const owner = id === null ? null : (owners.get(id) ?? { id, code: '' })
    const { numbers, last, name } = await free(ctx, series, { levels, owner, howMany: own.length })
    await sql`insert into counters (name, value) values (${name}, ${last})
      on conflict (name) do update set value = excluded.value`.execute(ctx.db)
    for (const [index, record] of own.entries()) record.values[series.field] = numbers[index]
  }
}

/** A record that has a series of its own, and what of it stands in the number. */
export interface Owner {
  id: string
  code: string
}

async function ownersOf(
  ctx: Context,
  { object, field }: Series,
  records: readonly Numbered[],
  by: string,
): Promise<Map<string, Owner>> {
  const target = objectOf(ctx.catalog, object.fields[by]?.object ?? '')
  const code = object.fields[field]?.series?.code ?? target.title
  const ids = [...new Set(records.flatMap(record => idIn(record.values[by]) ?? []))]
  const { rows } = await sql<{ id: string; code: string | null; title: string }>`
    select id, ${sql.ref(columnOf(code, target.fields[code]?.type ?? 'text'))} as code, ${sql.ref(columnOf(target.title, 'text'))} as title
    from ${sql.table(tableOf(target))} where id = any(${ids}::uuid[])`.execute(ctx.db)
  const without = rows.find(row => !row.code)
  if (without) throw conflict('number.no_code', { record: without.title })
  return new Map(rows.map(row => [row.id, { id: row.id, code: row.code as string }]))
}

interface Wanted {
  levels: readonly NumberLevel[]
  owner: Owner | null
  howMany: number
}

/** The next numbers that nobody has or had, and where the counter stands after them. */
async function free(
  ctx: Context,
  series: Series,
  { levels, owner, howMany }: Wanted,
): Promise<{ numbers: string[]; last: number; name: string }> {
  const day = dayAt(ctx.now(), ctx.company.timeZone)
  const { start, step } = countOf(levels)
  const name = counterName(`${series.object.name}.${series.field}`, levels, { day, owner: owner?.id ?? null })
  const { rows } = await sql<{ value: string | number }>`select value from counters where name = ${name}`.execute(
    ctx.db,
  )
  const known = rows[0] ? Number(rows[0].value) : null
  let last = known === null || known < start ? start - step : known
  const numbers: string[] = []
  for (let looked = howMany; numbers.length < howMany; looked *= 2) {
    const counts = Array.from({ length: Math.min(looked, mostAtOnce) }, (_, index) => last + step * (index + 1))
    const offered = counts.map(count => ({
      count,
      number: renderNumber(levels, count, { day, code: owner?.code ?? '' }),
    }))
    const taken = await takenOf(
      ctx,
      series,
      offered.map(({ number }) => number),
    )
    for (const { count, number } of offered) {
      if (numbers.length === howMany) break
      last = count
      if (!taken.has(number.toLowerCase())) numbers.push(number)
    }
  }
  return { numbers, last, name }
}

/** How many numbers one question looks at. */
const mostAtOnce = 5000

async function takenOf(ctx: Context, { object, field }: Series, numbers: readonly string[]): Promise<Set<string>> {
  const asked = numbers.map(number => number.toLowerCase())
  const column = sql.ref(columnOf(field, 'serial'))
  const { rows } = await sql<{ number: string }>`
    select lower(${column}) as number from ${sql.table(tableOf(object))} where lower(${column}) = any(${asked}::text[])
    union all select number from erased_numbers
      where object = ${object.name} and field = ${field} and number = any(${asked}::text[])`.execute(ctx.db)
  return new Set(rows.map(row => row.number))
}

const idIn = (value: unknown): string | null => (value as { id: string } | null | undefined)?.id ?? null
