import { expect, test } from 'vitest'
import { asTsv, blockOf, isInBlock, moved } from './grid-position.ts'

const size = { rows: 10, columns: 4, page: 5 }
const at = (row: number, column: number) => ({ at: { row, column }, anchor: { row, column } })

test('keys move within the grid and never out of it', () => {
  expect(moved(at(0, 0), 'j', size, false)?.at).toEqual({ row: 1, column: 0 })
  expect(moved(at(0, 0), 'k', size, false)?.at).toEqual({ row: 0, column: 0 })
  expect(moved(at(8, 2), 'PageDown', size, false)?.at).toEqual({ row: 9, column: 2 })
  expect(moved(at(3, 2), 'End', size, false)?.at).toEqual({ row: 3, column: 3 })
  expect(moved(at(3, 3), 'ArrowRight', size, false)?.at).toEqual({ row: 3, column: 3 })
})

test('other keys, and an empty grid, move nothing', () => {
  expect(moved(at(0, 0), 'q', size, false)).toBeNull()
  expect(moved(at(0, 0), 'toString', size, false)).toBeNull()
  expect(moved(at(0, 0), 'j', { ...size, rows: 0 }, false)).toBeNull()
})

test('with shift a block grows from where one began, in any direction', () => {
  const grown = moved(moved(at(5, 2), 'ArrowUp', size, true) ?? at(0, 0), 'ArrowLeft', size, true) ?? at(0, 0)
  expect(blockOf(grown)).toEqual({ from: { row: 4, column: 1 }, to: { row: 5, column: 2 } })
  expect(isInBlock(grown, 4, 2)).toBe(true)
  expect(isInBlock(grown, 3, 2)).toBe(false)
})

test('cells that hold tabs, line breaks or quotes stay one cell in the sheet', () => {
  expect(
    asTsv([
      ['a', 'b\tc'],
      ['两\n行', '说"好"'],
    ]),
  ).toBe('a\t"b\tc"\n"两\n行"\t"说""好"""')
})
