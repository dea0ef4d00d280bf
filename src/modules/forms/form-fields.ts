import { sql } from 'kysely'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { FieldDefinition } from '#platform/objects/index.ts'
import { optionsPlace } from '#platform/objects/options.ts'
import { fieldHint, fieldLabel } from '#platform/overlay/field-words.ts'
import { optionLabel } from '#platform/overlay/option-words.ts'
import type { Context } from '#platform/records/index.ts'

/** A field that a form asks for. */
export interface FormField {
  field: string
  isRequired: boolean
}

/** The same with what a stranger sees of it. */
export interface AskedField extends FormField {
  label: string
  hint: string | null
  type: string
  max: number | null
  options: { id: string; label: string }[]
}

/** What a new form asks for. */
export const usualFields: readonly FormField[] = [
  { field: 'name', isRequired: true },
  { field: 'company', isRequired: false },
  { field: 'phones', isRequired: true },
  { field: 'need', isRequired: false },
]

/** Kinds of fields that a stranger can fill in: nothing that names a record or a person of ours. */
const kinds = new Set([
  'text',
  'longText',
  'number',
  'decimal',
  'percent',
  'date',
  'yesNo',
  'choice',
  'choices',
  'url',
  'address',
  'phones',
  'emails',
  'wechats',
])
/** What we say of a lead, not the lead of himself. */
const ours = new Set(['level', 'remark', 'source'])

/** Every field of a lead that a form may ask for. */
export function askableFields(ctx: Context): AskedField[] {
  return Object.entries(objectOf(ctx.catalog, 'lead').fields)
    .filter(([name, field]) => field.setBy === undefined && !field.isHidden && kinds.has(field.type) && !ours.has(name))
    .map(([name, field]) => describe(ctx, name, field))
}

/** The fields that a form asks for, in order; one that the company has retired since is left out. */
export async function fieldsOf(ctx: Context, form: string): Promise<AskedField[]> {
  const { rows } = await sql<FormField>`select field, is_required as "isRequired" from form_fields
    where form_id = ${form}::uuid order by position`.execute(ctx.db)
  const askable = new Map(askableFields(ctx).map(one => [one.field, one]))
  return rows.flatMap(({ field, isRequired }) => {
    const known = askable.get(field)
    return known ? [{ ...known, isRequired: isRequired || field === 'name' }] : []
  })
}

/** Replaces what a form asks for, in the caller's transaction. The name is always asked: a lead has one. @throws Problem `invalid` (422) */
export async function writeFields(ctx: Context, form: string, fields: readonly FormField[]): Promise<void> {
  const askable = new Set(askableFields(ctx).map(one => one.field))
  const seen = new Set<string>()
  const problems = fields.flatMap(({ field }, index): FieldProblem[] => {
    const isTwice = seen.has(field)
    seen.add(field)
    if (isTwice) return [{ path: `fields.${index}.field`, code: 'form.asked_twice' }]
    return askable.has(field) ? [] : [{ path: `fields.${index}.field`, code: 'field.unknown' }]
  })
  if (!seen.has('name')) problems.push({ path: 'fields', code: 'form.name_needed' })
  if (problems.length > 0) throw invalid(problems)
  await sql`delete from form_fields where form_id = ${form}::uuid`.execute(ctx.db)
  const rows = fields.map((one, position) => ({ ...one, position }))
  await sql`insert into form_fields (form_id, position, field, is_required)
    select ${form}::uuid, position, field, "isRequired" or field = 'name' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (position int, field text, "isRequired" boolean)`.execute(ctx.db)
}

function describe(ctx: Context, name: string, field: FieldDefinition): AskedField {
  const place = optionsPlace('lead', name, field)
  return {
    field: name,
    isRequired: field.required === true,
    label: fieldLabel(ctx.catalog, ctx.locale, 'lead', name),
    hint: fieldHint(ctx.catalog, ctx.locale, 'lead', name),
    type: field.type,
    max: field.max ?? null,
    options: (field.options ?? []).map(id => ({ id, label: optionLabel(ctx, place, id) })),
  }
}
