import { sql } from 'kysely'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { fieldOf, mergeCatalog, objectOf } from '../objects/catalog.ts'
import { type OptionsPlace, optionsPlace } from '../objects/options.ts'
import type { Context } from '../records/context.ts'
import { createMany } from '../records/create.ts'
import type { ImportPlan } from './columns.ts'

/**
 * Makes what the user settled to be made: options of choices, users, departments, categories …, in the batch of the import, each once
 * however many values stand for it. What a run that broke off has made is left as it is. Gives the context that knows the new options.
 */
export async function makePartners(
  ctx: Context & { db: Database },
  plan: ImportPlan,
): Promise<Context & { db: Database }> {
  return await transaction(ctx.db, async db => {
    const inside = { ...ctx, db }
    const made = await makeOptions(inside, plan)
    await makeRecords(inside, plan)
    return { ...ctx, catalog: made }
  })
}

/** The catalog with the options that settlements will make: a dry run must take them for real. */
export async function catalogWithPlanned(ctx: Context, plan: ImportPlan): Promise<Context['catalog']> {
  const planned = await plannedOptions(ctx, plan)
  if (planned.length === 0) return ctx.catalog
  const { overlay, objects, verbs } = ctx.catalog
  const known = overlay.options.map(option => `${option.object}.${option.field}.${option.id}`)
  const fresh = planned.filter(({ place, id }) => !known.includes(`${place.object}.${place.field}.${id}`))
  const options = fresh.map(({ place, id, label }, index) => ({
    ...place,
    id,
    labelZh: label,
    labelEn: label,
    isRetired: false,
    position: 1000 + overlay.options.length + index,
  }))
  return mergeCatalog([...objects.values()], verbs, {
    ...overlay,
    version: `${overlay.version} and planned`,
    options: [...overlay.options, ...options],
  })
}

interface PlannedOption {
  place: OptionsPlace
  id: string
  label: string
}

async function plannedOptions(ctx: Context, plan: ImportPlan): Promise<PlannedOption[]> {
  const { rows } = await sql<{ field: string; id: string; label: string }>`
    select distinct on (field, target_option) field, target_option as id, settlement->>'title' as label from import_values
    where import_id = ${plan.entry.id}::uuid and settlement->>'kind' = 'create' and target_option is not null`.execute(
    ctx.db,
  )
  return rows.map(({ field, ...option }) => ({
    ...option,
    place: optionsPlace(plan.object.name, field, fieldOf(plan.object, field) ?? { type: 'choice' }),
  }))
}

async function makeOptions(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<Context['catalog']> {
  const planned = await plannedOptions(ctx, plan)
  if (planned.length === 0) return ctx.catalog
  await sql`
    insert into choice_options (object, field, id, label_zh, label_en, position)
    select given.object, given.field, given.id, given.label, given.label,
      1000 + (select coalesce(max(o.position), 0) from choice_options o where o.object = given.object) + given.n
    from unnest(${planned.map(one => one.place.object)}::text[], ${planned.map(one => one.place.field)}::text[], ${planned.map(one => one.id)}::text[], ${planned.map(one => one.label)}::text[])
      with ordinality as given (object, field, id, label, n)
    on conflict (object, field, id) do update set is_retired = false`.execute(ctx.db)
  await markMade(ctx, plan, sql`target_option is not null`)
  return await catalogWithPlanned(ctx, plan)
}

async function makeRecords(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<void> {
  const names = [...new Set(plan.chosen.flatMap(column => column.object?.name ?? []))]
  for (const name of names) {
    const object = objectOf(ctx.catalog, name)
    const fields = plan.chosen.filter(column => column.object?.name === name).map(column => column.name)
    const { rows } = await sql<{ id: string; title: string }>`
      select distinct on (target_id) target_id as id, settlement->>'title' as title from import_values
      where import_id = ${plan.entry.id}::uuid and field = any(${fields}::text[]) and settlement->>'kind' = 'create'
        and target_id is not null and not is_made order by target_id`.execute(ctx.db)
    if (rows.length === 0) continue
    const inputs = rows.map(row => ({ id: row.id, values: { [object.title]: row.title } }))
    const { refused } = await createMany(ctx, object, inputs, { silent: true })
    const first = refused[0]
    if (first)
      throw new Problem(422, 'import.partner_not_made', {
        params: { title: rows[first.index]?.title ?? '', object: name, code: first.fields[0]?.code ?? '' },
        fields: first.fields,
      })
    await markMade(ctx, plan, sql`field = any(${fields}::text[]) and target_id is not null`)
  }
}

async function markMade(ctx: Context, plan: ImportPlan, which: ReturnType<typeof sql>): Promise<void> {
  await sql`update import_values set is_made = true
    where import_id = ${plan.entry.id}::uuid and settlement->>'kind' = 'create' and ${which}`.execute(ctx.db)
}
