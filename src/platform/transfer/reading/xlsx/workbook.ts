import { Problem } from '../../../errors.ts'
import type { NumberReading } from './cell-text.ts'
import { type Shown, shownBy } from './number-format.ts'
import { attribute, readXml, type XmlEvents } from './xml.ts'
import { damaged, hostile, type ZipFile } from './zip-file.ts'

/** What a workbook says of itself. */
export interface Workbook {
  /** Those that are not hidden, in the order of their tabs, with the parts in which they stand. */
  sheets: { name: string; part: string }[]
  sharedTexts: string | null
  numbers: NumberReading
}

/** Parts other than sheets and texts are small; a larger one is no work of a spreadsheet program. */
const SMALL = 32 * 1024 * 1024
const MOST_SHEETS = 1000

/**
 * Reads what a workbook is made of. Only parts inside of the file are ever looked at; what it refers to outside is refused.
 * Problems `import.not_workbook`, `import.workbook_macros`, `import.workbook_hostile`, `import.workbook_damaged`.
 */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) throw new Problem(422, 'import.not_workbook')
  if (zip.names.some(name => /vbaproject\.bin$|\.xlm$|macrosheets\//.test(name)))
    throw new Problem(422, 'import.workbook_macros')
  const book = (await relations(zip, '')).find(({ type }) => type.endsWith('/officeDocument'))
  if (!book || !zip.has(book.target)) throw new Problem(422, 'import.not_workbook')
  // Word and PowerPoint pack their files the same way.
  if (!/\.xml$/i.test(book.target) || !/workbook/i.test(book.target)) throw new Problem(422, 'import.not_workbook')
  const linked = await relations(zip, book.target)
  const { sheets, is1904 } = await readSheets(zip, book.target)
  const partOf = (type: string): string | null => linked.find(one => one.type.endsWith(type))?.target ?? null
  const styles = partOf('/styles')
  const sharedTexts = partOf('/sharedStrings')
  const found = sheets.flatMap(({ name, id }) => {
    const link = linked.find(one => one.id === id && one.type.endsWith('/worksheet'))
    return link && zip.has(link.target) ? [{ name, part: link.target }] : []
  })
  if (found.length === 0) throw new Problem(422, 'import.empty_file')
  return {
    sheets: found,
    sharedTexts: sharedTexts !== null && zip.has(sharedTexts) ? sharedTexts : null,
    numbers: { is1904, shown: styles !== null && zip.has(styles) ? await readStyles(zip, styles) : [] },
  }
}

interface Relation {
  id: string
  type: string
  target: string
}

/** What a part refers to; of its hyperlinks and outer references nothing. */
async function relations(zip: ZipFile, part: string): Promise<Relation[]> {
  const cut = part.lastIndexOf('/') + 1
  const folder = part.slice(0, cut)
  const name = `${folder}_rels/${part.slice(cut)}.rels`
  if (!zip.has(name)) return []
  const found: Relation[] = []
  await readSmall(zip, name, {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return
      const [id = '', type = '', target = ''] = ['Id', 'Type', 'Target'].map(one => attribute(attributes, one))
      const isRead = /\/(officeDocument|worksheet|styles|sharedStrings)$/.test(type)
      if (isRead && attribute(attributes, 'TargetMode') === 'External') throw hostile()
      if (isRead) found.push({ id, type, target: resolved(folder, target) })
      if (found.length > MOST_SHEETS) throw hostile()
    },
  })
  return found
}

/** A target is told from the folder of the part that refers to it, or from the root. */
function resolved(folder: string, target: string): string {
  const path: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

async function readSheets(
  zip: ZipFile,
  part: string,
): Promise<{ sheets: { name: string; id: string }[]; is1904: boolean }> {
  const sheets: { name: string; id: string }[] = []
  let is1904 = false
  await readSmall(zip, part, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (tag !== 'sheet' || /^(hidden|veryHidden)$/.test(attribute(attributes, 'state') ?? '')) return
      if (sheets.length >= MOST_SHEETS) throw hostile()
      sheets.push({ name: (attribute(attributes, 'name') ?? '').slice(0, 100), id: attribute(attributes, ':id') ?? '' })
    },
  })
  return { sheets, is1904 }
}

/** How the numbers of each cell style are shown. */
async function readStyles(zip: ZipFile, part: string): Promise<Shown[]> {
  const codes = new Map<number, string>()
  const shown: Shown[] = []
  let isInCells = false
  await readSmall(zip, part, {
    open: (tag, attributes) => {
      if (tag === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), (attribute(attributes, 'formatCode') ?? '').slice(0, 500))
      else if (tag === 'cellXfs') isInCells = true
      else if (tag === 'xf' && isInCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        shown.push(shownBy(id, codes.get(id)))
      }
      if (codes.size > 100_000 || shown.length > 100_000) throw hostile()
    },
    close: tag => {
      if (tag === 'cellXfs') isInCells = false
    },
  })
  return shown
}

const nothing = (): void => undefined

async function readSmall(zip: ZipFile, name: string, events: Partial<XmlEvents>): Promise<void> {
  await readXml(atMost(zip.read(name)), { open: nothing, close: nothing, text: nothing, ...events })
}

async function* atMost(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let count = 0
  for await (const chunk of bytes) {
    count += chunk.length
    if (count > SMALL) throw damaged()
    yield chunk
  }
}
