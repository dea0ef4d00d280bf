import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '#platform/transfer/reading/open-file.ts'
import type { ReadChoices, ReadRow } from '#platform/transfer/reading/sheet-file.ts'
import { type SheetCell, writeSheet } from '#platform/transfer/writing/sheet-writer.ts'
import { type HandMade, textRows, workbookOf } from './workbooks.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function read(bytes: Uint8Array, choices: ReadChoices = {}) {
  const path = join(folder, `${files++}.xlsx`)
  await writeFile(path, bytes)
  const file = await openFile(path, choices)
  const rows: ReadRow[] = []
  for await (const row of file.rows) rows.push(row)
  await file.close()
  return { ...file, rows }
}
const cellsOf = async (given: HandMade, choices?: ReadChoices) =>
  (await read(await workbookOf(given), choices)).rows.map(row => row.cells)

describe('cells', () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="[$¥-804]#,##0.00;[Red]-#,##0.00"/><numFmt numFmtId="172" formatCode="000000"/><numFmt numFmtId="173" formatCode="[h]:mm"/><numFmt numFmtId="174" formatCode="yyyy/m/d h:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="174"/><xf numFmtId="10"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="58"/><xf numFmtId="20"/></cellXfs>'
  const cell = (value: string, style = 0, type = 'n') => `<c s="${style}" t="${type}"><v>${value}</v></c>`
  const one = async (xml: string, properties = '') => {
    const rows = `${textRows([['a']])}<row r="2">${xml}</row>`
    const { rows: found } = await read(await workbookOf({ rows, styles, properties }))
    return { text: found[0]?.cells[0], flaw: found[0]?.flaws?.[0] }
  }

  test.each([
    ['44197', 1, '2021-01-01'],
    ['44197', 2, '2021-01-01'],
    ['44197', 7, '2021-01-01'],
    ['44197.354166666664', 3, '2021-01-01 08:30:00'],
    ['1', 1, '1900-01-01'],
    ['59', 1, '1900-02-28'],
    ['61', 1, '1900-03-01'],
    ['0.354166666666667', 8, '08:30:00'],
    ['0.6', 4, '60%'],
    ['0.125', 4, '12.5%'],
    ['1234.5', 5, '1234.5'],
    ['42', 6, '000042'],
    ['1.3800138000E10', 0, '13800138000'],
    ['1443.9800000000002', 0, '1443.98'],
    ['0.1', 0, '0.1'],
    ['-0.00001', 0, '-0.00001'],
    ['1E-7', 0, '0.0000001'],
    ['123456789012345', 0, '123456789012345'],
  ])('the number %s in style %i is %s', async (value, style, text) => {
    expect(await one(cell(value, style))).toEqual({ text, flaw: undefined })
  })

  test('days are counted from 1904 where the workbook says so', async () => {
    expect(await one(cell('42735', 1), 'date1904="1"')).toMatchObject({ text: '2021-01-01' })
    expect(await one(cell('0', 1), 'date1904="true"')).toMatchObject({ text: '1904-01-01' })
  })

  test('ids that lost their end, errors and formulas without a result say so; formulas give what they came to', async () => {
    expect(await one(cell('1.10101199001011E+17'))).toEqual({ text: '110101199001011000', flaw: 'import.digits_lost' })
    expect(await one(cell('#N/A', 0, 'e'))).toEqual({ text: '#N/A', flaw: 'import.cell_error' })
    expect(await one('<c><f>WEBSERVICE("http://127.0.0.1/")</f></c>')).toEqual({
      text: '',
      flaw: 'import.no_formula_value',
    })
    expect(await one('<c t="str"><f>A1&amp;"x"</f><v>came to</v></c>')).toMatchObject({ text: 'came to' })
    expect(await one(cell('1', 0, 'b'))).toMatchObject({ text: 'TRUE' })
    expect(await one(cell('2021-01-01T00:00:00', 0, 'd'))).toMatchObject({ text: '2021-01-01' })
  })

  test('texts are kept as they are: shared, in runs, with escapes, without what is only to be pronounced', async () => {
    const sharedStrings =
      '<si><t xml:space="preserve"> 007 </t></si><si><r><t>李</t></r><r><t>明</t></r><rPh sb="0" eb="1"><t>lǐ</t></rPh></si><si><t>a_x000D_b_x005F_x0041_ &#x4E2D;<![CDATA[<&>]]></t></si>'
    const rows = `${textRows([['a', 'b', 'c', 'd']])}<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>99</v></c></row>`
    expect(await cellsOf({ rows, sharedStrings })).toEqual([[' 007 ', '李明', 'a\rb_x0041_ 中<&>', '']])
  })
})

