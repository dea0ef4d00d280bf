import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let made = 0
/** A lead of li's with everything that a lead may have. */
async function fullLead(values: Record<string, unknown> = {}) {
  const { li, chen } = company.as
  made++
  const campaign = await chen.post('/api/campaigns', { name: `展会 ${made}`, kind: 'exhibition' })
  const tag = await chen.post('/api/tags', { name: `标签${made}` })
  return li.post('/api/leads', {
    name: `周海${made}`,
    company: `东华精密${made}号机械`,
    jobTitle: '厂长',
    phones: [{ raw: `138${String(20_000_000 + made)}`, label: '手机' }],
    emails: [`zhou${made}@example.com`],
    wechats: [`zhou_${made}`],
    source: 'advertisement',
    campaign: campaign.id,
    industry: 'manufacturing',
    level: 'a',
    address: { country: 'CN', code: '330205', street: '人民路1号' },
    need: '想看二期设备\n预算充足',
    tags: [tag.id],
    nextContactAt: '2030-05-01T02:00:00.000Z',
    ...values,
  })
}
const convert = (id: string, body: Record<string, unknown> = {}, status = 200) =>
  company.as.li.post(`/api/leads/${id}/conversion`, body, status)
const paths = (problem: { fields: { path: string; code: string }[] }) =>
  problem.fields.map(({ path, code }) => `${path} ${code}`)

