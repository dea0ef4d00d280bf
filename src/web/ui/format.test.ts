import { expect, test } from 'vitest'
import { daysUntil, formatDay, formatInstant, formatMoney, formatNumber, formatPercent, formatTime } from './format.ts'

test('money keeps every digit of a decimal string, with the decimals of its currency', () => {
  expect(formatMoney('1234.5', { currency: 'CNY', locale: 'zh' })).toBe('¥1,234.50')
  expect(formatMoney('99999999999999.9999', { currency: 'CNY', locale: 'zh' })).toBe('¥99,999,999,999,999.9999')
  expect(formatMoney('0.1050', { currency: 'USD', locale: 'en' })).toBe('$0.105')
  expect(formatMoney('1200', { currency: 'JPY', locale: 'en' })).toBe('¥1,200')
  expect(formatMoney('-5.00', { currency: 'USD', locale: 'en' })).toBe('-$5.00')
})

test('compact money is in 万 and 亿 in Chinese, in K and M in English', () => {
  expect(formatMoney('1234567.89', { currency: 'CNY', locale: 'zh', compact: true })).toBe('¥123.5万')
  expect(formatMoney('250000000', { currency: 'CNY', locale: 'zh', compact: true })).toBe('¥2.5亿')
  expect(formatMoney('1234567.89', { currency: 'USD', locale: 'en', compact: true })).toBe('$1.2M')
})

test('counts, quantities and shares', () => {
  expect(formatNumber(8800, { locale: 'zh' })).toBe('8,800')
  expect(formatNumber('1.00000001', { locale: 'en' })).toBe('1.00000001')
  expect(formatNumber(0.6311, { locale: 'en', decimals: 2 })).toBe('0.63')
  expect(formatPercent(63.15, 'zh')).toBe('63.15%')
})

test('a day is never shifted, and says its year only when it is another', () => {
  const today = '2026-11-22'
  expect(formatDay('2026-03-02', { locale: 'zh', today })).toBe('2026年3月2日')
  expect(formatDay('2026-03-02', { locale: 'zh', today, short: true })).toBe('3月2日')
  expect(formatDay('2017-03-02', { locale: 'en', today, short: true })).toBe('Mar 2, 2017')
  expect(daysUntil('2026-12-01', today)).toBe(9)
  expect(daysUntil('2026-11-20', today)).toBe(-2)
})

test("an instant is shown by the company's clocks", () => {
  const at = '2026-03-02T18:30:05Z'
  expect(formatInstant(at, { locale: 'zh', timeZone: 'Asia/Shanghai' })).toBe('2026年3月3日 02:30:05')
  expect(formatTime(at, { locale: 'en', timeZone: 'America/New_York' })).toBe('13:30')
})
