import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { translate } from '../i18n/index.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type Owner, nextNumbers, type Series } from './draw-numbers.ts'
import type { NumberPattern } from './number-description.ts'
import { declaredLevels, type NumberLevel, patternProblems } from '../objects/number-pattern.ts'

/** How each noun that has numbers gets them, in the order of the nouns. @throws Problem `forbidden` (403) */
export async function describePatterns(ctx: Context): Promise<NumberPattern[]> {
  assertMaySet(ctx)
  const all = [...ctx.catalog.objects.values()].flatMap(object =>
    Object.entries(object.fields).flatMap(([field, definition]) =>
      definition.type === 'serial' ? [{ object, field, definition }] : [],
    ),
  )
  const patterns: NumberPattern[] = []
  for (const { object, field, definition } of all) {
    const levels = [...levelsOf(definition)]
    const said = ctx.catalog.overlay.numbers.find(one => one.object === object.name && one.field === field)
    patterns.push({
      object: object.name,
      field,
      label: translate(ctx.locale, `${object.name}.name`),
      fieldLabel: fieldLabel(ctx.catalog, ctx.locale, object.name, field),
      levels,
      isOn: !definition.isOff,
      isOptional: definition.isOptional === true,
      version: said?.version ?? 0,
      series: definition.series
        ? { label: fieldLabel(ctx.catalog, ctx.locale, object.name, definition.series.by) }
        : null,
      next: await preview(ctx, { object, field }, levels),
    })
  }
  return patterns
}

/** The numbers that would come next by these levels. @throws Problem `invalid` (422), 403, 404 */
export async function previewPattern(
  ctx: Context,
  place: { object: string; field: string },
  levels: readonly NumberLevel[],
): Promise<string[]> {
  assertMaySet(ctx)
  const series = seriesAt(ctx, place)
  assertSound(series, levels)
  return preview(ctx, series, levels)
}

/**
 * Writes how a noun is numbered from its next record on; numbers that were given stay. `version` is the one that was read.
 * @throws Problem `invalid` (422), `number.changed` (409), `number.always_on` (409), 403, 404
 */
export async function writePattern(
  ctx: Context,
  place: { object: string; field: string },
  { levels, isOn, version }: { levels: readonly NumberLevel[]; isOn: boolean; version: number },
): Promise<void> {
  assertMaySet(ctx)
  const series = seriesAt(ctx, place)
  const definition = definitionOf(series)
  assertSound(series, levels)
  if (!isOn && definition.isOptional !== true) throw conflict('number.always_on')
  await sql`select from settings for no key update`.execute(ctx.db)
  const { rows } = await sql<{ version: number; levels: NumberLevel[]; is_on: boolean }>`
    select version, levels, is_on from number_patterns where object = ${place.object} and field = ${place.field}`.execute(
    ctx.db,
  )
  const before = rows[0]
  if (version !== (before?.version ?? 0)) throw conflict('number.changed')
  await sql`insert into number_patterns (object, field, levels, is_on, changed_at, changed_by_id)
    values (${place.object}, ${place.field}, ${JSON.stringify(levels)}::jsonb, ${isOn}, ${ctx.now().toISOString()}::timestamptz,
      ${ctx.actor.userId}::uuid)
    on conflict (object, field) do update set levels = excluded.levels, is_on = excluded.is_on,
      version = number_patterns.version + 1, changed_at = excluded.changed_at, changed_by_id = excluded.changed_by_id`.execute(
    ctx.db,
  )
  await writeAudit(ctx, {
    kind: 'settings.numbers',
    object: place.object,
    detail: {
      field: place.field,
      before: before ? { levels: before.levels, isOn: before.is_on } : null,
      after: { levels, isOn },
    },
  })
}

function assertMaySet(ctx: Context): void {
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
}

function seriesAt(ctx: Context, { object: name, field }: { object: string; field: string }): Series {
  const object = ctx.catalog.objects.get(name)
  if (!object || !Object.hasOwn(object.fields, field) || object.fields[field]?.type !== 'serial')
    throw notFound('series')
  return { object, field }
}

const definitionOf = ({ object, field }: { object: ObjectDefinition; field: string }): FieldDefinition =>
  object.fields[field] as FieldDefinition

const levelsOf = (field: FieldDefinition): readonly NumberLevel[] => field.levels ?? declaredLevels(field)

function assertSound(series: Series, levels: readonly NumberLevel[]): void {
  const problems = patternProblems(levels, { hasSeries: definitionOf(series).series !== undefined })
  if (problems.length > 0) throw invalid(problems)
}

/** Where the pattern has a code in it, the code is that of the first record that has one. */
async function preview(ctx: Context, series: Series, levels: readonly NumberLevel[]): Promise<string[]> {
  const owner = levels.some(level => level.kind === 'series') ? await firstOwner(ctx, series) : null
  return nextNumbers(ctx, series, { levels, owner, howMany: 3 })
}

async function firstOwner(ctx: Context, series: Series): Promise<Owner | null> {
  const { series: by } = definitionOf(series)
  const target = ctx.catalog.objects.get(series.object.fields[by?.by ?? '']?.object ?? '')
  if (!target || !by) return null
  const { rows } = await sql<Owner>`select id, ${sql.ref(columnOf(by.code, 'text'))} as code
    from ${sql.table(tableOf(target))} where deleted_at is null and ${sql.ref(columnOf(by.code, 'text'))} is not null
    order by created_at, id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
