import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { erase } from '#test/harness/erasing.ts'
import { differsFromKept } from '#test/harness/kept-picture.ts'
import { pictureOfPage, textOfPdf } from '#test/harness/pdf.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'

// The papers of the product, of the golden case: names, totals and capitals exactly, no character missing, and pictures that somebody has looked at.

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let company: TestCompany
let as: TestCompany['as']
let parties: { customer: string; legalEntity: string }
let lines: Body[]

beforeAll(async () => {
  company = await openTestCompany()
  as = company.as
  const entity = await as.chen.post('/api/legal-entities', {
    name: '海天自动化（上海）有限公司',
    code: 'SH',
    taxNo: '91310115MA1K3ABC86',
    address: '上海市浦东新区张江路 88 号 3 幢 5 楼',
    accounts: [{ bank: '招商银行上海张江支行', account: '1219 0001 8888 901', currency: 'CNY', isDefault: true }],
  })
  const customer = await as.li.post('/api/customers', {
    name: '北京华星科技有限公司',
    address: '北京市海淀区中关村南大街 27 号 1 号楼 12 层 1203 室',
  })
  const rates = await as.chen.get('/api/tax-rates?limit=50')
  const rate = (percent: number): string =>
    rates.records.find((one: Body) => one.kind === 'rate' && one.percent === percent).id
  parties = { customer: customer.id, legalEntity: entity.id }
  lines = [
    {
      name: '伺服电机',
      code: 'MHMF042',
      specification: '400 W，带制动器',
      unit: '台',
      quantity: '3',
      unitPrice: '1999.99',
      taxRate: rate(13),
    },
    { name: '现场培训', unit: '天', quantity: '7', unitPrice: '333.33', discountRate: 5, taxRate: rate(6) },
    { name: '控制柜', unit: '套', quantity: '1', unitPrice: '10000', taxRate: rate(13) },
  ]
})