describe('a lead becomes a customer, in one transaction', () => {
  it('makes customer, contact and opportunity of what the lead holds, and says of the lead when and into whom', async () => {
    const { li } = company.as
    const lead = await fullLead()
    const { draft } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(draft.customer).toMatchObject({ kind: 'company', name: lead.company, industry: 'manufacturing' })
    expect(draft.contact).toMatchObject({ name: lead.name, jobTitle: '厂长' })
    const done = await convert(lead.id, { opportunity: { amount: '120000.00', expectedCloseOn: '2030-08-01' } })
    expect(done).toMatchObject({ state: 'converted', convertedCustomer: { title: lead.company } })
    expect(done.convertedAt).toBeTruthy()
    const customer = await li.get(`/api/customers/${done.convertedCustomer.id}`)
    expect(customer).toMatchObject({
      name: lead.company,
      kind: 'company',
      source: 'advertisement',
      campaign: { id: lead.campaign.id },
      originLead: { id: lead.id },
      industry: 'manufacturing',
      level: 'a',
      address: { code: '330205', street: '人民路1号' },
      tags: lead.tags,
      nextContactAt: '2030-05-01T02:00:00.000Z',
      owner: { id: li.id },
      lifecycle: 'intent',
    })
    const became = (await li.get(`/api/leads/${lead.id}/conversion`)).done
    expect(became).toMatchObject({ by: { id: li.id }, customer: { id: customer.id }, added: [] })
    expect(await li.get(`/api/contacts/${became.contact.id}`)).toMatchObject({
      name: lead.name,
      jobTitle: '厂长',
      customer: { id: customer.id },
      phones: [{ normalised: lead.phones[0].normalised, label: '手机' }],
      emails: [{ normalised: lead.emails[0].normalised }],
      wechats: [{ normalised: lead.wechats[0].normalised }],
    })
    const opportunity = await li.get(`/api/opportunities/${became.opportunity.id}`)
    expect(opportunity).toMatchObject({
      customer: { id: customer.id },
      amount: '120000.00',
      need: '想看二期设备\n预算充足',
      source: 'advertisement',
      campaign: { id: lead.campaign.id },
      originLead: { id: lead.id },
    })
    expect((await li.get(`/api/leads/${lead.id}`)).firstOpportunityAt).toBe(opportunity.createdAt)
  })

  it('takes follow-ups, files, open tasks and events along, and the lead keeps showing them', async () => {
    const { li, wang } = company.as
    const lead = await fullLead()
    const told = await li.post('/api/activities', { lead: lead.id, content: '看过样品，要二期报价' })
    const colleague = await wang.post('/api/activities', { lead: lead.id, content: '经理电话回访' })
    const open = await li.post('/api/tasks', { title: '寄样品', lead: lead.id })
    const done = await li.post('/api/tasks', { title: '查资料', lead: lead.id })
    await li.post(`/api/tasks/${done.id}/complete`, {})
    const event = await li.post('/api/events', { title: '看厂', lead: lead.id, startsAt: '2030-05-02T02:00:00.000Z' })
    const { id: file } = await uploadFile(li, '名片.png', onePixel)
    await li.post(`/api/leads/${lead.id}/files`, { file })
    const { convertedCustomer: customer } = await convert(lead.id)
    const of = async (path: string, id: string) => (await li.get(`/api/${path}/${id}`)).customer?.id ?? null
    expect(await of('activities', told.id)).toBe(customer.id)
    expect(await of('activities', colleague.id)).toBe(customer.id)
    expect(await of('tasks', open.id)).toBe(customer.id)
    expect(await of('tasks', done.id)).toBe(null)
    expect(await of('events', event.id)).toBe(customer.id)
    for (const path of [`customers/${customer.id}`, `leads/${lead.id}`]) {
      const { entries } = await li.get(`/api/${path}/timeline`)
      const texts = entries.flatMap((entry: { record?: { content: string } }) => entry.record?.content ?? [])
      expect(texts, path).toEqual(expect.arrayContaining(['看过样品，要二期报价', '经理电话回访']))
      expect((await li.get(`/api/${path}/files`)).files, path).toMatchObject([{ id: file, title: '名片.png' }])
    }
    expect((await li.ask('GET', `/api/files/${file}/content`)).status).toBe(200)
    expect((await company.as.zhao.ask('GET', `/api/files/${file}/content`)).status).toBe(404)
    expect(await li.get(`/api/customers/${customer.id}`)).toMatchObject({ activityCount: 2 })
  })

  it('of a lead without a company makes a person, who carries phone and WeChat himself and needs no contact', async () => {
    const { li } = company.as
    const lead = await fullLead({ company: null })
    const { convertedCustomer } = await convert(lead.id)
    expect(await li.get(`/api/customers/${convertedCustomer.id}`)).toMatchObject({
      kind: 'person',
      name: lead.name,
      phones: [{ normalised: lead.phones[0].normalised }],
    })
    expect((await li.get(`/api/leads/${lead.id}/conversion`)).done).toMatchObject({ contact: null, opportunity: null })
  })

  it('into an existing customer adds a touch and overwrites nothing', async () => {
    const { li } = company.as
    const customer = await li.post('/api/customers', {
      name: '宏达电子',
      level: 'c',
      source: 'referral',
      nextContactAt: '2030-01-01T02:00:00.000Z',
    })
    const lead = await fullLead({ company: '宏达电子（旧称）' })
    await li.post('/api/activities', { lead: lead.id, content: '谈过', nextContactAt: '2031-01-01T02:00:00.000Z' })
    const before = await li.get(`/api/customers/${customer.id}`)
    await convert(lead.id, { customer: { id: customer.id } })
    const after = await li.get(`/api/customers/${customer.id}`)
    for (const name of ['version', 'name', 'level', 'source', 'campaign', 'originLead', 'nextContactAt', 'phones'])
      expect([name, after[name]]).toEqual([name, before[name]])
    expect((await li.get(`/api/customers/${customer.id}/touches`)).touches).toMatchObject([
      { kind: 'conversion', source: 'advertisement', campaign: { id: lead.campaign.id }, lead: { id: lead.id } },
    ])
    expect((await li.get(`/api/leads/${lead.id}/touches`)).touches).toMatchObject([{ kind: 'conversion', lead: null }])
    await company.as.zhao.get(`/api/customers/${customer.id}/touches`, 404)
  })

  it('into an existing customer with somebody whom one knows there, who is taken as he is', async () => {
    const { li, zhao } = company.as
    const customer = await li.post('/api/customers', { name: '海峰泵业' })
    const contact = await li.post('/api/contacts', { name: '吕工', customer: customer.id, jobTitle: '工程师' })
    const lead = await fullLead()
    const told = await li.post('/api/activities', { lead: lead.id, content: '老熟人介绍' })
    const strange = await zhao.post('/api/contacts', { name: '别人的联系人' })
    const refused = await convert(lead.id, { customer: { id: customer.id }, contact: { id: strange.id } }, 422)
    expect(paths(refused)).toEqual(['contact field.no_such_record'])
    await convert(lead.id, { customer: { id: customer.id }, contact: { id: contact.id }, opportunity: {} })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(done).toMatchObject({ customer: { id: customer.id }, contact: { id: contact.id } })
    expect(await li.get(`/api/contacts/${contact.id}`)).toMatchObject({ version: 1, jobTitle: '工程师', phones: null })
    expect(await li.get(`/api/activities/${told.id}`)).toMatchObject({
      customer: { id: customer.id },
      contact: { id: contact.id },
      lead: { id: lead.id },
    })
    const of = encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [customer.id] }))
    expect((await li.get(`/api/contacts?filter=${of}`)).records).toHaveLength(1)
  })

  it('offers customers that are called or reached alike among those that one may see, and no others', async () => {
    const { li, zhao } = company.as
    const unseen = { name: '看不见公司', emails: ['hidden@example.com'] }
    await zhao.post('/api/customers', unseen)
    const known = await li.post('/api/customers', { name: '看得见公司', emails: ['seen@example.com'] })
    await li.post('/api/contacts', { name: '吴工', customer: known.id, wechats: ['wu_seen'] })
    const matchesOf = async (id: string) => (await li.get(`/api/leads/${id}/conversion`)).matches
    expect(await matchesOf((await fullLead({ emails: ['hidden@example.com'] })).id)).toEqual([])
    const byMail = await fullLead({ emails: ['seen@example.com'] })
    expect(await matchesOf(byMail.id)).toMatchObject([{ id: known.id, by: 'reach', owner: { id: li.id } }])
    const other = await fullLead({ wechats: ['wu_seen'] })
    expect(await matchesOf(other.id)).toMatchObject([{ id: known.id }])
    const strange = await zhao.post('/api/customers', { name: '赵敏的客户' })
    const refused = await convert(other.id, { customer: { id: strange.id } }, 422)
    expect(paths(refused)).toEqual(['customer field.no_such_record'])
  })

  it('says all that is wrong at once, at the fields of each, and then has made nothing', async () => {
    const { li, chen } = company.as
    const before = (await chen.get('/api/customers?count=exact')).count.value
    const lead = await fullLead()
    const refused = await convert(
      lead.id,
      {
        customer: { name: '', taxNo: '12' },
        contact: { phones: ['1.38E+10'] },
        opportunity: { amount: '-5', expectedCloseOn: 'soon', nonsense: 1 },
      },
      422,
    )
    expect(paths(refused).sort()).toEqual([
      'contact.phones field.phone_scientific',
      'customer.name field.required',
      'customer.taxNo customer.tax_no_form',
      'opportunity.amount field.too_small',
      'opportunity.expectedCloseOn field.not_date',
      'opportunity.nonsense field.unknown',
    ])
    expect((await chen.get('/api/customers?count=exact')).count.value).toBe(before)
    expect(await li.get(`/api/leads/${lead.id}`)).toMatchObject({ state: 'new', convertedCustomer: null })
  })

  it('goes on where the company forbids two contacts with one phone: a lead is no duplicate of what it becomes', async () => {
    const { chen, li } = company.as
    const rules = await chen.get('/api/duplicates/rules')
    await chen.put('/api/duplicates/rules', {
      rules: { contact: { phone: 'forbid', email: 'forbid', wechat: 'forbid' } },
    })
    const customer = await li.post('/api/customers', { name: '瑞丰泵业' })
    await convert((await fullLead()).id, { opportunity: {} })
    const lead = await fullLead()
    await li.post('/api/activities', { lead: lead.id, content: '见过面' })
    await convert(lead.id, { customer: { id: customer.id } })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(await li.get(`/api/contacts/${done.contact.id}`)).toMatchObject({
      activityCount: 1,
      customer: { id: customer.id },
    })
    const again = await fullLead({ phones: [], wechats: [], emails: [lead.emails[0].raw] })
    const refused = await convert(
      again.id,
      { customer: { id: (await li.post('/api/customers', { name: '另一泵业' })).id } },
      422,
    )
    expect(paths(refused)).toEqual(['contact.emails duplicate.forbidden'])
    await chen.put('/api/duplicates/rules', { rules: rules.rules })
  })

  it('a second time is refused, with the name of the customer; fifty at once convert once', async () => {
    const { li } = company.as
    const lead = await fullLead()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => li.ask('POST', `/api/leads/${lead.id}/conversion`, { opportunity: {} })),
    )
    const refused = answers.filter(answer => answer.status !== 200)
    expect(answers.length - refused.length).toBe(1)
    for (const { status, body } of refused) {
      expect([status, body.code]).toEqual([409, 'lead.already_converted'])
      expect(body.title).toContain(lead.company)
      expect(body.customer.title).toBe(lead.company)
    }
    const filter = encodeURIComponent(JSON.stringify({ field: 'originLead', op: 'in', value: [lead.id] }))
    for (const path of ['customers', 'opportunities'])
      expect((await li.get(`/api/${path}?filter=${filter}`)).records, path).toHaveLength(1)
  })

  it('asks for the right, and for a lead that one may see and that is not invalid', async () => {
    const { li, zhao, qian } = company.as
    const lead = await fullLead()
    await zhao.post(`/api/leads/${lead.id}/conversion`, {}, 404)
    await qian.post(`/api/leads/${lead.id}/conversion`, {}, 404)
    await li.post(`/api/leads/${lead.id}/invalidate`, { invalidReason: 'noNeed' })
    expect((await convert(lead.id, {}, 409)).code).toBe('verb_not_possible')
  })
})

