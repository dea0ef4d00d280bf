import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Encoding } from './encoding.ts'
import { importLimits } from './limits.ts'
import { openCsv } from './read-csv.ts'
import { separators } from './separator.ts'
import type { ReadRow } from './sheet-file.ts'
import { spool } from './spool.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-reading-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function read(bytes: Uint8Array | string, options: Parameters<typeof openCsv>[1] = {}) {
  const path = join(folder, `${files++}.csv`)
  await writeFile(path, bytes)
  const csv = await openCsv(path, options)
  const rows: ReadRow[] = []
  for await (const row of csv.rows) rows.push(row)
  return {
    encoding: csv.encoding,
    separator: csv.separator,
    headers: csv.headers,
    rows,
    cells: rows.map(row => row.cells),
  }
}

const bytesOf = (text: string, encoding: Encoding): Buffer => {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const little = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16be' ? little.swap16() : little
}

// 客户,城市 / 上海浦东科技,上海 / 长城汽车,北京 in GBK, as Excel in China writes it.
const gbk = Buffer.from(
  'bfcdbba72cb3c7cad00d0ac9cfbaa3c6d6b6abbfc6bcbc2cc9cfbaa30d0ab3a4b3c7c6fbb3b52cb1b1bea90d0a',
  'hex',
)

describe('encodings', () => {
  const text = '客户,城市\r\n上海浦东科技,上海\r\n"𠮷野家, 東京",日本\r\n'
  const expected = [
    ['上海浦东科技', '上海'],
    ['𠮷野家, 東京', '日本'],
  ]
  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('reads %s with its mark', async encoding => {
    const read1 = await read(bytesOf(`\uFEFF${text}`, encoding))
    expect(read1).toMatchObject({ encoding, headers: ['客户', '城市'], cells: expected })
  })
  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('reads %s without mark', async encoding => {
    expect(await read(bytesOf(text, encoding))).toMatchObject({ encoding, headers: ['客户', '城市'], cells: expected })
  })
  it('reads what Excel in China writes', async () => {
    const read1 = await read(gbk)
    expect(read1.encoding).toBe('gb18030')
    expect(read1.headers).toEqual(['客户', '城市'])
    expect(read1.rows.every(row => row.damage === null)).toBe(true)
    expect(read1.cells).toEqual([
      ['上海浦东科技', '上海'],
      ['长城汽车', '北京'],
    ])
  })
  it('shows a damaged byte in its row and keeps the rest', async () => {
    const whole = Buffer.from(`客户,城市\n${'上海浦东科技,上海\n'.repeat(50)}`)
    const damaged = Buffer.concat([whole, Buffer.from([0xe4, 0xb8]), Buffer.from('x,北京\n')])
    const read1 = await read(damaged)
    expect(read1.encoding).toBe('utf-8')
    expect(read1.rows.filter(row => row.damage !== null).map(row => [row.row, row.damage])).toEqual([
      [52, 'import.damaged_text'],
    ])
    expect(read1.cells[0]).toEqual(['上海浦东科技', '上海'])
  })
  it('refuses a spreadsheet and a picture', async () => {
    await expect(read(Buffer.from('504b0304140006000800', 'hex'))).rejects.toMatchObject({
      code: 'import.is_spreadsheet',
    })
    await expect(read(Buffer.from('89504e470d0a1a0a0000000d4948445200000000', 'hex'))).rejects.toMatchObject({
      code: 'import.not_text',
    })
  })
})

