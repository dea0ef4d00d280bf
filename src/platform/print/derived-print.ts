import { readableFields } from '../access/readable.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import { type Context, get } from '../records/index.ts'
import type { PrintDefinition } from './define-print.ts'
import type { PrintBlock, PrintLanguage } from './paper-description.ts'
import { openWriter, type PrintedValues, type Writer } from './writer.ts'

/** The name of the paper that every noun with an owner has, as long as its module declares none. */
export const derivedPrint = 'record'

/** A record as its page shows it: its sections, its lines as tables. */
export const derivedPrintOf = (object: ObjectDefinition): PrintDefinition => ({
  object: object.name,
  name: derivedPrint,
  languages: ['zh', 'en'],
  build: async (ctx, id, language) => {
    const noun = objectOf(ctx.catalog, object.name)
    const record = await get(ctx, noun, id)
    const write = openWriter(ctx, language)
    const title = String(write.value(noun, noun.title, record))
    return {
      language,
      title: translate(language, `${noun.name}.name`),
      running: title,
      blocks: [
        { kind: 'text', text: title, align: 'center', isStrong: true },
        ...noun.sections.flatMap(section => sectionBlocks(ctx, { noun, record, write, language, section })),
      ],
    }
  },
})

interface Section {
  noun: ObjectDefinition
  record: PrintedValues
  write: Writer
  language: PrintLanguage
  section: ObjectDefinition['sections'][number]
}

function sectionBlocks(ctx: Context, { noun, record, write, language, section }: Section): PrintBlock[] {
  const readable = new Map(readableFields(ctx, noun))
  const shown = section.fields.filter(name => readable.get(name) && readable.get(name)?.isHidden !== true)
  const plain = shown.filter(name => !['lines', 'images'].includes(readable.get(name)?.type ?? ''))
  const pairs = write.pairs(noun, record, plain).filter(({ value }) => value !== '')
  const tables = shown.flatMap((name): PrintBlock[] => {
    const line = ctx.catalog.objects.get(readable.get(name)?.object ?? '')
    const rows = record[name]
    if (readable.get(name)?.type !== 'lines' || !line || !Array.isArray(rows) || rows.length === 0) return []
    return [{ kind: 'heading', text: write.label(noun, name) }, linesTable(ctx, write, line, rows as PrintedValues[])]
  })
  const key = [`${noun.name}.sections.${section.name}`, `record.sections.${section.name}`].find(one =>
    hasMessage(language, one),
  )
  const heading: PrintBlock[] = key && pairs.length > 0 ? [{ kind: 'heading', text: translate(language, key) }] : []
  return [...heading, ...(pairs.length > 0 ? [{ kind: 'pairs' as const, columns: 2 as const, pairs }] : []), ...tables]
}

/** A table of lines holds so many columns before it can no longer be read. */
const mostColumns = 8

function linesTable(ctx: Context, write: Writer, line: ObjectDefinition, rows: readonly PrintedValues[]): PrintBlock {
  const fields = readableFields(ctx, line)
    .filter(([name, field]) => Object.hasOwn(line.fields, name) && field.isHidden !== true)
    .map(([name]) => name)
    .filter(name => name !== line.lineOf?.field && rows.some(row => write.value(line, name, row) !== ''))
  return write.table(line, rows, [
    { width: 'auto' },
    ...fields
      .slice(0, mostColumns)
      .map((field, index) => ({ field, width: index === 0 ? ('*' as const) : ('auto' as const) })),
  ])
}
