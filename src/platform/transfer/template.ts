import { type CellValue, type ColumnDef, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { forbidden } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { describeCatalog } from '../records/describe.ts'
import { mayImport } from './targets.ts'
import { type TemplateColumn, templateColumns } from './template-columns.ts'
import { fittingWidth } from './writing/sheet-writer.ts'
import { columnLetters, sheetName } from './writing/sheet-xml.ts'

/** Rows that get a list to choose from and a hint. */
const PREPARED_ROWS = 5000

/**
 * A workbook to fill in: a sheet with a column for each field that this person may import, where a click tells what belongs there and a
 * choice offers its options; a sheet that explains each column; a filled-in example. In his language, with the company's own fields.
 * @throws Problem `forbidden`
 */
export async function importTemplate(ctx: Context, object: ObjectDefinition): Promise<{ name: string; file: Buffer }> {
  if (!mayImport(ctx, object)) throw forbidden('import.run')
  const described = describeCatalog(ctx).find(one => one.name === object.name)
  const label = described?.labelPlural ?? object.plural
  const say = (key: string): string => translate(ctx.locale, `transfer.template.${key}`)
  const columns = templateColumns(ctx, object, described)
  const lists = columns.flatMap(({ options, isMany }) => (options && !isMany ? [options] : []))
  const sheets: WriteSheet[] = [
    fillSheet(label, columns, say('choices')),
    explanation(columns, say),
    {
      ...sheetOf(say('example'), [columns.map(column => column.header), columns.map(column => column.example)]),
      columns: columns.map(({ header, example }) => ({ width: fittingWidth([header, example]) })),
    },
    ...(lists.length > 0 ? [{ ...sheetOf(say('choices'), turned(lists)), hidden: true }] : []),
  ]
  return { name: `${label} ${say('name')}.xlsx`, file: Buffer.from(await writeXlsx({ sheets })) }
}

/** The sheet to fill in. Ids and phones are text from the beginning, so that no digit is lost. */
function fillSheet(label: string, columns: readonly TemplateColumn[], choices: string): WriteSheet {
  let list = 0
  return {
    ...sheetOf(label, [columns.map(column => column.header)]),
    columns: columns.map(
      ({ header, type }): ColumnDef => ({
        width: fittingWidth([header, ' '.repeat(12)]),
        ...(asText.has(type) && { numFmt: '@' }),
        ...(type === 'date' && { numFmt: 'yyyy-mm-dd' }),
      }),
    ),
    dataValidations: columns.map((column, index): DataValidation => {
      const range = `${columnLetters(index)}2:${columnLetters(index)}${PREPARED_ROWS + 1}`
      const told = {
        allowBlank: true,
        showInputMessage: true,
        inputTitle: column.header.slice(0, 32),
        inputMessage: column.hint.slice(0, 255),
        range,
      }
      if (!column.options || column.isMany || column.options.length === 0)
        return { type: 'custom', formula1: 'TRUE', ...told }
      const letters = columnLetters(list++)
      const place = `'${sheetName(choices, 0).replaceAll("'", "''")}'!$${letters}$1:$${letters}$${column.options.length}`
      return { type: 'list', formula1: place, ...told }
    }),
  }
}

const asText = new Set(['text', 'phones', 'emails', 'wechats', 'serial', 'url'])

function explanation(columns: readonly TemplateColumn[], say: (key: string) => string): WriteSheet {
  const rows = columns.map(({ header, isRequired, hint, options }) => [
    header,
    isRequired ? say('required') : '',
    hint,
    options?.join(' / ') ?? '',
  ])
  return {
    ...sheetOf(say('explanation'), [['column', 'must', 'what', 'options'].map(say), ...rows]),
    columns: [{ width: 24 }, { width: 10 }, { width: 70 }, { width: 50 }],
  }
}

const sheetOf = (name: string, rows: CellValue[][]): WriteSheet => ({
  name: sheetName(name, 0),
  rows,
  freezePane: { rows: 1 },
  cells: new Map(rows[0]?.map((_, index) => [`0,${index}`, { style: { font: { bold: true } } }])),
})

/** Each list in a column of its own. */
const turned = (lists: readonly (readonly string[])[]): CellValue[][] =>
  Array.from({ length: Math.max(...lists.map(list => list.length)) }, (_, row) => lists.map(list => list[row] ?? null))
