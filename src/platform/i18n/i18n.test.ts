import { expect, test } from 'vitest'
import { hasMessage, localeOf, registerMessages, translate } from './index.ts'

test('a text is filled from its parameters and nothing in it is escaped', () => {
  expect(translate('zh', 'problems.field.too_long', { max: 200 })).toBe('太长了，最多 200 个字。')
  expect(translate('en', 'problems.field.unknown_option', { text: '<b>&"{max}' })).toContain('“<b>&"{max}”')
})

test('a key without text is given back, and is known not to have one', () => {
  expect(translate('zh', 'problems.never.heard.of')).toBe('problems.never.heard.of')
  expect(hasMessage('zh', 'problems.never.heard.of')).toBe(false)
  expect(hasMessage('en', 'problems.invalid')).toBe(true)
})

test("a module's words are added in both languages, and a text and what stands below its key are both texts", () => {
  registerMessages({
    zh: { book: { verbs: { lend: { label: '借出', until: '归还日期' } }, found_other: '{count} 本' } },
    en: { 'book.verbs.lend.label': 'Lend', book: { found_one: 'one book', found_other: '{count} books' } },
  })
  expect(translate('zh', 'book.verbs.lend.label')).toBe('借出')
  expect(translate('en', 'book.verbs.lend.label')).toBe('Lend')
  expect(translate('zh', 'book.verbs.lend.until')).toBe('归还日期')
  expect(translate('en', 'book.found', { count: 1 })).toBe('one book')
  expect(translate('en', 'book.found', { count: 3 })).toBe('3 books')
  expect(translate('zh', 'book.found', { count: 1 })).toBe('1 本')
  expect(hasMessage('zh', 'problems.invalid')).toBe(true)
})

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr, en;q=0.5, zh;q=0.7', 'zh'],
  ['zh;q=0, en', 'en'],
  ['fr-FR', null],
  ['', null],
  [undefined, null],
])('Accept-Language %s is %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
