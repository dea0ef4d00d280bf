import { setTimeout as sleep } from 'node:timers/promises'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#platform/errors.ts'
import { openFile } from '#platform/transfer/reading/open-file.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { settled, tryUpload } from './importing.ts'
import { type HandMade, textRows, workbookOf, zipOf } from './workbooks.ts'

let company: TestCompany
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-hostile-'))
  // A folder for temporary files of its own: what other programs leave lying about is not this one's doing.
  process.env.TMPDIR = folder
  company = await openTestCompany()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The code with which a file is refused; `taken` when it is read to its end. */
async function verdict(file: Uint8Array): Promise<string> {
  const path = join(folder, 'upload')
  await writeFile(path, file)
  try {
    const opened = await openFile(path)
    try {
      for await (const _ of opened.rows) continue
    } finally {
      await opened.close()
    }
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code
  }
}
const verdictOn = async (given: HandMade): Promise<string> => verdict(await workbookOf(given))

/** The same through the program; `ready` when it is taken. */
async function verdictOfProgram(file: Uint8Array, name = 'x.xlsx'): Promise<string | undefined> {
  const { status, body } = await tryUpload(company.as.chen, { object: 'customer', name, file })
  expect([201, 413, 422]).toContain(status)
  if (status !== 201) return body.code
  const { state, problems } = await settled(company.as.chen, body.id)
  return state === 'failed' ? problems[0]?.code : state
}
const customers = textRows([['name'], ['甲']])
/** So much of the same, piece by piece. */
function* repeated(piece: string, megabytes: number): Generator<string, void, undefined> {
  const chunk = piece.repeat(Math.ceil(1_048_576 / piece.length))
  for (let count = 0; count < megabytes; count++) yield chunk
}
const sheet = 'xl/worksheets/sheet1.xml'

let most = 0
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 50)
afterAll(() => clearInterval(watching))

describe('bombs', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a sheet that is a thousand times larger than packed',
      () => workbookOf({ parts: { [sheet]: repeated(' ', 40) } }),
      'import.workbook_hostile',
    ],
    [
      'a table of texts that is',
      () => workbookOf({ rows: customers, parts: { 'xl/sharedStrings.xml': repeated('<si/>', 20) } }),
      'import.workbook_hostile',
    ],
    [
      'one text without an end',
      () =>
        workbookOf({
          parts: { [sheet]: ['<worksheet><sheetData><row><c t="inlineStr"><is><t>', ...repeated('x', 40)] },
        }),
      'import.workbook_hostile',
    ],
    [
      'one tag without an end',
      () => workbookOf({ parts: { [sheet]: ['<worksheet><sheetData><row a="', ...repeated('ab1 ', 8)] } }),
      'import.workbook_damaged',
    ],
    [
      'millions of styles',
      () => workbookOf({ rows: customers, parts: { 'xl/styles.xml': ['<s><cellXfs>', ...repeated('<xf/>', 2)] } }),
      'import.workbook_hostile',
    ],
    [
      'thousands of parts',
      () => zipOf(Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`p${index}`, 'x']))),
      'import.workbook_hostile',
    ],
  ])(
    '%s',
    async (_, made, code) => {
      const file = await made()
      const before = process.memoryUsage.rss()
      most = before
      expect(await verdict(file)).toBe(code)
      expect(await verdictOfProgram(file)).toBe(code)
      expect((most - before) / 1024 / 1024).toBeLessThan(200)
    },
    120_000,
  )
})