const bytesOf = async (id: string, person: 'li' | 'chen' = 'li'): Promise<Uint8Array> => {
  const reply = await fetch(new URL(`/api/prints/${id}/content`, company.url), {
    headers: { cookie: as[person].cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  expect(reply.headers.get('content-type')).toBe('application/pdf')
  return new Uint8Array(await reply.arrayBuffer())
}

const printed = async (path: string, print: string, language: string): Promise<Uint8Array> => {
  const made = await as.li.post(`/api/${path}/print`, { print, language })
  expect(made.missing).toEqual([])
  return bytesOf(made.id)
}

/** Paper breaks lines where it must; what stands on it is the same without them. */
const flat = (pages: readonly string[]): string => pages.join('').replace(/\s+/g, '')

const golden = [
  '18,016.61',
  '16,072.03',
  '1,944.58',
  '200.00',
  '伺服电机',
  'MHMF042·400W，带制动器',
  '1,999.99',
  '333.33',
  '5,999.97',
  '2,216.64',
  '18,216.61',
]

test('a quotation of the golden case says names, totals and capitals exactly, in Chinese and in English', async () => {
  const { id } = await as.li.post('/api/quotes', {
    name: '华星产线改造',
    ...parties,
    lines,
    discountAmount: '200',
    quotedOn: '2026-11-23',
    validUntil: '2026-12-23',
    terms: '一、含运费。\n二、质保期一年。',
  })
  expect((await as.li.get(`/api/quotes/${id}`)).amount).toBe('18016.61')
  const draft = flat(await textOfPdf(await printed(`quotes/${id}`, 'quotation', 'zh')))
  expect(draft).toContain('草稿')
  await as.li.post(`/api/quotes/${id}/submit`, {})
  const zh = await printed(`quotes/${id}`, 'quotation', 'zh')
  const text = flat(await textOfPdf(zh))
  for (const words of [
    ...golden,
    '海天自动化（上海）有限公司',
    '91310115MA1K3ABC86',
    '北京华星科技有限公司',
    '2026年12月23日',
    '二、质保期一年。',
  ])
    expect(text).toContain(words.replace(/\s+/g, ''))
  expect(text).toContain('人民币壹万捌仟零壹拾陆元陆角壹分')
  expect(text).not.toContain('草稿')
  expect(await differsFromKept('quotation-zh', await pictureOfPage(zh))).toBeLessThan(0.004)
  const en = await printed(`quotes/${id}`, 'quotation', 'en')
  const english = flat(await textOfPdf(en))
  for (const words of ['18,016.61', '16,072.03', '1,944.58', 'December23,2026', 'Page1of1'])
    expect(english).toContain(words)
  expect(english).not.toMatch(/[壹贰叁肆伍陆柒捌玖拾佰仟]/)
  expect(await differsFromKept('quotation-en', await pictureOfPage(en))).toBeLessThan(0.004)
})

test('a contract of the golden case with its plan; the seal is on paper only after 用印, by whoever may; the warehouse reads no prices', async () => {
  const { id } = await as.li.post('/api/contracts', {
    name: '华星产线改造合同',
    ...parties,
    lines,
    discountAmount: '200',
    paymentTerms: 'instalments',
    signedOn: '2026-11-23',
    startOn: '2026-12-01',
    endOn: '2027-11-30',
    terms: '第一条　乙方按本合同交付设备并负责安装调试。\n第二条　争议由合同签订地人民法院管辖。',
    plan: [
      { name: '首付款', dueOn: '2026-12-05', amount: '5404.98' },
      { name: '到货款', dueOn: '2027-02-05', amount: '10809.97' },
      { name: '质保金', dueOn: '2027-12-05', amount: '1801.66', kind: 'retention' },
    ],
  })
  await as.li.post(`/api/contracts/${id}/submit`, {})
  const pdf = await printed(`contracts/${id}`, 'contract', 'zh')
  const text = flat(await textOfPdf(pdf))
  for (const words of [
    ...golden,
    '北京华星科技有限公司',
    '海天自动化（上海）有限公司',
    '1219 0001 8888 901',
    '5,404.98',
    '10,809.97',
    '1,801.66',
    '2027年12月5日',
  ])
    expect(text).toContain(words.replace(/\s+/g, ''))
  expect(text).toContain('人民币壹万捌仟零壹拾陆元陆角壹分')
  expect(text.match(/盖章处/g)).toHaveLength(2)
  expect(await differsFromKept('real-contract-zh', await pictureOfPage(pdf))).toBeLessThan(0.004)
  const en = flat(await textOfPdf(await printed(`contracts/${id}`, 'contract', 'en')))
  for (const words of ['18,016.61', '5,404.98', 'Buyer', 'Seller']) expect(en).toContain(words)

  const list = flat(await textOfPdf(await printed(`contracts/${id}`, 'list', 'zh')))
  for (const words of ['伺服电机', '现场培训', '控制柜']) expect(list).toContain(words)
  for (const money of ['1,999.99', '18,016.61', '5,999.97', '10,000.00', '¥', '人民币'])
    expect(list).not.toContain(money)

  const sealed = { print: 'sealed', language: 'zh' }
  const offered = async (person: 'li' | 'chen'): Promise<string[]> =>
    (await as[person].get(`/api/contracts/${id}/prints`)).offered.map((one: Body) => one.print)
  expect(await offered('chen')).toEqual(['contract', 'list'])
  expect((await as.chen.post(`/api/contracts/${id}/print`, sealed, 409)).code).toBe('print.not_now')
  const image = await uploadFile(as.chen, '合同章.png', onePixel)
  const seal = await as.chen.post('/api/seals', { name: '合同章', legalEntity: parties.legalEntity, image: [image.id] })
  await as.chen.post(`/api/contracts/${id}/sealIt`, { seal: seal.id, copies: 2 })
  expect(await offered('chen')).toEqual(['contract', 'list', 'sealed'])
  expect(await offered('li')).toEqual(['contract', 'list'])
  expect((await as.li.post(`/api/contracts/${id}/print`, sealed, 409)).code).toBe('print.not_now')
  await as.chen.get(`/api/contracts/${id}/print-preview?print=sealed&language=zh`, 409)
  const made = await as.chen.post(`/api/contracts/${id}/print`, sealed)
  // The seal is a picture more; the default paper still has none.
  const imagesIn = async (print: string): Promise<number> =>
    Buffer.from(await bytesOf(print, 'chen'))
      .toString('latin1')
      .match(/\/Subtype\s*\/Image/g)?.length ?? 0
  expect(await imagesIn(made.id)).toBeGreaterThan(0)
  const opened = await as.li.ask('GET', `/api/prints/${made.id}/content`)
  expect(opened.status).toBe(404)
  const plain = await as.li.post(`/api/contracts/${id}/print`, { print: 'contract', language: 'zh' })
  expect(await imagesIn(plain.id)).toBe(0)
  expect((await as.chen.get(`/api/contracts/${id}/prints`)).made.map((one: Body) => one.print)).toEqual([
    'contract',
    'sealed',
    'list',
    'contract',
    'contract',
  ])
})

test('a Word template of a contract knows its lines, its parties and its amount in capitals', async () => {
  const starter = await fetch(new URL('/api/print-templates/starter?object=contract&language=zh', company.url), {
    headers: { cookie: as.chen.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  const file = await uploadFile(as.chen, '合同.docx', Buffer.from(await starter.arrayBuffer()))
  const { tags } = await as.chen.post('/api/print-templates/look', {
    object: 'contract',
    language: 'zh',
    file: file.id,
  })
  const names = tags.map((tag: Body) => tag.tag)
  for (const tag of ['number', 'amountInCapitals', 'lines', 'customer.taxNo', 'legalEntity.taxNo'])
    expect(names).toContain(tag)
  expect(tags.filter((tag: Body) => !tag.isKnown)).toEqual([])
})

test('what was printed of a person goes when the person’s data are erased', async () => {
  const { id } = await as.li.post('/api/contacts', { name: '上官婉儿' })
  const print = await as.li.post(`/api/contacts/${id}/print`, { print: 'record', language: 'zh' })
  expect(flat(await textOfPdf(await bytesOf(print.id)))).toContain('上官婉儿')
  await erase(as.chen, 'contacts', { id, confirm: '上官婉儿' })
  expect((await as.li.ask('GET', `/api/prints/${print.id}/content`)).status).toBe(404)
  const { made } = await as.chen.get(`/api/contacts/${id}/prints`)
  expect(made).toMatchObject([{ id: print.id, canOpen: false }])
  expect(JSON.stringify(made)).not.toContain('上官婉儿')
})
