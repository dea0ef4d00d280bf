import { beforeAll, describe, expect, it } from 'vitest'
import { openFileStores } from '#platform/files/file-store.ts'
import { sweepFiles } from '#platform/files/sweep.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import { declaredObjects } from '#test/harness/sample-values.ts'
import { fetchFile, onePixel, uploadFile } from '#test/harness/upload.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let made = 0
/** A lead of li's. */
const newLead = (values: Record<string, unknown> = {}) =>
  company.as.li.post('/api/leads', { name: `周海${++made}`, company: `东华精密${made}号机械`, ...values })
const convert = (id: string, body: Record<string, unknown> = {}, status = 200) =>
  company.as.li.post(`/api/leads/${id}/conversion`, body, status)
const paths = (problem: { fields: { path: string; code: string }[] }) =>
  problem.fields.map(({ path, code }) => `${path} ${code}`)

describe('fields of the company’s own', () => {
  it('go over by a mapping that the administrator edits, only into fields that fit', async () => {
    const { chen, li } = company.as
    const field = async (noun: string, body: Record<string, unknown>) =>
      (await chen.post(`/api/layout/${noun}/fields`, body)).added
    const options = [
      { labelZh: '现款', labelEn: 'Cash' },
      { labelZh: '月结', labelEn: 'Monthly' },
    ]
    const machines = await field('lead', { type: 'number', labelZh: '机台数' })
    const terms = await field('lead', { type: 'choice', labelZh: '付款习惯', options })
    const intoMachines = await field('customer', { type: 'number', labelZh: '机台数' })
    const intoTerms = await field('opportunity', { type: 'choice', labelZh: '付款习惯', options })
    const text = await field('customer', { type: 'text', labelZh: '文字' })
    await li.get('/api/conversion-mapping', 403)
    const mapping = [
      { leadField: machines, object: 'customer', field: intoMachines },
      { leadField: terms, object: 'opportunity', field: intoTerms },
    ]
    const wrong = [...mapping, { leadField: machines, object: 'customer', field: text }]
    expect(paths(await chen.put('/api/conversion-mapping', { mappings: wrong }, 422))).toEqual([
      'mappings.2.field conversion.does_not_fit',
    ])
    const written = await chen.put('/api/conversion-mapping', { mappings: mapping })
    expect(written.mappings).toHaveLength(2)
    const catalog = await li.get('/api/catalog')
    const optionOf = (noun: string, name: string, label: string) =>
      catalog.objects
        .find((object: { name: string }) => object.name === noun)
        .fields.find((one: { name: string }) => one.name === name)
        .options.find((one: { label: string }) => one.label === label).id
    const lead = await newLead({ [machines]: 24, [terms]: optionOf('lead', terms, '月结') })
    await convert(lead.id, { opportunity: {} })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(await li.get(`/api/customers/${done.customer.id}`)).toMatchObject({ [intoMachines]: 24 })
    expect(await li.get(`/api/opportunities/${done.opportunity.id}`)).toMatchObject({
      [intoTerms]: optionOf('opportunity', intoTerms, '月结'),
    })
  })

  it('with files go over as copies of their own; files of other fields stand beside; undo takes both back', async () => {
    const { chen, li, wang, zhao } = company.as
    const field = async (noun: string, body: Record<string, unknown>) =>
      (await chen.post(`/api/layout/${noun}/fields`, body)).added
    const drawings = await field('lead', { type: 'files', labelZh: '图纸' })
    const photos = await field('lead', { type: 'images', labelZh: '现场照片' })
    const secret = await field('lead', { type: 'files', labelZh: '尽调' })
    const intoDrawings = await field('customer', { type: 'files', labelZh: '图纸' })
    const intoPhotos = await field('opportunity', { type: 'files', labelZh: '照片' })
    const pictures = await field('customer', { type: 'images', labelZh: '只要图片' })
    const mapping = [
      { leadField: drawings, object: 'customer', field: intoDrawings },
      { leadField: photos, object: 'opportunity', field: intoPhotos },
    ]
    const wrong = [{ leadField: drawings, object: 'customer', field: pictures }]
    expect(paths(await chen.put('/api/conversion-mapping', { mappings: wrong }, 422))).toEqual([
      'mappings.0.field conversion.does_not_fit',
    ])
    await chen.put('/api/conversion-mapping', { mappings: mapping })
    const upload = async (name: string, content: Buffer | string) => (await uploadFile(li, name, content)).id
    const [plan, photo, report, extra] = [
      await upload('总图.txt', '图'),
      await upload('现场.png', onePixel),
      await upload('尽调.txt', '查过'),
      await upload('补充.txt', '补充'),
    ]
    const lead = await newLead({ [drawings]: [plan], [photos]: [photo], [secret]: [report] })
    await convert(lead.id, { customer: { [intoDrawings]: [plan, extra] }, opportunity: {} })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(done.added).toEqual([])
    const customer = await li.get(`/api/customers/${done.customer.id}`)
    expect(customer[intoDrawings].map((one: { title: string }) => one.title)).toEqual(['总图.txt', '补充.txt'])
    const copy = customer[intoDrawings][0].id
    expect(copy).not.toBe(plan)
    const opportunity = await li.get(`/api/opportunities/${done.opportunity.id}`)
    expect(opportunity[intoPhotos]).toMatchObject([{ title: '现场.png', type: 'image/png' }])
    expect(await li.get(`/api/leads/${lead.id}`)).toMatchObject({
      [drawings]: [{ id: plan }],
      [photos]: [{ id: photo }],
      [secret]: [{ id: report }],
    })
    // On the customer's page each stands once, whoever of the lead's fields held it.
    const listed = (await li.get(`/api/customers/${customer.id}/files`)).files
    expect(listed.map((one: { title: string; field: string | null }) => [one.title, one.field]).sort()).toEqual([
      ['尽调.txt', null],
      ['总图.txt', intoDrawings],
      ['现场.png', null],
      ['补充.txt', intoDrawings],
    ])
    expect(listed.every((one: { canRemove: boolean }) => !one.canRemove)).toBe(true)
    // The lead lets its own go: the customer's stays, in the store, too.
    await li.patch(`/api/leads/${lead.id}`, { [drawings]: [] })
    const store = openFileStores('', company.server.dataFolder).of(company.id)
    await sweepFiles(company.db, store, { objects: declaredObjects, now: new Date(Date.now() + 31 * 86_400_000) })
    expect((await fetchFile(li, plan)).status).toBe(404)
    expect(await (await fetchFile(li, copy)).text()).toBe('图')
    expect((await fetchFile(wang, copy)).status).toBe(200)
    for (const id of [copy, report]) expect((await fetchFile(zhao, id)).status).toBe(404)
    await li.post(`/api/leads/${lead.id}/undo-conversion`)
    await chen.get(`/api/customers/${customer.id}`, 404)
    expect((await fetchFile(li, copy)).status).toBe(404)
    expect((await fetchFile(li, report)).status).toBe(200)
    expect(
      (await li.get(`/api/leads/${lead.id}/files`)).files.map((one: { title: string }) => one.title).sort(),
    ).toEqual(['尽调.txt', '现场.png'])
    // Into a customer that is there nothing of his is overwritten: all of them stand beside.
    const known = await li.post('/api/customers', { name: '已有的阀门厂' })
    await convert(lead.id, { customer: { id: known.id } })
    expect(await li.get(`/api/customers/${known.id}`)).toMatchObject({ [intoDrawings]: null })
    const beside = (await li.get(`/api/customers/${known.id}/files`)).files
    expect(beside.map((one: { title: string }) => one.title).sort()).toEqual(['尽调.txt', '现场.png'])
    await chen.put('/api/conversion-mapping', { mappings: [] })
  })

  it('that somebody may not read are not shown to him before, though they go over', async () => {
    const { chen, li } = company.as
    const field = async (noun: string) =>
      (await chen.post(`/api/layout/${noun}/fields`, { type: 'text', labelZh: '底价' })).added
    const [from, into] = [await field('lead'), await field('customer')]
    await chen.put('/api/conversion-mapping', { mappings: [{ leadField: from, object: 'customer', field: into }] })
    const lead = await newLead({ [from]: '八折' })
    await setFieldRights(company, 'salesperson', { [`lead.${from}`]: 'hidden' })
    const { draft } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(JSON.stringify(draft)).not.toContain('八折')
    const { convertedCustomer } = await convert(lead.id)
    expect(await chen.get(`/api/customers/${convertedCustomer.id}`)).toMatchObject({ [into]: '八折' })
    await setFieldRights(company, 'salesperson', { [`lead.${from}`]: 'edit' })
    await chen.put('/api/conversion-mapping', { mappings: [] })
  })

  it('that must be filled are asked in the conversion', async () => {
    const { chen, li } = company.as
    const { added } = await chen.post('/api/layout/customer/fields', { type: 'text', labelZh: '结算方式' })
    await chen.patch(`/api/layout/customer/fields/${added}`, { isRequired: true })
    const lead = await newLead()
    const refused = await convert(lead.id, {}, 422)
    expect(paths(refused)).toEqual([`customer.${added} field.required`])
    const { convertedCustomer } = await convert(lead.id, { customer: { [added]: '月结' } })
    expect(await li.get(`/api/customers/${convertedCustomer.id}`)).toMatchObject({ [added]: '月结' })
  })
})
