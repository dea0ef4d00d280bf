import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldType, richText } from './index.ts'
import { cleanHtml, htmlOfText, textOfHtml } from './rich-text.ts'

const type = fieldType('richText')
const parse = (value: unknown): unknown => {
  const read = type.parse(value, richText())
  return read.ok ? read.value : read.code
}

it('keeps what an editor makes', () => {
  const html =
    '<h2>标题</h2><p>一<strong>二</strong><em>三</em><u>四</u><s>五</s><br />六</p><ul><li><p>点</p></li></ul><ol start="3"><li>x</li></ol><blockquote><p>引</p></blockquote><pre><code>a &lt; b</code></pre><hr />'
  expect(parse(html)).toBe(html)
})

it.each([
  ['<p onclick="alert(1)">a</p>', '<p>a</p>'],
  ['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
  ['<p>a<img src=x onerror=alert(1)></p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
  ['<a href="jav&#x09;ascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
  ['<a href="data:text/html,<script>1</script>">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
  ['<a href="//evil.example">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
  ['<svg><script>alert(1)</script></svg><p>a</p>', '<p>a</p>'],
  ['<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math><p>a</p>', '<p>a</p>'],
  ['<iframe srcdoc="<script>1</script>">x</iframe><p>a</p>', '<p>a</p>'],
  ['<p style="position:fixed;inset:0">a</p>', '<p>a</p>'],
  ['<form action="https://evil.example"><input name=p><p>a</p></form>', '<p>a</p>'],
  ['<p class="ant-btn" id="root">a</p>', '<p>a</p>'],
  ['<div>a</div>', '<p>a</p>'],
  ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', ''],
  ['<!--><img src=x onerror=alert(1)>-->', '--&gt;'],
  ['<b>a', '<strong>a</strong>'],
])('cleans %s', (hostile, clean) => {
  expect(cleanHtml(hostile)).toBe(clean)
  expect(cleanHtml(clean)).toBe(clean)
})

it('is clean after one washing, whatever came', () => {
  const bits = fc.constantFrom(
    '<',
    '>',
    '<p',
    '<a href="',
    'javascript:',
    '"',
    "'",
    ' onerror=',
    '<script>',
    '</script>',
    '<svg>',
    '&lt;',
    '<!--',
    '-->',
    '文',
    '<b>',
    '</b>',
    '<style>',
    '`',
    '/',
  )
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 12 }), parts => {
      const clean = cleanHtml(parts.join(''))
      expect(cleanHtml(clean)).toBe(clean)
      expect(clean).not.toMatch(/<(?!\/?(?:p|h[234]|ul|ol|li|blockquote|pre|br|hr|strong|em|u|s|code|a)[\s/>])/)
      expect(clean.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/)
    }),
    { numRuns: 500 },
  )
})

it('is empty when nothing is said', () => {
  for (const html of ['<p></p>', '<p> </p><p></p>', '<script>1</script>', '<br>']) expect(parse(html), html).toBe('')
})

it('stands in a file as plain text, and text that looks like a tag stays text', () => {
  expect(textOfHtml('<h2>标题</h2><ul><li><p>一</p></li><li><p>二 &amp; 三</p></li></ul>')).toBe('标题\n一\n二 & 三')
  for (const text of ['第一行\n第二行', '<script>alert(1)</script>', 'a & b < c', '&lt;', '"引号" \'单\'']) {
    const read = type.fromCell?.(text, richText(), { dateOrder: 'ymd', timeZone: 'UTC' })
    expect(read?.ok && type.toCell(read.value, richText())).toBe(text)
    expect(read?.ok && read.value).not.toContain('<script')
  }
  expect(htmlOfText('<b>')).toBe('<p>&lt;b&gt;</p>')
})

it('refuses what is no text, and too much of it', () => {
  for (const value of [1, {}, []]) expect(parse(value)).toBe('field.not_text')
  expect(parse('a\u0000')).toBe('field.control_character')
  expect(parse('长'.repeat(100_001))).toBe('field.too_long')
})
