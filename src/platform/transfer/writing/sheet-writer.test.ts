import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { columnLetters, sheetName } from './sheet-xml.ts'
import { type SheetCell, writeSheet } from './sheet-writer.ts'

async function* given(rows: readonly SheetCell[][]): AsyncGenerator<SheetCell[], void, undefined> {
  yield* rows
}

const columns = ['甲', '乙', '丙'].map(header => ({ header, width: 12 }))

async function opened(rows: readonly SheetCell[][], rowsPerSheet?: number): Promise<ExcelJS.Workbook> {
  const file = await buffer(writeSheet(given(rows), { name: '客户', columns, ...(rowsPerSheet && { rowsPerSheet }) }))
  const workbook = new ExcelJS.Workbook()
  // exceljs declares a Buffer of its own.
  await workbook.xlsx.load(file as unknown as ArrayBuffer)
  return workbook
}

describe('another program reads', () => {
  test('text as text, days, moments, amounts, numbers and shares as what they are', async () => {
    const book = await opened([
      ['=1+1', "'quoted", '  spaces\nand _x000D_ <&> \u0001'],
      [{ as: 'date', value: '2026-03-01' }, { as: 'moment', value: '2026-03-01T08:30:15.250' }, '0012345678901234567'],
      [
        { as: 'money', value: '-12345.6', currency: 'CNY' },
        { as: 'percent', value: '12.5' },
        { as: 'number', value: '0.1' },
      ],
      [
        { as: 'money', value: '123456789012345.6789', currency: 'USD' },
        { as: 'date', value: '1899-12-31' },
        { as: 'number', value: '1234567890123456' },
      ],
    ])
    const sheet = book.getWorksheet('客户')
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet?.getRow(1).values).toEqual([undefined, '甲', '乙', '丙'])
    expect(sheet?.getCell('A1').font?.bold).toBe(true)
    expect(sheet?.getCell('A2')).toMatchObject({ value: '=1+1', type: ExcelJS.ValueType.String })
    expect(sheet?.getCell('B2').value).toBe("'quoted")
    expect(sheet?.getCell('A3').value).toEqual(new Date('2026-03-01T00:00:00Z'))
    expect(sheet?.getCell('A3').numFmt).toBe('yyyy-mm-dd')
    expect(sheet?.getCell('B3').value).toEqual(new Date('2026-03-01T08:30:15.250Z'))
    expect(sheet?.getCell('C3').value).toBe('0012345678901234567')
    expect(sheet?.getCell('A4')).toMatchObject({ value: -12345.6, numFmt: '[$¥]#,##0.00' })
    expect(sheet?.getCell('B4')).toMatchObject({ value: 0.125, numFmt: '0.0%' })
    expect(sheet?.getCell('C4').value).toBe(0.1)
    // What a spreadsheet would spoil is text.
    expect(sheet?.getRow(5).values).toEqual([undefined, '123456789012345.6789', '1899-12-31', '1234567890123456'])
  })

  test('further sheets after the last row of one, each with the header', async () => {
    const book = await opened(
      Array.from({ length: 7 }, (_, index) => [`${index}`, null, null]),
      4,
    )
    expect(book.worksheets.map(sheet => sheet.name)).toEqual(['客户', '客户 2', '客户 3'])
    expect(book.worksheets.map(sheet => sheet.getColumn(1).values.slice(1))).toEqual([
      ['甲', '0', '1', '2'],
      ['甲', '3', '4', '5'],
      ['甲', '6'],
    ])
  })
})

test('an empty list is a file with a header', async () => {
  expect((await opened([])).worksheets[0]?.rowCount).toBe(1)
})

test('a list that fails breaks the file off, and nobody takes it for whole', async () => {
  const failing = async function* (): AsyncGenerator<SheetCell[], void, undefined> {
    yield ['1', null, null]
    throw new Error('gone')
  }
  await expect(buffer(writeSheet(failing(), { name: 'x', columns }))).rejects.toThrow('gone')
})

test('names of sheets and columns are ones that Excel takes', () => {
  expect(sheetName("[客户]: 2026/03 'x'", 0)).toBe("客户   2026 03 'x")
  expect(sheetName('长'.repeat(40), 11)).toBe(`${'长'.repeat(28)} 12`)
  expect([0, 25, 26, 701, 702, 16383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
})
