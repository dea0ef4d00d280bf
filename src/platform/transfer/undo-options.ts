import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Transaction } from '../db/server.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type OptionsPlace, optionsPlace } from '../objects/options.ts'
import { valueSql } from '../query/value-sql.ts'
import type { Context } from '../records/context.ts'

/**
 * Takes the options back that an import has made: what no living record uses goes, or, while a record in the bin still holds it, is
 * retired, so that nobody is offered it and a restored record still shows it. Gives whether anything changed.
 */
export async function undoOptions(
  ctx: Context & { db: Transaction },
  importId: string,
  name: string,
): Promise<boolean> {
  const { rows } = await sql<{ field: string; option: string }>`
    select distinct field, target_option as option from import_values where import_id = ${importId}::uuid
      and settlement->>'kind' = 'create' and target_option is not null and is_made`.execute(ctx.db)
  const object = objectOf(ctx.catalog, name)
  let isChanged = false
  for (const { field, option } of rows) {
    const definition = fieldOf(object, field)
    if (!definition) continue
    const place = optionsPlace(object.name, field, definition)
    const use = await holderOf(ctx, place, option)
    if (use === 'living') continue
    const which = sql`where object = ${place.object} and field = ${place.field} and id = ${option}`
    const { numAffectedRows = 0n } =
      use === 'bin'
        ? await sql`update choice_options set is_retired = true ${which} and not is_retired`.execute(ctx.db)
        : await sql`delete from choice_options ${which}`.execute(ctx.db)
    if (numAffectedRows > 0n) isChanged = true
  }
  return isChanged
}

/** Who holds an option, of all fields whose options are kept in that place. */
async function holderOf(ctx: Context, place: OptionsPlace, option: string): Promise<'living' | 'bin' | null> {
  let isInBin = false
  for (const object of ctx.catalog.objects.values())
    for (const column of holders(object, place)) {
      const { value, isList } = column
      const holds = isList ? sql<boolean>`${option} = any(${value})` : sql<boolean>`${value} = ${option}`
      const { rows } = await sql<{ is_living: boolean }>`
        select t.deleted_at is null as is_living from ${sql.table(tableOf(object))} t where ${holds}
        order by t.deleted_at nulls first limit 1`.execute(ctx.db)
      if (rows[0]?.is_living) return 'living'
      if (rows[0]) isInBin = true
    }
  return isInBin ? 'bin' : null
}

const holders = (object: ObjectDefinition, place: OptionsPlace) =>
  Object.entries(object.fields)
    .filter(([name, field]) => {
      const own = optionsPlace(object.name, name, field)
      return ['choice', 'choices'].includes(field.type) && own.object === place.object && own.field === place.field
    })
    .map(([name, field]) => ({ value: valueSql('t', name, field), isList: field.type === 'choices' }))
