import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentDisposition, tidyFileName } from './file-name.ts'

it.each([
  ['合同 终稿.pdf', '合同 终稿.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\li\\合同.docx', '合同.docx'],
  ['a\u0000b.pdf', 'ab.pdf'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie: x=1.pdf'],
  ['...', 'file'],
  ['', 'file'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(196)}.pdf`],
])('calls %j %j', (given, name) => {
  expect(tidyFileName(given)).toBe(name)
})

it('whatever a file is called, its header is one line and its name no path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
      const name = tidyFileName(given)
      expect(name).not.toMatch(/[/\\\p{Cc}]/u)
      expect([...name].length).toBeLessThanOrEqual(200)
      expect(contentDisposition('attachment', name)).toMatch(/^attachment; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
    }),
  )
})
