import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { badRequest, conflict, invalid, notFound } from '../errors.ts'
import { type GivenOption, writeOptions } from '../http/write-options.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import type { CustomField, CustomTraits, FieldSetting } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'
import { customType, mostCustomFields } from './custom-types.ts'
import { assertSensible, labelIn, labelProblems, traitProblems } from './field-checks.ts'
import {
  blankSetting,
  type GivenSetting,
  sectionNames,
  settingAfter,
  tellSettings,
  writeSetting,
} from './field-settings.ts'
import { settingOf } from './field-words.ts'

/** What may be said besides of a field of the company's own. */
export interface GivenCustom extends GivenSetting {
  traits?: CustomTraits | undefined
  isSearched?: boolean | undefined
  isFast?: boolean | undefined
  isRetired?: boolean | undefined
}

/**
 * Makes a field of the company's own and gives its name.
 * @throws Problem 422 `invalid`; 409 `layout.too_many_fields`
 */
export async function addField(
  ctx: Context,
  object: ObjectDefinition,
  given: GivenCustom & { type: string; section?: string | undefined; options?: GivenOption[] | undefined },
): Promise<string> {
  const type = customType(given.type)
  if (!type) throw invalid([{ path: 'type', code: 'field.unknown_option', params: { text: given.type } }])
  const own = ctx.catalog.overlay.customFields.filter(field => field.object === object.name)
  if (own.length >= mostCustomFields) throw conflict('layout.too_many_fields', { max: mostCustomFields })
  const id = `cf_${Array.from({ length: 8 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('')}`
  const traits = given.traits ?? {}
  const problems = [
    ...labelProblems(ctx, object, { name: id, labelZh: given.labelZh ?? null, labelEn: given.labelEn ?? null }),
    ...traitProblems(ctx, type, traits, type.hasOptions ? (given.options ?? []).map(option => option.id ?? '') : []),
    ...(type.hasOptions && !given.options?.length ? [{ path: 'options', code: 'field.required' }] : []),
  ]
  if (problems.length > 0) throw invalid(problems)
  const isFast = given.isFast === true && type.canBeFast
  await sql`insert into custom_fields (id, object, type, traits, is_searched, is_fast, index_state, created_by_id)
    values (${id}, ${object.name}, ${type.type}, ${JSON.stringify(traits)}::jsonb,
      ${given.isSearched === true && type.canBeSearched}, ${isFast}, ${isFast ? 'building' : 'none'},
      ${ctx.actor.userId}::uuid)`.execute(ctx.db)
  if (type.hasOptions)
    await writeOptions(ctx, {
      choice: { place: { object: object.name, field: id }, ids: [], isFixed: false, object: object.name, field: id },
      known: [],
      given: given.options ?? [],
    })
  const field: FieldDefinition = { type: type.type, custom: true, ...traits }
  const setting = settingAfter(blankSetting(object.name, id), given)
  assertSensible(ctx, object, { name: id, field, setting })
  if (given.section !== undefined && !sectionNames(object).includes(given.section))
    throw badRequest('layout.unknown_section')
  await writeSetting(ctx, { ...setting, section: given.section ?? null })
  await tellSettings(ctx, object, 'fieldAdded', {
    field: id,
    after: { type: type.type, ...shownSetting(setting), traits },
  })
  return id
}

/**
 * Says something else of a field. @throws Problem 404; 422 `invalid`; 409 `layout.field_needed` for hiding what the program needs,
 * `layout.cannot_require` for requiring what nobody fills in, `layout.standard_field` for what only an own field can be told
 */
export async function changeField(
  ctx: Context,
  object: ObjectDefinition,
  name: string,
  given: GivenCustom,
): Promise<void> {
  const own = ctx.catalog.overlay.customFields.find(one => one.object === object.name && one.id === name)
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : object.former?.[name]
  if (!field) throw notFound('field')
  const before = settingOf(ctx.catalog, object.name, name) ?? blankSetting(object.name, name)
  const after = settingAfter(before, given)
  const problems = labelProblems(ctx, object, { name, labelZh: after.labelZh, labelEn: after.labelEn })
  if (problems.length > 0) throw invalid(problems)
  assertSensible(ctx, object, { name, field: own ? { ...field, ...given.traits } : field, setting: after })
  await writeSetting(ctx, after)
  const isAboutCustom = [given.traits, given.isSearched, given.isFast, given.isRetired].some(one => one !== undefined)
  if (isAboutCustom && !own) throw conflict('layout.standard_field', { field: labelIn(ctx, object, name) })
  const changed = own && isAboutCustom ? await changeCustom(ctx, object, own, given) : undefined
  await tellSettings(ctx, object, 'fieldChanged', {
    field: name,
    before: { ...shownSetting(before), ...(own && changed ? shownCustom(own) : {}) },
    after: { ...shownSetting(after), ...(changed ? shownCustom(changed) : {}) },
  })
}

/** Removes a field of the company's own that nobody has filled. @throws Problem 404; 409 `layout.has_values`: retire it instead */
export async function removeField(ctx: Context, object: ObjectDefinition, name: string): Promise<void> {
  const own = ctx.catalog.overlay.customFields.find(one => one.object === object.name && one.id === name)
  if (!own) throw notFound('field')
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from ${sql.table(tableOf(object))} t where jsonb_exists(t.custom, ${name}))
    or exists (select from contact_points p where p.object = ${object.name} and p.field = ${name}) as used`.execute(
    ctx.db,
  )
  if (rows[0]?.used) throw conflict('layout.has_values', { field: labelIn(ctx, object, name) })
  await sql`delete from custom_fields where id = ${name}`.execute(ctx.db)
  await sql`delete from field_settings where object = ${object.name} and field = ${name}`.execute(ctx.db)
  await sql`delete from choice_options where object = ${object.name} and field = ${name}`.execute(ctx.db)
  await tellSettings(ctx, object, 'fieldRemoved', {
    field: name,
    before: { type: own.type, label: labelIn(ctx, object, name) },
  })
}

async function changeCustom(
  ctx: Context,
  object: ObjectDefinition,
  own: CustomField,
  given: GivenCustom,
): Promise<CustomField> {
  const type = customType(own.type)
  if (!type) throw notFound('field')
  const traits = { ...own.traits, ...given.traits }
  // A field never points at another noun than the one whose records it holds.
  if (traits.object !== own.traits.object) throw conflict('layout.fixed_type')
  const options = object.fields[own.id]?.options ?? []
  const problems = traitProblems(ctx, type, traits, options)
  if (problems.length > 0) throw invalid(problems)
  const isFast = (given.isFast ?? own.isFast) && type.canBeFast
  const changed: CustomField = {
    ...own,
    traits,
    isSearched: (given.isSearched ?? own.isSearched) && type.canBeSearched,
    isRetired: given.isRetired ?? own.isRetired,
    isFast,
    // Said again of a field whose index failed, it is tried again.
    index: !isFast ? 'none' : own.isFast && own.index !== 'failed' ? own.index : 'building',
  }
  await sql`update custom_fields set traits = ${JSON.stringify(traits)}::jsonb, is_searched = ${changed.isSearched},
    is_retired = ${changed.isRetired}, is_fast = ${isFast}, index_state = ${changed.index} where id = ${own.id}`.execute(
    ctx.db,
  )
  return changed
}

const shownSetting = ({ object: _object, field: _field, ...said }: FieldSetting): Record<string, unknown> => said

const shownCustom = ({ traits, isSearched, isFast, isRetired }: CustomField): Record<string, unknown> => ({
  traits,
  isSearched,
  isFast,
  isRetired,
})
