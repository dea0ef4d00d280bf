import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldQuery, haystackOf, phoneQuery, phoneTokens, queryTokens, tokensOf } from './tokens.ts'

const finds = (text: string, query: string): boolean => {
  const haystack = haystackOf(text)
  const tokens = new Set(tokensOf(haystack))
  const folded = foldQuery(query)
  return folded !== '' && queryTokens(folded).every(token => tokens.has(token)) && haystack.includes(folded)
}

it.each([
  ['北京华星科技有限公司', '华星'],
  ['北京华星科技有限公司', 'huaxing'],
  ['北京华星科技有限公司', 'hxkj'],
  ['北京华星科技有限公司', 'bjhx'],
  ['重庆长城', 'chongqing'],
  ['单雄信', 'shan'],
  ['单雄信', 'dan'],
  ['仇英', 'qiu'],
  ['Acme Corporation', 'acme c'],
  ['Acme Corporation', 'PORAT'],
  ['Ａｃｍｅ', 'acme'],
  ['GTX-Pro', 'gtxpro'],
])('%s is found by %s', (text, query) => {
  expect(finds(text, query)).toBe(true)
})

it.each([
  ['北京华星', '星京'],
  ['北京华星', '华'],
  ['北京华星', 'hb'],
  ['abc', 'ac'],
])('%s is not found by %s', (text, query) => {
  expect(finds(text, query)).toBe(false)
})

it('every two neighbouring characters of a text find it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[一-龥a-z0-9]{2,20}$/), fc.nat(), (text, at) => {
      const characters = [...text]
      const start = at % (characters.length - 1)
      return finds(text, characters.slice(start, start + 2).join(''))
    }),
  )
})

it('a phone number is found by its beginning and by its last four digits', () => {
  const { tokens, haystack } = phoneTokens('+8613812345678')
  for (const query of ['1381', '138 1234', '13812345678', '+86 138'])
    expect(tokens, query).toContain(phoneQuery(query)?.start)
  expect(tokens).toContain(phoneQuery('5678')?.tail)
  expect(haystack).toContain('13812345678')
  expect(phoneTokens('+861088886666').tokens).toContain(phoneQuery('010-8888')?.start)
  expect(phoneQuery('华星')).toBeNull()
  expect(phoneQuery('123')).toBeNull()
})