describe('sheet and header', () => {
  test('the first visible sheet in which something stands, or the one that is chosen', async () => {
    const given = {
      sheets: [
        { name: '隐藏', state: 'hidden', rows: textRows([['x'], ['1']]) },
        { name: '客户', rows: textRows([['名称'], ['甲']]) },
        { name: '联系人', rows: textRows([['姓名'], ['乙']]) },
      ],
    }
    const file = await workbookOf(given)
    expect(await read(file)).toMatchObject({ sheets: ['Sheet1', '客户', '联系人'], sheet: '客户', headers: ['名称'] })
    expect(await read(file, { sheet: '联系人' })).toMatchObject({ sheet: '联系人', headers: ['姓名'] })
    await expect(read(file, { sheet: '隐藏' })).rejects.toMatchObject({ code: 'import.no_such_sheet' })
  })

  test('a title above the header is no header, merged groups above it name what has no name of its own', async () => {
    const rows = `<row r="1"><c t="inlineStr"><is><t>2026 年客户名单</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>名称</t></is></c><c r="B3" t="inlineStr"><is><t>联系方式</t></is></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>电话</t></is></c><c r="C4" t="inlineStr"><is><t>邮箱</t></is></c></row><row r="6"><c r="A6" t="inlineStr"><is><t>甲</t></is></c><c r="B6"><v>13800138000</v></c></row>`
    const names = ['名称', '电话', '邮箱']
    const known = (headers: readonly string[]) => headers.filter(header => names.includes(header)).length
    const file = await read(await workbookOf({ rows }), { known })
    expect(file).toMatchObject({ headerRow: 4, headers: ['名称', '电话', '邮箱'] })
    expect(file.rows).toEqual([{ row: 6, cells: ['甲', '13800138000', ''], damage: null }])
    expect(await read(await workbookOf({ rows }), { headerRow: 3 })).toMatchObject({ headers: ['名称', '联系方式'] })
    await expect(read(await workbookOf({ rows }), { headerRow: 5 })).rejects.toMatchObject({
      code: 'import.no_such_header',
    })
  })

  test('rows and cells may be left out, and keep their numbers', async () => {
    const rows = `${textRows([['a', 'b', 'c']])}<row r="5"><c r="C5"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`
    const { rows: found } = await read(await workbookOf({ rows }))
    expect(found.map(({ row, cells }) => [row, ...cells])).toEqual([
      [5, '', '', '1'],
      [1048576, '2', '', ''],
    ])
  })
})

describe('other programs', () => {
  test('what exceljs writes is read', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('客户')
    sheet.addRow(['名称', '日期', '金额', '占比'])
    sheet.mergeCells('E1:F1')
    const row = sheet.addRow(['甲公司', new Date('2026-03-01T00:00:00Z'), 1234.5, 0.6])
    row.getCell(2).numFmt = 'yyyy-mm-dd'
    row.getCell(4).numFmt = '0%'
    sheet.addRow([{ richText: [{ text: '乙' }, { text: '公司' }] }, null, { formula: 'C2*2', result: 2469 }])
    const file = await read(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(file.rows.map(one => one.cells)).toEqual([
      ['甲公司', '2026-03-01', '1234.5', '60%'],
      ['乙公司', '', '2469', ''],
    ])
  })

  test('whatever we write we read back', async () => {
    const texts = fc.string({ unit: 'binary', maxLength: 40 }).map(text => text.replaceAll('\u0000', '').toWellFormed())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 8 }), async rows => {
        const cells = async function* (): AsyncGenerator<SheetCell[], void, undefined> {
          yield* rows
        }
        const columns = ['a', 'b'].map(header => ({ header, width: 9 }))
        const file = await read(await buffer(writeSheet(cells(), { name: 'x', columns })), { headerRow: 1 })
        const wanted = rows.filter(row => row.some(cell => cell.trim() !== ''))
        expect(file.rows.filter(row => row.damage === null).map(row => row.cells)).toEqual(
          wanted.filter(row => row.every(cell => !/[\uFFFD]/.test(cell))),
        )
      }),
      { numRuns: 60 },
    )
  })
})
