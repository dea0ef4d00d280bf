import { expect, it } from 'vitest'
import { fieldType, normaliseUrl, url } from './index.ts'

it.each([
  ['example.com', 'https://example.com'],
  [' HTTP://Example.COM:80/ ', 'http://example.com'],
  ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c'],
  ['example.com:8080/x', 'https://example.com:8080/x'],
  ['https://例子.中国/产品', 'https://xn--fsqu00a.xn--fiqs8s/%E4%BA%A7%E5%93%81'],
  ['www.example.com.cn/', 'https://www.example.com.cn'],
])('reads %s as %s', (written, normal) => {
  expect(normaliseUrl(written)).toEqual({ ok: true, value: normal })
  expect(normaliseUrl(normal)).toEqual({ ok: true, value: normal })
})

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'ftp://example.com',
  'mailto:li@example.com',
  '//example.com',
  '/etc/passwd',
  'https://',
  'https://user:secret@example.com',
  'https://example.com" onclick="alert(1)',
  'https://exam\u202eple.com',
  '没有网站',
  'localhost:',
])('refuses %j', written => {
  expect(normaliseUrl(written)).toMatchObject({ ok: false, code: 'field.not_url' })
})

it('is of bounded length', () => {
  const field = url({ max: 30 })
  expect(fieldType('url').parse('example.com/', field)).toEqual({ ok: true, value: 'https://example.com' })
  for (const value of [`example.com/${'a'.repeat(40)}`, `a.cn/${'中'.repeat(10)}`])
    expect(fieldType('url').parse(value, field)).toMatchObject({ code: 'field.too_long' })
})
