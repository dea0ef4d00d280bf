import { expect, test } from 'vitest'
import { groupDigits, readAmount } from './amounts.ts'

test('separators change no digit, however long the figure is', () => {
  expect(groupDigits('1234567.50')).toBe('1,234,567.5')
  expect(groupDigits('-1000')).toBe('-1,000')
  expect(groupDigits('12345678901234567890.12345678')).toBe('12,345,678,901,234,567,890.12345678')
  expect(groupDigits('0')).toBe('0')
  expect(groupDigits('12万')).toBe('12万')
})

test('amounts are read as people type them; what is none is not guessed', () => {
  expect(readAmount('12万', 4)).toBe('120000')
  expect(readAmount('1.5亿', 4)).toBe('150000000')
  expect(readAmount('¥1,234.50', 4)).toBe('1234.5')
  expect(readAmount('十二', 4)).toBeNull()
  expect(readAmount('1.38E+10', 4)).toBeNull()
  expect(readAmount('1.23456', 4)).toBeNull()
})
