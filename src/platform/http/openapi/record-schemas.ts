import { isMasked } from '../../access/readable.ts'
import { fieldType, isPointsField } from '../../fields/index.ts'
import { objectOf } from '../../objects/catalog.ts'
import type { FieldDescription, ObjectDescription } from '../../objects/description.ts'
import type { FieldDefinition } from '../../objects/index.ts'
import type { Json } from '../../objects/field.ts'
import type { Context } from '../../records/context.ts'
import type { Schema } from '../describe-route.ts'
import { exampleOf } from './example-of.ts'

/** How a noun's records look to this person: as the API gives them, as one makes them (`New`), and as one changes them (`Change`). */
export function recordSchemas(
  ctx: Context,
  noun: ObjectDescription,
  known: ReadonlySet<string>,
): Record<string, Schema> {
  const { name, label, rights } = noun
  const asRead = noun.fields.map(field => [field.name, readSchema(ctx, noun, { field, known })] as const)
  const read: Schema = {
    type: 'object',
    title: label,
    properties: { ...(noun.lineOf ? { id: anId } : ownMembers), ...Object.fromEntries(asRead) },
    required: ['id'],
  }
  if (noun.lineOf) return { [name]: read }
  const made = noun.fields.filter(field => field.isAskedWhenNew && !field.isMasked)
  const changed = noun.fields.filter(field => field.isEditable && !field.isMasked)
  return {
    [name]: read,
    ...('create' in rights ? { [`${name}New`]: newSchema(ctx, noun, { fields: made, known }) } : {}),
    ...('update' in rights ? { [`${name}Change`]: changeSchema(ctx, noun, { fields: changed, known }) } : {}),
  }
}

/** What a verb asks for. */
export const inputSchema = (input: readonly FieldDescription[]): Schema => {
  const properties = Object.fromEntries(
    input.map(field => [
      field.name,
      {
        ...fieldType(field.type).jsonSchema({
          ...field,
          options: field.options?.map(option => option.id),
        } as FieldDefinition),
        title: field.label,
      },
    ]),
  )
  const needed = input.filter(field => field.required)
  return {
    type: 'object',
    properties,
    required: needed.map(field => field.name),
    examples: [Object.fromEntries(needed.map(field => [field.name, fieldExample(field)]))],
  }
}

const anId: Schema = { type: 'string', format: 'uuid', readOnly: true }
const version: Schema = { type: 'integer', minimum: 1 }
const ownMembers: Record<string, Schema> = {
  id: anId,
  version,
  can: { type: 'array', items: { type: 'string' }, readOnly: true },
}

interface OfField {
  field: FieldDescription
  known: ReadonlySet<string>
}

function readSchema(ctx: Context, noun: ObjectDescription, { field, known }: OfField): Schema {
  const object = objectOf(ctx.catalog, noun.name)
  const definition = object.fields[field.name]
  // Of what is masked an outline comes: of phones and addresses as they are, of all else as text.
  const isOutline = isMasked(ctx, object, field.name) && !isPointsField({ type: field.type } as FieldDefinition)
  const schema = isOutline ? { type: 'string' } : valueSchema(ctx, noun, { field, known })
  const isReadOnly = !field.isEditable && !field.isAskedWhenNew
  return {
    ...titled(orNull(schema), field),
    ...(isReadOnly ? { readOnly: true } : {}),
    ...(definition?.setBy === 'creation' ? { description: 'given at creation; afterwards a verb changes it' } : {}),
  }
}

interface OfFields {
  fields: readonly FieldDescription[]
  known: ReadonlySet<string>
}

function newSchema(ctx: Context, noun: ObjectDescription, { fields, known }: OfFields): Schema {
  const needed = fields.filter(field => field.required && field.default === undefined && field.name !== 'owner')
  return {
    type: 'object',
    title: noun.label,
    properties: { ...writtenFields(ctx, noun, { fields, known }), ...besideOf(ctx, noun) },
    required: needed.map(field => field.name),
    examples: [exampleValues(fields, needed)],
  }
}

function changeSchema(ctx: Context, noun: ObjectDescription, { fields, known }: OfFields): Schema {
  return {
    type: 'object',
    title: noun.label,
    properties: { version, ...writtenFields(ctx, noun, { fields, known }), ...besideOf(ctx, noun) },
    examples: [{ version: 1, ...exampleValues(fields, []) }],
  }
}

/** What may be said beside the fields. */
const besideOf = (ctx: Context, noun: ObjectDescription): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(ctx.behaviour.objects[noun.name]?.beside ?? {}).map(([name, field]) => [
      name,
      orNull(fieldType(field.type).jsonSchema(field)),
    ]),
  )

const writtenFields = (ctx: Context, noun: ObjectDescription, { fields, known }: OfFields): Record<string, Schema> =>
  Object.fromEntries(fields.map(field => [field.name, titled(orNull(valueSchema(ctx, noun, { field, known })), field)]))

function valueSchema(ctx: Context, noun: ObjectDescription, { field, known }: OfField): Schema {
  const { object: line, type } = field
  if (type === 'lines' && line && known.has(line))
    return { type: 'array', maxItems: 500, items: { $ref: `#/components/schemas/${line}` } }
  const object = objectOf(ctx.catalog, noun.name)
  const definition = object.fields[field.name] ?? { ...field, options: field.options?.map(({ id }) => id) }
  return fieldType(definition.type).jsonSchema(definition as FieldDefinition)
}

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

const titled = (schema: Schema, { label, hint }: FieldDescription): Schema => ({
  ...schema,
  title: label,
  ...(hint ? { description: hint } : {}),
})

/** What must be filled, and of the rest what a reader learns the form of a value from. */
const exampleValues = (fields: readonly FieldDescription[], needed: readonly FieldDescription[]): Schema =>
  Object.fromEntries(
    fields
      .filter(field => needed.includes(field) || shownTypes.has(field.type))
      .map(field => [field.name, fieldExample(field)]),
  )

const shownTypes = new Set(['longText', 'percent', 'phones', 'emails', 'yesNo'])

function fieldExample(field: FieldDescription): Json {
  const told = examples[field.type]
  if (told !== undefined) return told
  const { options, min, max } = field
  if (options) return field.type === 'choices' ? options.slice(0, 1).map(({ id }) => id) : (options[0]?.id ?? null)
  const schema = fieldType(field.type).jsonSchema({
    type: field.type,
    ...(max ? { max } : {}),
    ...(min ? { min } : {}),
  })
  return exampleOf({ ...schema })
}

const examples: Readonly<Record<string, Json>> = {
  text: '示例',
  longText: '示例',
  money: '1200.00',
  decimal: '1.5',
  percent: 30,
  date: '2026-03-15',
  instant: '2026-03-15T08:30:00.000Z',
  currency: 'CNY',
  url: 'https://example.com/',
  birthday: '1988-03-15',
  phones: [{ raw: '13800138000' }],
  emails: [{ raw: 'li@example.com' }],
  wechats: [{ raw: 'wx_example' }],
  address: { country: 'CN', code: '440305', street: '科技园路1号' },
  richText: '<p>示例</p>',
  lines: [],
  files: [],
  images: [],
  tags: [],
}
