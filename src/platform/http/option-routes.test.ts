import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { upload } from '#test/imports/importing.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

interface Option {
  id: string
  labelZh: string | null
  labelEn: string | null
  isRetired: boolean
}

const read = async (field: string): Promise<Option[]> => (await company.as.chen.get(`/api/options/${field}`)).options
const ids = (options: Option[]) => options.map(({ id }) => ({ id }))
const labels = async (objectName: string, fieldName: string): Promise<string[]> => {
  const { objects } = await company.as.li.get('/api/catalog')
  const object = objects.find((one: { name: string }) => one.name === objectName)
  const { options } = object.fields.find((one: { name: string }) => one.name === fieldName)
  return options.map((option: { label: string }) => option.label)
}

test('a label of null is cleared back to the one it came with, one that is absent stays', async () => {
  const { chen } = company.as
  const path = '/api/options/customer/level'
  const [first, ...rest] = ids(await read('customer/level'))
  const [declared] = await labels('customer', 'level')
  const renamed = { ...first, labelZh: '金牌', labelEn: 'Gold' }
  await chen.put(path, { options: [renamed, ...rest] })
  expect((await labels('customer', 'level'))[0]).toBe('金牌')
  await chen.put(path, { options: [first, ...rest] })
  expect((await read('customer/level'))[0]).toMatchObject({ labelZh: '金牌', labelEn: 'Gold' })
  await chen.put(path, { options: [{ ...first, labelZh: null }, ...rest] })
  expect((await read('customer/level'))[0]).toMatchObject({ labelZh: null, labelEn: 'Gold' })
  const { options } = await chen.put(path, { options: [{ ...first, labelZh: '', labelEn: '' }, ...rest] })
  expect(options[0]).toMatchObject({ labelZh: null, labelEn: null, declaredZh: declared })
  expect((await labels('customer', 'level'))[0]).toBe(declared)
})

test('an option that the company made may lose one label, never both', async () => {
  const { chen } = company.as
  const path = '/api/options/customer/source'
  const known = ids(await read('customer/source'))
  const { options } = await chen.put(path, { options: [...known, { labelZh: '展会', labelEn: 'Fair' }] })
  expect(options.at(-1)).toMatchObject({ id: 'fair', declaredZh: null, declaredEn: null })
  await chen.put(path, { options: [...known, { id: 'fair', labelEn: null }] })
  const refused = await chen.put(path, { options: [...known, { id: 'fair', labelZh: null }] }, 422)
  expect(refused.fields).toMatchObject([{ path: `options.${known.length}.labelZh`, code: 'field.required' }])
  expect((await read('customer/source')).at(-1)).toMatchObject({ id: 'fair', labelZh: '展会', labelEn: null })
})

test('a shared set is one list: whichever field leads to it, all that use it change, and an import of one adds for all', async () => {
  const { chen, li } = company.as
  const [first, ...rest] = await read('sets/source')
  expect(await read('opportunity/source')).toEqual([first, ...rest])
  await chen.put('/api/options/opportunity/source', {
    options: [{ id: first?.id, labelZh: '促销 A' }, ...ids(rest), { labelZh: '抖音', labelEn: 'Douyin' }],
  })
  for (const noun of ['customer', 'opportunity']) {
    const shown = await labels(noun, 'source')
    expect([shown[0], shown.at(-1)]).toEqual(['促销 A', '抖音'])
  }
  await li.post('/api/customers', { name: '抖音来客', source: 'douyin' }, 201)
  const retired = (await read('sets/source')).map(({ id }) => ({ id, isRetired: id === 'douyin' }))
  await chen.put('/api/options/sets/source', { options: retired })
  expect((await read('customer/source')).at(-1)).toMatchObject({ id: 'douyin', isRetired: true })
  expect((await li.get('/api/customers?filter={"field":"source","op":"in","value":["douyin"]}')).records).toMatchObject(
    [{ name: '抖音来客', source: 'douyin' }],
  )

  const file = '客户名称,客户来源\n天涯商行,老乡会\n'
  const { id } = await upload(chen, { object: 'customer', file })
  const settlement = { kind: 'create', title: '老乡会' }
  const settlements = [{ field: 'source', value: '老乡会', within: '', settlement }]
  await chen.patch(`/api/imports/${id}`, { settlements })
  await chen.post(`/api/imports/${id}/run`, {})
  await expect.poll(() => labels('opportunity', 'source')).toContain('老乡会')
  await chen.get('/api/options/sets/nothing', 404)
})

test.each(['customer/kind', 'user/state', 'stage/kind'])(
  'the options of %s mean something to the program: only their labels change',
  async field => {
    const { chen } = company.as
    const path = `/api/options/${field}`
    const before = await read(field)
    const [first = { id: '' }, ...rest] = ids(before)
    const attempts = [
      [first, ...rest, { labelZh: '别的', labelEn: 'Other' }],
      [{ ...first, isRetired: true }, ...rest],
      rest,
      [...rest, first],
      [first, ...rest.slice(1), { id: 'other', labelZh: '别的' }],
      [],
    ]
    for (const options of attempts) {
      const refused = await chen.put(path, { options }, 409)
      expect(refused).toMatchObject({ code: 'option.fixed', title: expect.stringMatching(/^程序按“.+”的选项运行/) })
    }
    expect(await read(field)).toEqual(before)

    await chen.put(path, { options: [{ ...first, labelZh: '改名' }, ...rest] })
    const [object = '', name = ''] = field.split('/')
    expect((await labels(object, name))[0]).toBe('改名')
    expect(ids(await read(field))).toEqual(ids(before))
    await chen.put(path, { options: [{ ...first, labelZh: null }, ...rest] })
    expect(await read(field)).toEqual(before)
  },
)

test('only who may change settings changes options, and only of choices', async () => {
  const options = ids(await read('customer/level'))
  await company.as.li.put('/api/options/customer/level', { options }, 403)
  await company.as.chen.put('/api/options/opportunity/state', { options: [] }, 404)
  await company.as.chen.put('/api/options/nothing/level', { options: [] }, 404)
  await company.as.chen.get('/api/options/customer/name', 404)
})

test('an import makes no option of a fixed choice either', async () => {
  const { chen } = company.as
  const before = await read('customer/kind')
  const file = '客户名称,客户类型,客户来源\n海角商行,个体户,同学会\n'
  const { id, unsettled } = await upload(chen, { object: 'customer', file })
  expect(unsettled.map(({ field, kinds }) => [field, kinds.includes('create')])).toEqual(
    expect.arrayContaining([
      ['kind', false],
      ['source', true],
    ]),
  )
  const settlement = { kind: 'create', title: '个体户' }
  const settlements = [{ field: 'kind', value: '个体户', within: '', settlement }]
  expect((await chen.ask('PATCH', `/api/imports/${id}`, { settlements })).status).toBe(422)
  expect(await read('customer/kind')).toEqual(before)
})
