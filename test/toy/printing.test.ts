import { beforeAll, expect, test } from 'vitest'
import { registerMessages } from '#platform/i18n/index.ts'
import { approvalsModule } from '#platform/approvals/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import type { Person } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { papersModule } from './papers.ts'
import { makePurchases, purchasesModule } from './purchases.ts'

// Paper of any noun: what can be printed, what is kept of it, and by whom it is opened again.

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

const made = (values: object = {}): Promise<Body> =>
  as.li.post('/api/purchases', {
    name: '词典与书架',
    amount: '18016.61',
    currency: 'CNY',
    kind: 'books',
    neededOn: '2026-12-01',
    items: [
      { what: '现代汉语词典', copies: 3 },
      { what: '<b>牛津 & "高阶"</b>', copies: 1200 },
    ],
    ...values,
  })

const opened = (person: Person, id: string, query = '') =>
  fetch(new URL(`/api/prints/${id}/content${query}`, person.cookies[0]?.url), {
    headers: { cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })

const bytesOf = async (person: Person, id: string): Promise<Uint8Array> =>
  new Uint8Array(await (await opened(person, id)).arrayBuffer())

test('a record is printed: the file says names, sums and capitals exactly, and the print stands in the record', async () => {
  const record = await made()
  const offered = await as.li.get(`/api/purchases/${record.id}/prints`)
  expect(offered).toEqual({
    offered: [{ print: 'order', label: '订购单', format: 'pdf', languages: ['zh', 'en'], hasPreview: true }],
    made: [],
  })
  const print = await as.li.post(`/api/purchases/${record.id}/print`, { print: 'order', language: 'zh' })
  expect(print).toMatchObject({
    name: '订购单',
    language: 'zh',
    format: 'pdf',
    version: 1,
    isCurrent: true,
    canOpen: true,
  })
  expect(print.by.title).toBe('李强')
  expect(print.fileName).toBe('订购单 词典与书架.pdf')
  const [text = ''] = await textOfPdf(await bytesOf(as.li, print.id))
  for (const words of [
    '订购单',
    '词典与书架',
    '2026年12月1日',
    '现代汉语词典',
    '<b>牛津 & "高阶"</b>',
    '1,200',
    '¥18,016.61',
  ])
    expect(text).toContain(words)
  const shown = await opened(as.li, print.id, '?show=1')
  expect(shown.headers.get('content-type')).toBe('application/pdf')
  expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
  expect((await opened(as.li, print.id)).headers.get('content-disposition')).toMatch(/^attachment/)
  expect(text).toContain('人民币壹万捌仟零壹拾陆元陆角壹分')
  expect(text).toContain('盖章处')
  expect(text).toContain('第 1 页，共 1 页')
  const english = await as.li.post(`/api/purchases/${record.id}/print`, { print: 'order', language: 'en' })
  const [words = ''] = await textOfPdf(await bytesOf(as.li, english.id))
  expect(words).toContain('Purchase order')
  expect(words).toContain('December 1, 2026')
  expect(words).toContain('Page 1 of 1')
  const { made: list } = await as.wang.get(`/api/purchases/${record.id}/prints`)
  expect(list.map((one: Body) => [one.name, one.language])).toEqual([
    ['Purchase order', 'en'],
    ['订购单', 'zh'],
  ])
  const { entries } = await as.li.get(`/api/purchases/${record.id}/timeline`)
  expect(entries[0]).toMatchObject({ verb: 'print', reason: 'Purchase order 词典与书架.pdf' })
})

test('characters that the font lacks are named, and only those', async () => {
  const { id } = await made({ name: '北京𠮷祥书店' })
  const print = await as.li.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
  expect(print.missing).toEqual(['𠮷'])
})

test('what still needs consent says so on every page, and no longer afterwards', async () => {
  const { id } = await made()
  const preview = () => as.li.get(`/api/purchases/${id}/print-preview?print=order&language=zh`)
  expect((await preview()).document.watermark).toBe('草稿')
  await as.li.post(`/api/purchases/${id}/submit`, {})
  expect((await preview()).document.watermark).toBeUndefined()
  expect((await as.li.get(`/api/purchases/${id}/print-preview?print=order&language=en`)).document.title).toBe(
    'Purchase order',
  )
  // A preview leaves no trace.
  expect((await as.li.get(`/api/purchases/${id}/prints`)).made).toEqual([])
})

test('a print made before the record changed says so, and stays as it was', async () => {
  const { id } = await made()
  const print = await as.li.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
  await as.li.patch(`/api/purchases/${id}`, { name: '改名以后' })
  const {
    made: [kept],
  } = await as.li.get(`/api/purchases/${id}/prints`)
  expect(kept).toMatchObject({ id: print.id, isCurrent: false, version: 1, sha256: print.sha256 })
  const [text] = await textOfPdf(await bytesOf(as.li, print.id))
  expect(text).toContain('词典与书架')
  expect(text).not.toContain('改名以后')
})

test('two hundred lines repeat the header on every page, and no line is lost', async () => {
  const items = Array.from({ length: 200 }, (_, at) => ({ what: `第${at + 1}种书`, copies: at + 1 }))
  const { id } = await made({ items })
  const print = await as.li.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
  const pages = await textOfPdf(await bytesOf(as.li, print.id))
  expect(pages.length).toBeGreaterThan(3)
  const isOfTable = (page: string): boolean => /第\d+种书/.test(page)
  for (const page of pages.filter(isOfTable)) expect(page).toContain('序号')
  for (const page of pages.slice(1)) expect(page).toContain('词典与书架')
  const all = pages.join('\n')
  for (const { what } of items) expect(all).toContain(what)
  expect(pages.at(-1)).toContain(`第 ${pages.length} 页，共 ${pages.length} 页`)
})

test('who does not see the record neither prints it nor opens what was printed of it', async () => {
  const { id } = await made()
  const print = await as.li.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
  await as.zhao.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' }, 404)
  await as.zhao.get(`/api/purchases/${id}/prints`, 404)
  await as.zhao.get(`/api/purchases/${id}/print-preview?print=order&language=zh`, 404)
  expect((await opened(as.zhao, print.id)).status).toBe(404)
  expect((await opened(as.wang, print.id)).status).toBe(200)
  expect((await as.li.get(`/api/purchases/${id}/prints`)).made).toHaveLength(1)
  // The file is nobody's but the print's.
  const { rows } = await company.db
    .selectFrom('prints' as never)
    .select('file_id' as never)
    .execute()
    .then(rows => ({ rows: rows as Body[] }))
  for (const { file_id } of rows) await as.li.get(`/api/files/${file_id}/content`, 404)
})

test('a paper holds nothing that whoever prints it may not see, and is not opened by whoever sees less', async () => {
  const { id } = await made()
  const full = await as.wang.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
  await setFieldRights(company, 'salesperson', { 'purchase.neededOn': 'hidden' })
  try {
    const own = await as.li.post(`/api/purchases/${id}/print`, { print: 'order', language: 'zh' })
    const [text] = await textOfPdf(await bytesOf(as.li, own.id))
    expect(text).not.toContain('2026年12月1日')
    expect(text).toContain('词典与书架')
    expect((await opened(as.li, full.id)).status).toBe(404)
    const { made: list } = await as.li.get(`/api/purchases/${id}/prints`)
    expect(list.map((one: Body) => [one.id, one.canOpen])).toEqual([
      [own.id, true],
      [full.id, false],
    ])
    expect((await opened(as.wang, own.id)).status).toBe(200)
  } finally {
    await setFieldRights(company, 'salesperson', {})
  }
})

test('a paper that asks something is printed with it, and refused without', async () => {
  const { id } = await made()
  const refused = await as.li.post(
    `/api/purchases/${id}/print`,
    { print: 'asOf', language: 'zh', input: { on: 'heute' } },
    422,
  )
  expect(refused.fields).toMatchObject([{ path: 'input.on', code: 'print.input_wrong' }])
  await as.li.post(`/api/purchases/${id}/print`, { print: 'asOf', language: 'en', input: { on: '2026-11-23' } }, 404)
  const print = await as.li.post(`/api/purchases/${id}/print`, {
    print: 'asOf',
    language: 'zh',
    input: { on: '2026-11-23' },
  })
  const [text] = await textOfPdf(await bytesOf(as.li, print.id))
  expect(text).toContain('截至 2026年11月23日')
})

test('a sealed paper is not shown before, and printed only when its noun allows', async () => {
  const { id } = await made()
  const refused = await as.li.post(`/api/purchases/${id}/print`, { print: 'sealed', language: 'zh' }, 409)
  expect(refused.code).toBe('print.not_now')
  await as.li.post(`/api/purchases/${id}/submit`, {})
  await as.li.post(`/api/purchases/${id}/order`, {})
  expect(
    (await as.li.get(`/api/purchases/${id}/prints`)).offered.map((one: Body) => [one.print, one.hasPreview]),
  ).toContainEqual(['sealed', false])
  const hidden = await as.li.get(`/api/purchases/${id}/print-preview?print=sealed&language=zh`, 409)
  expect(hidden.code).toBe('print.no_preview')
  await as.li.post(`/api/purchases/${id}/print`, { print: 'sealed', language: 'zh' })
  await as.li.post(`/api/purchases/${id}/print`, { print: 'nothing', language: 'zh' }, 404)
})

test('a request that is sent again prints once', async () => {
  const { id } = await made()
  const send = () =>
    fetch(new URL(`/api/purchases/${id}/print`, as.li.cookies[0]?.url), {
      method: 'POST',
      headers: {
        cookie: as.li.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        origin: new URL(as.li.cookies[0]?.url ?? '').origin,
        'content-type': 'application/json',
        'idempotency-key': 'once-only',
      },
      body: JSON.stringify({ print: 'order', language: 'zh' }),
    })
  const [first, second] = [await send(), await send()]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(((await first.json()) as Body).id).toBe(((await second.json()) as Body).id)
  expect((await as.li.get(`/api/purchases/${id}/prints`)).made).toHaveLength(1)
})
