import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { zipStream } from '#platform/transfer/writing/zip-stream.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** What a test puts into a workbook by hand; the rest is what every workbook has. */
export interface HandMade {
  /** What stands in `sheetData` of the first sheet. */
  rows?: string
  /** More sheets by name, and whether each is hidden. */
  sheets?: { name: string; rows: string; state?: string }[]
  sharedStrings?: string
  /** `numFmts` and `cellXfs` of the style sheet. */
  styles?: string
  /** Attributes of `workbookPr`. */
  properties?: string
  /** Parts as they are, also in place of those above. */
  parts?: Record<string, string | Iterable<string>>
}

/** A workbook file with these parts. */
export async function workbookOf(given: HandMade): Promise<Buffer> {
  const sheets = [{ name: 'Sheet1', rows: given.rows ?? '' }, ...(given.sheets ?? [])]
  const link = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`
  const parts: Record<string, string | Iterable<string>> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="x"><workbookPr ${given.properties ?? ''}/><sheets>${sheets
      .map(
        ({ name, ...sheet }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}" ${'state' in sheet ? `state="${sheet.state}"` : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, index) => link(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('')}${link(900, 'sharedStrings', 'sharedStrings.xml')}${link(901, 'styles', '/xl/styles.xml')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="x"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...(given.sharedStrings !== undefined && { 'xl/sharedStrings.xml': `<sst>${given.sharedStrings}</sst>` }),
    ...(given.styles !== undefined && { 'xl/styles.xml': `<styleSheet>${given.styles}</styleSheet>` }),
    ...given.parts,
  }
  return await zipOf(parts)
}

/** An archive of these parts. */
export async function zipOf(parts: Record<string, string | Iterable<string>>): Promise<Buffer> {
  const given = async function* () {
    for (const [name, text] of Object.entries(parts)) yield { name, text: typeof text === 'string' ? [text] : text }
  }
  return await buffer(Readable.from(zipStream(given())))
}

/** Rows of inline texts, from row 1. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map(cell => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('')
