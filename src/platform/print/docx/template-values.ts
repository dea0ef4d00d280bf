import { mayRead, readableFields } from '../../access/readable.ts'
import { dayAt } from '../../fields/index.ts'
import { objectOf } from '../../objects/catalog.ts'
import type { FieldDefinition, ObjectDefinition } from '../../objects/index.ts'
import { translate } from '../../i18n/index.ts'
import { type ApiRecord, type Context, getMany } from '../../records/index.ts'
import type { PrintValues } from '../define-print.ts'
import { dayWords } from '../figures.ts'
import type { PrintLanguage } from '../paper-description.ts'
import { openWriter, type PrintedValues, type Writer } from '../writer.ts'

/** What a template may name: texts, and rows of texts for what is repeated. */
export interface TemplateValues {
  [tag: string]: string | TemplateValues[]
}

/** A tag that templates of a noun may use, and what it is called in people's words, which may be used in its place. */
export interface TemplateTag {
  tag: string
  label: string
  /** Of a table of lines: what may stand within. */
  within?: TemplateTag[]
}

/**
 * Everything that templates of a noun may name, by the actor's rights: its fields by name (`{amount}`) or label (`{金额}`), those of what it refers to
 * (`{customer.taxNumber}`), its lines (`{#lines}…{/lines}`), what its module adds, and a few words of the day.
 */
export function tagsOf(
  ctx: Context,
  values: readonly PrintValues[],
  { object, language }: { object: ObjectDefinition; language: PrintLanguage },
): TemplateTag[] {
  const noun = objectOf(ctx.catalog, object.name)
  const write = openWriter(ctx, language)
  const own = plainTags(ctx, write, noun)
  const more = values
    .filter(one => one.object === noun.name)
    .flatMap(one => one.names.map(tag => ({ tag, label: translate(language, `${noun.name}.print_values.${tag}`) })))
  const referred = references(ctx, noun).flatMap(([name, target]) =>
    plainTags(ctx, write, target).map(({ tag, label }) => ({
      tag: `${name}.${tag}`,
      label: `${write.label(noun, name)}.${label}`,
    })),
  )
  const tables = linesOf(ctx, noun).map(([name, line]) => ({
    tag: name,
    label: write.label(noun, name),
    within: [
      { tag: placeTag, label: translate(language, 'print.place') },
      ...plainTags(ctx, write, line).filter(({ tag }) => tag !== line.lineOf?.field),
    ],
  }))
  const general = generalTags.map(tag => ({ tag, label: translate(language, `print.tags.${tag}`) }))
  return [...own, ...more, ...tables, ...general, ...referred]
}

/** What these tags are for one record: each by its name and, where no other has the same, by its label. */
export async function valuesFor(
  ctx: Context,
  values: readonly PrintValues[],
  { object, record, language }: { object: ObjectDefinition; record: ApiRecord; language: PrintLanguage },
): Promise<TemplateValues> {
  const noun = objectOf(ctx.catalog, object.name)
  const write = openWriter(ctx, language)
  const texts: Record<string, string | PrintedRows> = plainValues(ctx, write, noun, record)
  for (const one of values)
    if (one.object === noun.name) Object.assign(texts, await one.read({ ...ctx, locale: language }, record, language))
  for (const [name, line] of linesOf(ctx, noun))
    texts[name] = ((record[name] ?? []) as PrintedValues[]).map((row, index) => ({
      ...plainValues(ctx, write, line, row),
      [placeTag]: String(index + 1),
    }))
  for (const [name, target] of references(ctx, noun)) {
    const id = (record[name] as { id?: string } | null)?.id
    const [found] = id && mayRead(ctx, target) ? await getMany(ctx, target, [id]) : []
    for (const [tag, text] of Object.entries(plainValues(ctx, write, target, found ?? {})))
      texts[`${name}.${tag}`] = text
  }
  Object.assign(texts, {
    today: dayWords(dayAt(ctx.now(), ctx.company.timeZone), language),
    company: ctx.company.name,
    printedBy: ctx.actor.name,
  })
  return named(texts, tagsOf(ctx, values, { object, language }))
}

type PrintedRows = Record<string, string>[]

/** Row numbers in a table of lines, and what every template may name. */
const placeTag = 'no'
const generalTags = ['today', 'company', 'printedBy'] as const

function named(texts: Readonly<Record<string, string | PrintedRows>>, tags: readonly TemplateTag[]): TemplateValues {
  const all: TemplateValues = Object.create(null) as TemplateValues
  const labels = tags.map(({ label }) => label)
  for (const { tag, label, within } of tags) {
    const held = texts[tag] ?? (within ? [] : '')
    const value = typeof held === 'string' ? held : held.map(row => named(row, within ?? []))
    all[tag] = value
    if (labels.indexOf(label) === labels.lastIndexOf(label) && all[label] === undefined) all[label] = value
  }
  return all
}

const readable = (ctx: Context, object: ObjectDefinition): [string, FieldDefinition][] =>
  readableFields(ctx, object).filter(([name]) => Object.hasOwn(object.fields, name))

const plainTags = (ctx: Context, write: Writer, object: ObjectDefinition): TemplateTag[] =>
  readable(ctx, object)
    .filter(([, field]) => field.type !== 'lines')
    .map(([tag]) => ({ tag, label: write.label(object, tag) }))

const plainValues = (
  ctx: Context,
  write: Writer,
  object: ObjectDefinition,
  record: PrintedValues,
): Record<string, string> =>
  Object.fromEntries(
    readable(ctx, object)
      .filter(([, field]) => field.type !== 'lines')
      .map(([name]) => [name, write.value(object, name, record)]),
  )

const references = (ctx: Context, object: ObjectDefinition): [string, ObjectDefinition][] =>
  readable(ctx, object).flatMap(([name, field]): [string, ObjectDefinition][] => {
    const target = ['reference', 'user'].includes(field.type) ? ctx.catalog.objects.get(field.object ?? '') : undefined
    return target && mayRead(ctx, target) ? [[name, target]] : []
  })

const linesOf = (ctx: Context, object: ObjectDefinition): [string, ObjectDefinition][] =>
  readable(ctx, object).flatMap(([name, field]): [string, ObjectDefinition][] => {
    const line = field.type === 'lines' ? ctx.catalog.objects.get(field.object ?? '') : undefined
    return line ? [[name, line]] : []
  })
