import { may } from '../access/actor.ts'
import { mayRead, readableFields } from '../access/readable.ts'
import { forbidden } from '../errors.ts'
import { dayAt, joinWords } from '../fields/index.ts'
import type { FieldDescription } from '../objects/description.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { describeCatalog } from '../records/describe.ts'
import { type Context, find, type FindQuery } from '../records/index.ts'

/** A field of a list on its way into a file: as declared, and as the viewer is told of it. */
export interface ListedField {
  field: FieldDescription
  definition: FieldDefinition
}

/** A list on its way into a file. */
export interface ListExport {
  /** Of the file, without its ending. */
  name: string
  fields: ListedField[]
  /** The records of the query in its order, a page at a time. */
  pages: AsyncGenerator<Readonly<Record<string, unknown>>[], void, undefined>
}

/**
 * The rows, columns and order of a list's query, page by page in constant memory: what CSV and XLSX are made of. `beside` names fields
 * that are read without being columns. @throws Problem `forbidden` without the right `<object>.export`
 */
export function openListExport(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
  beside: (shown: readonly ListedField[]) => readonly string[] = () => [],
): ListExport {
  if (!may(ctx.actor, `${object.name}.export`)) throw forbidden(`${object.name}.export`)
  if (!mayRead(ctx, object)) throw forbidden(`${object.name}.read`)
  const described = describeCatalog(ctx).find(one => one.name === object.name)
  const definitions = new Map(readableFields(ctx, object))
  const known = (described?.fields ?? []).flatMap(field => {
    const definition = definitions.get(field.name)
    return definition && field.type !== 'lines' ? [{ field, definition }] : []
  })
  const fields =
    query.fields?.flatMap(name => known.find(one => one.field.name === name) ?? []) ??
    known.filter(({ field }) => !field.isHidden)
  const wanted = fields.map(one => one.field.name)
  const besides = beside(fields).filter(name => definitions.has(name) && !wanted.includes(name))
  return {
    name: `${described?.labelPlural ?? object.plural} ${dayAt(ctx.now(), ctx.company.timeZone)}`,
    fields,
    pages: pagesOf(ctx, object, { ...query, fields: [...wanted, ...besides] }),
  }
}

/** An option's label, of several the labels, and of what is masked its outline; undefined where the type itself says how a cell looks. */
export function labelOf({ options, isMasked }: FieldDescription, value: unknown): string | undefined {
  if (isMasked) return joinWords([value].flat().map(one => String((one as { raw?: string } | null)?.raw ?? one)))
  if (!options) return undefined
  const label = (id: unknown): string => options.find(option => option.id === id)?.label ?? String(id)
  return Array.isArray(value) ? joinWords(value.map(label)) : label(value)
}

/** Records read together. */
const PAGE = 500

async function* pagesOf(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
): AsyncGenerator<Readonly<Record<string, unknown>>[], void, undefined> {
  let after = query.after
  do {
    const { records, next } = await find(ctx, object, { ...query, limit: PAGE, ...(after ? { after } : {}) })
    yield records as Readonly<Record<string, unknown>>[]
    after = next ?? undefined
  } while (after)
}
