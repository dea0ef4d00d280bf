import { sql } from 'kysely'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { isFilesField } from '#platform/fields/files.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { FieldDefinition, ObjectDefinition } from '#platform/objects/index.ts'
import { optionsPlace } from '#platform/objects/options.ts'
import { fieldLabel } from '#platform/overlay/field-words.ts'
import { optionLabel } from '#platform/overlay/option-words.ts'
import type { Context } from '#platform/records/index.ts'
import { carriedAnyway } from './carried-fields.ts'

/** Nouns into which a lead's fields go. */
export const mappedNouns = ['customer', 'contact', 'opportunity'] as const
export type MappedNoun = (typeof mappedNouns)[number]

/** A field of a lead, and the field of what is made of it into which it goes. */
export interface Mapping {
  leadField: string
  object: MappedNoun
  field: string
}

/** A field of a lead with the fields into which it could go. */
export interface Mappable {
  name: string
  label: string
  custom: boolean
  targets: { object: MappedNoun; field: string; label: string }[]
}

/** The company's own mapping; of fields that are gone since nothing is said. */
export async function readMapping(ctx: Context): Promise<Mapping[]> {
  const { rows } = await sql<Mapping>`select lead_field as "leadField", object, field from conversion_mappings
    order by object, field`.execute(ctx.db)
  const possible = mappableFields(ctx)
  return rows.filter(row => isPossible(possible, row))
}

/** Every field of a lead that can go somewhere beside where it always goes. */
export function mappableFields(ctx: Context): Mappable[] {
  const lead = objectOf(ctx.catalog, 'lead')
  return fieldsOfPeople(lead).flatMap(([name, field]) => {
    const targets = mappedNouns.flatMap(object => {
      const noun = objectOf(ctx.catalog, object)
      return fieldsOfPeople(noun)
        .filter(([target]) => !carriedAnyway[object].includes(target))
        .filter(([target, into]) => fits(ctx, { lead, name, field }, { noun, target, into }))
        .map(([target]) => ({ object, field: target, label: labelOf(ctx, object, target) }))
    })
    return targets.length > 0
      ? [{ name, label: labelOf(ctx, 'lead', name), custom: field.custom === true, targets }]
      : []
  })
}

/** Replaces the company's mapping. @throws Problem `invalid` (422) for what fits nowhere, and for two fields that go into one */
export async function writeMapping(ctx: Context, mappings: readonly Mapping[]): Promise<void> {
  const possible = mappableFields(ctx)
  const taken = new Set<string>()
  const problems = mappings.flatMap((mapping, index): FieldProblem[] => {
    const place = `${mapping.object}.${mapping.field}`
    const isTwice = taken.has(place)
    taken.add(place)
    if (isTwice) return [{ path: `mappings.${index}.field`, code: 'conversion.mapped_twice' }]
    return isPossible(possible, mapping) ? [] : [{ path: `mappings.${index}.field`, code: 'conversion.does_not_fit' }]
  })
  if (problems.length > 0) throw invalid(problems)
  await sql`delete from conversion_mappings`.execute(ctx.db)
  if (mappings.length > 0)
    await sql`insert into conversion_mappings (lead_field, object, field)
      select "leadField", object, field from jsonb_to_recordset(${JSON.stringify(mappings)}::jsonb)
        as given ("leadField" text, object text, field text)`.execute(ctx.db)
}

/** A lead's value as the other field keeps it: of choices the option that is called alike. Null when there is none. */
export function convertedValue(ctx: Context, lead: ObjectDefinition, mapping: Mapping, value: unknown): unknown {
  const field = lead.fields[mapping.leadField]
  const noun = objectOf(ctx.catalog, mapping.object)
  const into = noun.fields[mapping.field]
  if (value === null || value === undefined || !field || !into) return null
  const one = (id: unknown): unknown =>
    optionAlike(ctx, { place: optionsPlace('lead', mapping.leadField, field), id: String(id) }, { noun, mapping, into })
  if (field.type === 'choice') return one(value)
  if (field.type === 'choices' && Array.isArray(value)) return value.map(one).filter(option => option !== null)
  return value
}

function optionAlike(
  ctx: Context,
  { place, id }: { place: ReturnType<typeof optionsPlace>; id: string },
  { noun, mapping, into }: { noun: ObjectDefinition; mapping: Mapping; into: FieldDefinition },
): string | null {
  const target = optionsPlace(noun.name, mapping.field, into)
  if (target.object === place.object && target.field === place.field) return id
  const label = optionLabel(ctx, place, id)
  return into.options?.find(option => optionLabel(ctx, target, option) === label) ?? null
}

const isPossible = (possible: readonly Mappable[], { leadField, object, field }: Mapping): boolean =>
  possible.some(one => one.name === leadField && one.targets.some(to => to.object === object && to.field === field))

const labelOf = (ctx: Context, object: string, field: string): string =>
  fieldLabel(ctx.catalog, ctx.locale, object, field)

const fieldsOfPeople = (object: ObjectDefinition): [string, FieldDefinition][] =>
  Object.entries(object.fields).filter(
    ([name, field]) => field.setBy === undefined && name !== 'owner' && !unmapped.has(field.type),
  )

/** Kinds whose values belong to their record. */
const unmapped = new Set(['lines', 'serial', 'computed', 'currency'])

interface From {
  lead: ObjectDefinition
  name: string
  field: FieldDefinition
}
interface Into {
  noun: ObjectDefinition
  target: string
  into: FieldDefinition
}

/** Whether every value of one field can stand in the other. */
function fits(ctx: Context, { name, field }: From, { noun, target, into }: Into): boolean {
  if (field.type === 'text' && into.type === 'longText') return true
  if (isFilesField(field) && isFilesField(into))
    return (field.type === 'images' || into.type === 'files') && (field.max ?? 0) <= (into.max ?? 0)
  if (field.type !== into.type) return false
  if (field.type === 'text' || field.type === 'longText') return (field.max ?? 0) <= (into.max ?? 0)
  if (field.type === 'reference') return field.object === into.object
  if (field.type !== 'choice' && field.type !== 'choices') return true
  const [from, to] = [optionsPlace('lead', name, field), optionsPlace(noun.name, target, into)]
  if (from.object === to.object && from.field === to.field) return true
  const labels = new Set((into.options ?? []).map(option => optionLabel(ctx, to, option)))
  return (field.options ?? []).length > 0 && (field.options ?? []).some(one => labels.has(optionLabel(ctx, from, one)))
}
