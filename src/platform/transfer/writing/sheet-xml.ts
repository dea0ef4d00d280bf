// Words of the XML in which a workbook is written (ECMA-376, part 1).

/** What one cell of a spreadsheet may hold. */
export const CELL_MAX = 32_767

/** Text as it may stand in XML; what XML cannot say is written as Excel does it: `_x000D_`. */
export function xmlText(text: string): string {
  const literal = text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text
  return literal.replace(unsayable, found => escapes[found] ?? escaped(found))
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const unsayable =
  // oxlint-disable-next-line no-control-regex -- these are what XML cannot carry
  /[&<>"\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const escaped = (character: string): string => {
  const code = character.charCodeAt(0)
  return code >= 0xd800 && code <= 0xdfff ? '\uFFFD' : `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`
}

/** A column by its letters, from 0: A, B … Z, AA. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

/** A name that a sheet may have: at most 31 characters, none of `[]:*?/\`, no apostrophe at its ends. */
export function sheetName(wanted: string, part: number): string {
  const suffix = part === 0 ? '' : ` ${part + 1}`
  const plain =
    wanted
      .replace(/[[\]:*?/\\]|\p{Cc}/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  return (
    [...plain]
      .slice(0, 31 - suffix.length)
      .join('')
      .trim() + suffix
  )
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What stands before the rows of a sheet: the header stays in sight, each column has its width in characters. */
export const sheetStart = (widths: readonly number[]): string =>
  `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

export const sheetEnd = '</sheetData></worksheet>'

/** The parts beside the sheets, for sheets of these names. */
export const workbookParts = (names: readonly string[], styles: string): { name: string; text: string[] }[] => [
  { name: 'xl/styles.xml', text: [styles] },
  {
    name: 'xl/workbook.xml',
    text: [
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
        .map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    text: [
      `${DECLARATION}<Relationships xmlns="${RELATIONS}">${names
        .map((_, index) => relation(index + 1, `${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`))
        .join('')}${relation(names.length + 1, `${OFFICE}/styles`, 'styles.xml')}</Relationships>`,
    ],
  },
  {
    name: '_rels/.rels',
    text: [
      `${DECLARATION}<Relationships xmlns="${RELATIONS}">${relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml')}</Relationships>`,
    ],
  },
  {
    name: '[Content_Types].xml',
    text: [
      `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${names
        .map(
          (_, index) =>
            `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
        )
        .join('')}</Types>`,
    ],
  },
]

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`

/** The style sheet: style 0 is plain, 1 the header, and then one for each of these number formats. */
export const styleSheet = (formats: readonly string[]): string =>
  `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length + 1}">${['General', ...formats]
    .map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${xmlText(format)}"/>`)
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFF3FA"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>${formats
    .map(
      (_, index) => `<xf numFmtId="${165 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    )
    .join(
      '',
    )}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