test('entities multiply nothing, and nothing is fetched', async () => {
  let calls = 0
  const outside = createServer((_request, response) => {
    calls++
    response.end('<!ENTITY x "y">')
  })
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/x`
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, name => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`
  const external = `<!DOCTYPE x SYSTEM "${url}" [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY u SYSTEM "${url}">]>`
  for (const type of [laughs, external])
    for (const part of [sheet, 'xl/workbook.xml', 'xl/sharedStrings.xml', '[Content_Types].xml', '_rels/.rels']) {
      const code = await verdictOn({
        rows: customers,
        parts: { [part]: `<?xml version="1.0"?>${type}<worksheet><sheetData>&e;&u;&j;</sheetData></worksheet>` },
      })
      // The list of content types is not even read.
      expect(code).toBe(part === '[Content_Types].xml' ? 'taken' : 'import.workbook_hostile')
    }
  const rels = (target: string): string =>
    `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="${target}" TargetMode="External"/></Relationships>`
  expect(await verdictOn({ rows: customers, parts: { 'xl/_rels/workbook.xml.rels': rels(url) } })).toBe(
    'import.workbook_hostile',
  )
  // Links to other workbooks are common and harmless: nobody follows them.
  const linked = {
    'xl/externalLinks/_rels/externalLink1.xml.rels': rels(url),
    'xl/externalLinks/externalLink1.xml': '<x/>',
  }
  expect(await verdictOn({ rows: customers, parts: linked })).toBe('taken')
  expect(calls).toBe(0)
  await new Promise(resolve => outside.close(resolve))
})

test('names that lead elsewhere, macros, other archives and broken ones are refused; archives within are not opened', async () => {
  for (const name of ['../../etc/cron.d/x', '/etc/passwd', 'xl\\..\\..\\x', 'C:/x'])
    expect(await verdictOn({ rows: customers, parts: { [name]: 'x' } })).toBe('import.workbook_hostile')
  expect(await verdictOn({ rows: customers, parts: { 'xl/vbaProject.bin': 'x' } })).toBe('import.workbook_macros')
  expect(await verdict(await zipOf({ 'readme.txt': 'hello' }))).toBe('import.not_workbook')
  const nested = (await zipOf({ 'deep.zip': 'x' })).toString('latin1')
  expect(await verdictOn({ rows: customers, parts: { 'xl/embeddings/nested.zip': nested } })).toBe('taken')
  const file = await workbookOf({ rows: customers })
  expect(await verdict(file.subarray(0, file.length - 30))).toBe('import.workbook_damaged')
  expect(await verdict(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('import.old_workbook')
  const secret = Buffer.from(file)
  const directory = secret.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  secret.writeUInt16LE(1, directory + 8)
  expect(await verdict(secret)).toBe('import.workbook_protected')
})

test('cells and ranges at impossible places cost nothing', async () => {
  const far = (place: string): string => `${customers}<row r="9"><c r="${place}"><v>1</v></c></row>`
  expect(await verdictOn({ rows: far('ZZZZZ9') })).toBe('import.workbook_damaged')
  expect(await verdictOn({ rows: `${customers}<row r="99999999999"/>` })).toBe('import.workbook_damaged')
  expect(await verdictOn({ rows: `${customers}<row r="2"><c><v>1</v></c></row>` })).toBe('import.workbook_damaged')
  // A cell in the last column refuses its row alone.
  expect(await verdictOn({ rows: far('XFD9') })).toBe('taken')
  expect(await verdictOn({ rows: `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>` })).toBe(
    'import.too_many_columns',
  )
  const merges = '<mergeCell ref="A1:XFD1048576"/>'.repeat(100_000)
  const parts = {
    [sheet]: `<worksheet><sheetData>${customers}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
  }
  expect(await verdictOn({ parts })).toBe('taken')
})

test('headers and cells that would poison an object are only text', async () => {
  const rows = textRows([
    ['name', '__proto__', 'constructor'],
    ['甲', '1', '2'],
  ])
  expect(await verdictOfProgram(await workbookOf({ rows }))).toBe('ready')
  expect(({} as Record<string, unknown>)['1']).toBeUndefined()
})

test('afterwards the program answers, and nothing lies about in the folder for temporary files', async () => {
  const response = await fetch(`${company.as.chen.cookies[0]?.url}/api/health/live`)
  expect(response.status).toBe(200)
  await sleep(100)
  const left = (await readdir(tmpdir())).filter(name => /^zhanggui-(texts|import)-[A-Za-z0-9]{6}$/.test(name))
  expect(left).toEqual([])
})
