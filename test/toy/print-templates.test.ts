import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { beforeAll, expect, test } from 'vitest'
import { registerMessages } from '#platform/i18n/index.ts'
import { approvalsModule } from '#platform/approvals/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { docxOf } from '#platform/print/docx/starter.ts'
import { assemble } from '#platform/records/assembly.ts'
import { zipStream } from '#platform/transfer/writing/zip-stream.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { uploadFile } from '#test/harness/upload.ts'
import { papersModule } from './papers.ts'
import { makePurchases, purchasesModule } from './purchases.ts'

// The company's own Word files: filled with fields and tables of lines, and looked at before anything is made of them.

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let company: TestCompany
let as: TestCompany['as']

beforeAll(async () => {
  const modules = [peopleModule, approvalsModule, purchasesModule, papersModule]
  for (const module of modules) registerMessages(module.messages)
  await testProgram({ app: assemble(modules), seeders: [] })
  company = await openTestCompany()
  await makePurchases(company.db)
  as = company.as
})

const purchased = (values: object = {}): Promise<Body> =>
  as.li.post('/api/purchases', {
    name: '词典与书架',
    amount: '18016.61',
    currency: 'CNY',
    items: [
      { what: '现代汉语词典', copies: 3 },
      { what: '<w:t>注入</w:t> & "引号" {company}', copies: 1200 },
    ],
    ...values,
  })

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const cell = (text: string) => `<w:tc><w:tcPr/>${paragraph(text)}</w:tc>`
const documentOf = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${namespace}><w:body>${body}</w:body></w:document>`

const ordinary = () =>
  docxOf(
    documentOf(
      [
        paragraph(
          '采购单 {名称}（{name}）金额 {amount} 大写 {capitals} 负责人 {owner.name} 打印 {today} 公司 {company}',
        ),
        paragraph('{#remark}备注：{remark}{/remark}'),
        `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>${cell('序号')}${cell('内容')}${cell('数量')}</w:tr>
         <w:tr>${cell('{#items}{no}')}${cell('{what}')}${cell('{copies}{/items}')}</w:tr></w:tbl>`,
        paragraph('{constructor}{__proto__}{toString}完'),
      ].join(''),
    ),
  )

/** A Word file of these parts beside an ordinary one's. */
const withParts = async (more: Record<string, string | Buffer>): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(await ordinary())
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const add = async (content: Buffer, more: object = {}, status?: number, name = '采购模板.docx'): Promise<Body> => {
  const file = await uploadFile(as.chen, name, content)
  return as.chen.post(
    '/api/print-templates',
    { object: 'purchase', name: '采购模板', language: 'zh', file: file.id, ...more },
    status,
  )
}

const fileAt = async (person: Person, path: string): Promise<Buffer> => {
  const reply = await fetch(new URL(path, person.cookies[0]?.url), {
    headers: { cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return Buffer.from(await reply.arrayBuffer())
}

/** The words of a Word file, a line for each paragraph. */
const wordsOf = async (docx: Buffer): Promise<string> => {
  const xml = (await (await JSZip.loadAsync(docx)).file('word/document.xml')?.async('string')) ?? ''
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

test('a Word template is filled with fields, by name or label, and with a table of lines', async () => {
  const template = await add(await ordinary())
  const { id } = await purchased()
  expect((await as.li.get(`/api/purchases/${id}/prints`)).offered).toContainEqual({
    print: template.id,
    label: '采购模板',
    format: 'docx',
    languages: ['zh'],
    hasPreview: false,
  })
  const print = await as.li.post(`/api/purchases/${id}/print`, { print: template.id, language: 'zh' })
  expect(print).toMatchObject({ format: 'docx', name: '采购模板', fileName: '采购模板 词典与书架.docx' })
  const words = await wordsOf(await fileAt(as.li, `/api/prints/${print.id}/content`))
  expect(words).toContain('金额 ¥18,016.61 大写 人民币18016.61 负责人 李强')
  expect(words).toContain('（词典与书架）')
  expect(words).toContain('公司 海天科技')
  // What people typed stays what they typed: neither XML nor a tag.
  expect(words).toContain('1\n现代汉语词典\n3\n2\n<w:t>注入</w:t> & "引号" {company}\n1,200')
  // An empty condition leaves nothing, and names of the language itself are no values.
  expect(words).not.toContain('备注')
  expect(words).toContain('\n完')
  const filled = await purchased({ remark: '第一行\n第二行' })
  const again = await as.li.post(`/api/purchases/${filled.id}/print`, { print: template.id, language: 'zh' })
  const xml = await (await JSZip.loadAsync(await fileAt(as.li, `/api/prints/${again.id}/content`)))
    .file('word/document.xml')
    ?.async('string')
  expect(xml).toMatch(/备注：.*第一行.*<w:br\/>.*第二行/s)
})

test('what a template names is said before it is saved, and what nobody knows is named', async () => {
  const file = await uploadFile(as.chen, '采购.docx', await ordinary())
  const { tags } = await as.chen.post('/api/print-templates/look', {
    object: 'purchase',
    language: 'zh',
    file: file.id,
  })
  const known = tags.filter((tag: Body) => tag.isKnown).map((tag: Body) => tag.tag)
  expect(known).toEqual([
    'name',
    'amount',
    'capitals',
    'owner.name',
    'today',
    'company',
    'remark',
    'items',
    'no',
    'what',
    'copies',
  ])
  expect(tags.filter((tag: Body) => !tag.isKnown).map((tag: Body) => tag.tag)).toEqual([
    '名称',
    'constructor',
    '__proto__',
    'toString',
  ])
})

test('the starter names everything, is a sound template itself, and prints', async () => {
  const starter = await fileAt(as.chen, '/api/print-templates/starter?object=purchase&language=zh')
  const file = await uploadFile(as.chen, '示例.docx', starter)
  const { tags } = await as.chen.post('/api/print-templates/look', {
    object: 'purchase',
    language: 'zh',
    file: file.id,
  })
  expect(tags.length).toBeGreaterThan(15)
  expect(tags.filter((tag: Body) => !tag.isKnown)).toEqual([])
  const template = await add(starter, { name: '示例' })
  const { id } = await purchased({ name: '照单全收' })
  const sample = await fileAt(as.chen, `/api/print-templates/${template.id}/sample?record=${id}`)
  expect(await wordsOf(sample)).toContain('照单全收')
  expect(await wordsOf(await fileAt(as.chen, `/api/print-templates/${template.id}/sample`))).not.toMatch(
    /\{[#/]?items\}|\{amount\}/,
  )
  expect((await as.chen.get(`/api/purchases/${id}/prints`)).made).toEqual([])
})

test('a template that is replaced, turned off or removed prints so from then on, and what was printed stays', async () => {
  const template = await add(await ordinary(), { name: '一版' })
  const { id } = await purchased()
  const ask = { print: template.id, language: 'zh' }
  const first = await as.li.post(`/api/purchases/${id}/print`, ask)
  const file = await uploadFile(as.chen, '二版.docx', await docxOf(documentOf(paragraph('第二版 {name}'))))
  const said = { name: '二版', language: 'zh', isOn: true }
  const changed = await as.chen.put(`/api/print-templates/${template.id}`, { ...said, file: file.id, version: 1 })
  expect(changed).toMatchObject({ version: 2, fileName: '二版.docx' })
  expect((await as.chen.put(`/api/print-templates/${template.id}`, { ...said, version: 1 }, 409)).code).toBe(
    'print_template.changed',
  )
  const second = await as.li.post(`/api/purchases/${id}/print`, ask)
  expect(await wordsOf(await fileAt(as.li, `/api/prints/${second.id}/content`))).toBe('第二版 词典与书架\n')
  await as.chen.put(`/api/print-templates/${template.id}`, { ...said, isOn: false, version: 2 })
  await as.li.post(`/api/purchases/${id}/print`, ask, 404)
  await as.chen.delete(`/api/print-templates/${template.id}`)
  const { made } = await as.li.get(`/api/purchases/${id}/prints`)
  expect(made.map((one: Body) => [one.id, one.name])).toEqual([
    [second.id, '二版'],
    [first.id, '一版'],
  ])
  expect(await wordsOf(await fileAt(as.li, `/api/prints/${first.id}/content`))).toContain('词典与书架')
})

test('a template says what whoever prints may see, and no more', async () => {
  const template = await add(await ordinary(), { name: '按权限' })
  const { id } = await purchased()
  await setFieldRights(company, 'salesperson', { 'purchase.amount': 'hidden' })
  try {
    const print = await as.li.post(`/api/purchases/${id}/print`, { print: template.id, language: 'zh' })
    const words = await wordsOf(await fileAt(as.li, `/api/prints/${print.id}/content`))
    expect(words).toContain('金额  大写')
  } finally {
    await setFieldRights(company, 'salesperson', {})
  }
})

test('only who may change settings has to do with templates', async () => {
  const file = await uploadFile(as.li, '采购.docx', await ordinary())
  const template = await add(await ordinary(), { name: '设置' })
  const input = { object: 'purchase', name: 'x', language: 'zh', file: file.id }
  await as.li.get('/api/print-templates', 403)
  await as.li.post('/api/print-templates', input, 403)
  await as.li.post('/api/print-templates/look', { object: 'purchase', language: 'zh', file: file.id }, 403)
  await as.li.put(`/api/print-templates/${template.id}`, { name: 'x', language: 'zh', isOn: true, version: 1 }, 403)
  await as.li.delete(`/api/print-templates/${template.id}`, 403)
  await as.li.get(`/api/print-templates/${template.id}/content`, 403)
  // Somebody else's upload is nobody's file.
  await as.chen.post('/api/print-templates', input, 404)
})

const relations = (...rows: string[]) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
const relation = (kind: string, target: string) =>
  `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/>`
const field = (...runs: string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${runs.map(run => `<w:r><w:instrText xml:space="preserve">${run}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`

const hostile: Record<string, () => Promise<Buffer>> = {
  'a macro': () => withParts({ 'word/vbaProject.bin': Buffer.from('macro') }),
  'a picture from elsewhere': () =>
    withParts({ 'word/_rels/document.xml.rels': relations(relation('image', 'http://169.254.169.254/latest')) }),
  'a template from elsewhere': () =>
    withParts({ 'word/_rels/settings.xml.rels': relations(relation('attachedTemplate', 'file:///C:/evil.dotm')) }),
  'a link that runs something': () =>
    withParts({ 'word/_rels/document.xml.rels': relations(relation('hyperlink', 'file:///etc/passwd')) }),
  'an embedded program': () => withParts({ 'word/embeddings/oleObject1.bin': Buffer.from('ole') }),
  'another file within': () => docxOf(documentOf('<w:altChunk r:id="rId5"/>')),
  'a field that fetches': () => docxOf(documentOf(field('INCLUDEPICTURE "http://example.com/a.png"'))),
  'a field cut into runs': () => docxOf(documentOf(field(' DDE', 'AUTO c:\\windows\\system32\\cmd.exe'))),
  'a simple field that fetches': () =>
    docxOf(documentOf('<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;/etc/passwd&quot;"/></w:p>')),
  'a document type with entities': () =>
    docxOf('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'),
  'nesting without end': () => docxOf(documentOf('<w:p>'.repeat(5000) + '</w:p>'.repeat(5000))),
  'a name that leads out': () => withZip([{ name: '../../evil.xml', text: ['<x/>'] }]),
}

const withZip = async (parts: { name: string; text: (string | Buffer)[] }[]): Promise<Buffer> => {
  const own = [
    { name: '[Content_Types].xml', text: ['<Types/>'] },
    { name: 'word/document.xml', text: [documentOf('')] },
    ...parts,
  ]
  return buffer(zipStream(listed(own)))
}

async function* listed<T>(parts: readonly T[]): AsyncGenerator<T> {
  yield* parts
}

test.each(Object.keys(hostile))('a template with %s is refused, and says why', async kind => {
  const content = (await hostile[kind]?.()) ?? Buffer.alloc(0)
  const refused = await add(content, {}, 422)
  expect(refused.code).toBe('print_template.hostile')
  expect(refused.title).toContain('Word')
})

test('what is no Word file, a bomb, or half a tag is refused with what to do; a sound link stays', async () => {
  expect((await add(Buffer.from('not a zip'), {}, 422)).code).toBe('print_template.damaged')
  expect((await add(await ordinary(), {}, 422, 'a.doc')).fields[0].code).toBe('print_template.not_docx')
  const zeros = Buffer.alloc(1024 * 1024)
  const bomb = await withZip([{ name: 'word/media/bomb.bmp', text: Array.from({ length: 80 }, () => zeros) }])
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(['print_template.too_large', 'print_template.hostile']).toContain((await add(bomb, {}, 422)).code)
  expect((await add(await docxOf(documentOf(paragraph('{#items}{what}'))), {}, 422)).code).toBe('print_template.syntax')
  expect((await add(await ordinary(), { object: 'nothing' }, 422)).fields[0].code).toBe('print_template.no_noun')
  await add(
    await withParts({ 'word/_rels/document.xml.rels': relations(relation('hyperlink', 'https://example.com/')) }),
  )
})
