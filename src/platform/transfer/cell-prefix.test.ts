import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardCell, unguardCell } from './cell-prefix.ts'

test.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '  =1+1', "'=1", '-2+A3'])(
  '%j is guarded',
  text => {
    expect(guardCell(text)).toBe(`'${text}`)
  },
)
test.each(['+86 138-1234-5678', '-12.50', '-3%', '(021) 6234-5678', 'a=b', '', "it's", "'quoted'", '1-2'])(
  '%j stays as it is',
  text => {
    expect(guardCell(text)).toBe(text)
  },
)
test('whatever was guarded comes back as it was', () => {
  const risky = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', ' ', '\t', '1', 'a', '公') })
  fc.assert(
    fc.property(fc.oneof(risky, fc.string()), text => {
      expect(unguardCell(guardCell(text))).toBe(text)
    }),
    { numRuns: 2000 },
  )
})