describe('a conversion is taken back', () => {
  it('while nothing has been added: what was made goes, the lead is as before', async () => {
    const { li, chen } = company.as
    const lead = await fullLead()
    const activity = await li.post('/api/activities', { lead: lead.id, content: '第一次电话' })
    const task = await li.post('/api/tasks', { title: '寄样品', lead: lead.id })
    const { id: file } = await uploadFile(li, '名片.png', onePixel)
    await li.post(`/api/leads/${lead.id}/files`, { file })
    const before = await li.get(`/api/leads/${lead.id}`)
    await convert(lead.id, { opportunity: { amount: '10.00' } })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    expect(await li.post(`/api/leads/${lead.id}/undo-conversion`)).toEqual({ kept: [] })
    const after = await li.get(`/api/leads/${lead.id}`)
    for (const name of Object.keys(before))
      if (!['version', 'updatedAt', 'can'].includes(name)) expect([name, after[name]]).toEqual([name, before[name]])
    expect(after.can).toEqual(expect.arrayContaining(['convert']))
    for (const [path, id] of [
      ['customers', done.customer.id],
      ['contacts', done.contact.id],
      ['opportunities', done.opportunity.id],
    ])
      await chen.get(`/api/${path}/${id}`, 404)
    expect(await li.get(`/api/activities/${activity.id}`)).toMatchObject({ customer: null, lead: { id: lead.id } })
    expect(await li.get(`/api/tasks/${task.id}`)).toMatchObject({ customer: null, lead: { id: lead.id } })
    expect((await li.get(`/api/leads/${lead.id}/files`)).files).toMatchObject([{ id: file }])
    expect((await li.get(`/api/leads/${lead.id}/conversion`)).done).toBe(null)
    expect((await li.post(`/api/leads/${lead.id}/undo-conversion`, undefined, 409)).code).toBe('lead.not_converted')
    // And it may be converted again.
    await convert(lead.id)
  })

  it('of an existing customer leaves him as he was before', async () => {
    const { li } = company.as
    const customer = await li.post('/api/customers', { name: '永安纺织' })
    const lead = await fullLead({ company: '永安纺织二厂' })
    await li.post('/api/activities', { lead: lead.id, content: '电话' })
    const before = await li.get(`/api/customers/${customer.id}`)
    await convert(lead.id, { customer: { id: customer.id }, opportunity: {} })
    expect(await li.get(`/api/customers/${customer.id}`)).toMatchObject({ lifecycle: 'intent', activityCount: 1 })
    await li.post(`/api/leads/${lead.id}/undo-conversion`)
    const after = await li.get(`/api/customers/${customer.id}`)
    for (const name of ['name', 'lifecycle', 'nextContactAt', 'activityCount', 'lastActivityAt', 'source'])
      expect([name, after[name]]).toEqual([name, before[name]])
    expect((await li.get(`/api/customers/${customer.id}/touches`)).touches).toEqual([])
  })

  it('not any more once something was added, and says what', async () => {
    const { li } = company.as
    const lead = await fullLead()
    await convert(lead.id, { opportunity: {} })
    const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
    await li.post('/api/tasks', { title: '签合同', customer: done.customer.id })
    await li.patch(`/api/opportunities/${done.opportunity.id}`, { nextStep: '报价' })
    const refused = await li.post(`/api/leads/${lead.id}/undo-conversion`, undefined, 409)
    expect(refused.code).toBe('conversion.added_since')
    expect(refused.title).toContain('任务「签合同」')
    expect(refused.added).toMatchObject([
      { object: 'task', title: '签合同', how: 'added' },
      { object: 'opportunity', id: done.opportunity.id, how: 'changed' },
    ])
    expect(await li.get(`/api/leads/${lead.id}`)).toMatchObject({ state: 'converted' })
    expect(await li.get(`/api/customers/${done.customer.id}`)).toMatchObject({ name: lead.company })
  })
})