describe('shape', () => {
  it.each(separators)('finds the separator %j', async separator => {
    const lines = stringify(
      [
        ['name', 'note', 'amount'],
        ['Li, Wang; Co', 'a|b\tc', '1'],
        ['x', 'y', '2'],
      ],
      { delimiter: separator },
    )
    expect(await read(lines)).toMatchObject({
      separator,
      cells: [
        ['Li, Wang; Co', 'a|b\tc', '1'],
        ['x', 'y', '2'],
      ],
    })
  })
  it('takes the separator that Excel tells', async () => {
    expect(await read('sep=;\r\na;b\r\n1,5;2\r\n')).toMatchObject({
      separator: ';',
      headers: ['a', 'b'],
      cells: [['1,5', '2']],
    })
  })
  it('counts rows as a spreadsheet does, and skips blank ones', async () => {
    const { rows } = await read('a,b\n1,2\n\n,\n"3\n4",5\n')
    expect(rows).toEqual([
      { row: 2, cells: ['1', '2'], damage: null },
      { row: 5, cells: ['3\n4', '5'], damage: null },
    ])
  })
  it('keeps doubled and empty headers, and fills short rows', async () => {
    expect(await read('a,,a,,\n1\n1,2,3,,\n')).toMatchObject({
      headers: ['a', '', 'a'],
      cells: [
        ['1', '', ''],
        ['1', '2', '3'],
      ],
    })
  })
  it('marks rows that have more cells than the header', async () => {
    const { rows } = await read('a,b\n1,2,3\n1,2,\n')
    expect(rows.map(row => row.damage)).toEqual(['import.extra_cells', null])
  })
  it('keeps a stray quotation mark', async () => {
    expect((await read('a,b\n5" pipe,x\n')).cells).toEqual([['5" pipe', 'x']])
  })
  it('reads a file of one column', async () => {
    expect(await read('name\nA\nB')).toMatchObject({ headers: ['name'], cells: [['A'], ['B']] })
  })
  it('reads back whatever was written', async () => {
    const cell = fc
      .string({ unit: 'binary', maxLength: 12 })
      .map(text => text.replaceAll('\u0000', '').replaceAll('\uFFFD', ''))
    const filled = cell.map(text => `x${text}`)
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(columns =>
        fc.array(fc.tuple(filled, ...Array.from({ length: columns - 1 }, () => cell)), { minLength: 1, maxLength: 30 }),
      )
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...separators),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        async (rows, delimiter, encoding) => {
          const headers = (rows[0] ?? []).map((_, index) => `column ${index}`)
          const text = stringify([headers, ...rows], { delimiter, quoted: true, record_delimiter: '\r\n' })
          const back = await read(bytesOf(`\uFEFF${text}`, encoding), { separator: delimiter })
          expect(back.headers).toEqual(headers)
          expect(back.cells).toEqual(rows)
        },
      ),
      { numRuns: 120 },
    )
  })
  it('never breaks on rubbish: rows or a problem with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async bytes => {
        try {
          const { headers, cells } = await read(bytes)
          expect(cells.every(row => row.length === headers.length)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ name: 'Problem', code: expect.stringMatching(/^import\./) })
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('limits', () => {
  const limits = { ...importLimits, rows: 3, columns: 4, bytes: 2000, cell: 10, record: 500 }
  it('refuses an empty file', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'import.empty_file' })
    await expect(read('\uFEFF\r\n ,,\r\n')).rejects.toMatchObject({ code: 'import.empty_file' })
  })
  it('refuses too many bytes, rows, columns', async () => {
    await expect(read('a\n1\n'.repeat(600), { limits })).rejects.toMatchObject({
      status: 413,
      code: 'import.too_large',
    })
    await expect(read('a\n1\n2\n3\n4\n', { limits })).rejects.toMatchObject({
      code: 'import.too_many_rows',
      params: { max: 3 },
    })
    expect((await read('a\n1\n\n2\n3\n\n', { limits })).rows).toHaveLength(3)
    await expect(read('a,b,c,d,e\n', { limits })).rejects.toMatchObject({ code: 'import.too_many_columns' })
  })
  it('refuses the row of too long a cell, not the file', async () => {
    const { rows } = await read(`a,b\n${'x'.repeat(11)},1\ny,2\n`, { limits })
    expect(rows).toEqual([
      { row: 2, cells: ['x'.repeat(10), '1'], damage: 'import.cell_too_long' },
      { row: 3, cells: ['y', '2'], damage: null },
    ])
  })
  it('says where a quotation mark was never closed', async () => {
    await expect(read(`a,b\n1,2\n"3,4\n${'5,6\n'.repeat(200)}`, { limits })).rejects.toMatchObject({
      code: 'import.open_quote',
      params: { row: 3 },
    })
    await expect(read('a,b\n1,"2\n')).rejects.toMatchObject({ code: 'import.open_quote', params: { row: 2 } })
  })
  it('stops an upload that is too large and leaves nothing behind', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(300, 120)
    }
    await expect(spool(endless(), limits)).rejects.toMatchObject({ code: 'import.too_large' })
    const kept = await spool(
      (async function* () {
        yield Buffer.from('a\n1\n')
      })(),
      limits,
    )
    expect(kept.bytes).toBe(4)
    await kept.remove()
  })
})
