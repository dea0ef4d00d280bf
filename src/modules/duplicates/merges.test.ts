import { beforeAll, expect, it } from 'vitest'
import type { TimelineEntry as Entry } from '#platform/history/timeline.ts'
import { hideFields, openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let count = 0
/** Two customers that are the same, li's and wang's, the second let be by his manager. */
async function twins(values: object = {}): Promise<{ kept: { id: string }; gone: { id: string }; name: string }> {
  const name = `合并${'甲乙丙丁戊己庚辛壬癸'[count % 10]}${count++}实业`
  const { li, wang } = company.as
  const kept = await li.post('/api/customers', { name, level: 'a' })
  const gone = await wang.post('/api/customers', { name: `${name}有限公司`, duplicateReason: '测试', ...values })
  return { kept, gone, name }
}

it('a merge takes chosen values, puts phones together and moves everything attached; its undo returns all of it', async () => {
  const { li, wang, zhao } = company.as
  const { kept, gone, name } = await twins({ phones: '13900000001', remark: '第二条的备注', level: 'c' })
  const contact = await wang.post('/api/contacts', { name: '合并联系人', customer: gone.id, jobTitle: '采购' })
  const opportunity = await wang.post('/api/opportunities', { name: '合并商机', customer: gone.id })
  const task = await wang.post('/api/tasks', { title: '合并任务', customer: gone.id })
  const child = await wang.post('/api/customers', { name: `${name}子公司甲`, parent: gone.id })
  const activity = await wang.post('/api/activities', { method: 'phone', content: '打过电话', customer: gone.id })
  await wang.put(`/api/stars/customers/${gone.id}`)
  await wang.put(`/api/customers/${gone.id}/team/${zhao.id}`, { access: 'read' })
  const before = {
    kept: await wang.get(`/api/customers/${kept.id}`),
    gone: await wang.get(`/api/customers/${gone.id}`),
  }

  const preview = await wang.post('/api/merges/preview', { object: 'customer', ids: [kept.id, gone.id] })
  expect(preview.fields.find((field: { name: string }) => field.name === 'level')).toMatchObject({
    kind: 'choose',
    isDifferent: true,
    chosen: kept.id,
    values: { [kept.id]: 'a', [gone.id]: 'c' },
  })
  expect(preview.attached[gone.id]).toMatchObject({ contact: 1, opportunity: 1, task: 1, customer: 1, activity: 1 })

  const { merge } = await wang.post('/api/merges', {
    object: 'customer',
    into: kept.id,
    from: [gone.id],
    choices: { level: gone.id },
    reason: '同一家',
  })
  const merged = await wang.get(`/api/customers/${kept.id}`)
  expect(merged).toMatchObject({
    level: 'c',
    remark: '第二条的备注',
    owner: { id: li.id },
    phones: [{ raw: '13900000001' }],
  })
  expect(merged.activityCount).toBe(1)
  const customerOf = async (path: string) => (await wang.get(path)).customer.id
  const attached = [
    `/api/contacts/${contact.id}`,
    `/api/opportunities/${opportunity.id}`,
    `/api/tasks/${task.id}`,
    `/api/activities/${activity.id}`,
  ]
  for (const path of attached) expect(await customerOf(path), path).toBe(kept.id)
  expect((await wang.get(`/api/contacts/${contact.id}`)).customers).toMatchObject([
    { customer: { id: kept.id }, jobTitle: '采购', leftOn: null },
  ])
  expect((await wang.get(`/api/customers/${child.id}`)).parent.id).toBe(kept.id)
  const team = async () =>
    (await wang.get(`/api/customers/${kept.id}/team`)).members.map((member: { user: { id: string } }) => member.user.id)
  expect(await team()).toEqual(expect.arrayContaining([zhao.id, wang.id]))
  expect(JSON.stringify(await wang.get('/api/stars/customers'))).toContain(kept.id)
  const { entries } = await wang.get(`/api/customers/${kept.id}/timeline`)
  expect(entries.find((entry: { verb: string }) => entry.verb === 'merge')).toMatchObject({
    reason: '同一家',
    batch: { kind: 'merge' },
  })

  expect(await wang.post(`/api/merges/${merge}/undo`)).toEqual({ kept: [] })
  const editable = (record: Record<string, unknown>) => {
    const { version: _version, updatedAt: _at, ...values } = record
    return values
  }
  expect(editable(await wang.get(`/api/customers/${kept.id}`))).toEqual(editable(before.kept))
  expect(editable(await wang.get(`/api/customers/${gone.id}`))).toEqual(editable(before.gone))
  for (const path of attached) expect(await customerOf(path), path).toBe(gone.id)
  expect((await wang.get(`/api/customers/${child.id}`)).parent.id).toBe(gone.id)
  expect(await team()).toEqual([])
  expect(JSON.stringify(await wang.get('/api/stars/customers'))).not.toContain(kept.id)
  expect((await wang.post(`/api/merges/${merge}/undo`, {}, 409)).code).toBe('merge.undone_already')
})

it('an old id leads to the record that remained: for links, programs and repeated imports', async () => {
  const { wang, chen } = company.as
  const source = `/api/customers/by-external/erp/E${Date.now()}`
  const gone = await chen.put(source, { name: '外部编号客户' })
  const kept = await chen.post('/api/customers', { name: '外部编号保留的客户' })
  await wang.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] }, 404)
  await chen.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] })
  const response = await fetch(`${company.url}/api/customers/${gone.id}`, {
    redirect: 'manual',
    headers: { cookie: `zhanggui_session=${chen.cookies[0]?.value}` },
  })
  expect(response.status).toBe(308)
  expect(response.headers.get('location')).toBe(`/api/customers/${kept.id}`)
  expect((await chen.get(`/api/customers/${gone.id}/page`)).record.id).toBe(kept.id)
  expect(await chen.patch(`/api/customers/${gone.id}`, { remark: '写给旧的' }, 409)).toMatchObject({
    code: 'moved',
    movedTo: { object: 'customer', id: kept.id },
  })
  expect((await chen.put(source, { remark: '再次导入' })).id).toBe(kept.id)
  expect((await chen.get(source)).remark).toBe('再次导入')
  // Merged on, it leads to the last one.
  const last = await chen.post('/api/customers', { name: '最后保留的客户' })
  await chen.post('/api/merges', { object: 'customer', into: last.id, from: [kept.id] })
  expect((await chen.get(`/api/customers/${gone.id}`)).id).toBe(last.id)
  // Whoever may not see the record learns nothing of the way either.
  await company.as.zhao.get(`/api/customers/${gone.id}`, 404)
})

it('fifty who merge the same at the same moment merge it once', async () => {
  const { wang, chen } = company.as
  const { kept, gone } = await twins()
  await wang.post('/api/contacts', { name: '只移动一次', customer: gone.id })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? wang : chen).ask('POST', '/api/merges', { object: 'customer', into: kept.id, from: [gone.id] }),
    ),
  )
  expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
  expect(new Set(answers.filter(answer => answer.status !== 201).map(answer => answer.body.code))).toEqual(
    new Set(['merge.merged_already']),
  )
})

it('whoever may not change all of them merges none; a record is not merged with itself', async () => {
  const { li, zhao, wang } = company.as
  const { kept, gone } = await twins()
  await li.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] }, 404)
  await zhao.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] }, 404)
  await wang.post('/api/merges', { object: 'customer', into: kept.id, from: [kept.id] }, 422)
  await wang.post(
    '/api/merges',
    { object: 'customer', into: kept.id, from: [gone.id], choices: { owner: zhao.id } },
    422,
  )
  await wang.post(
    '/api/merges',
    { object: 'customer', into: kept.id, from: [gone.id], choices: { activityCount: gone.id } },
    422,
  )
  await wang.get(`/api/customers/${gone.id}`)
})

it('a subsidiary that remains takes the place of its parent, without a circle', async () => {
  const { chen } = company.as
  const top = await chen.post('/api/customers', { name: '最上级集团公司甲' })
  const parent = await chen.post('/api/customers', { name: '上级公司乙', parent: top.id })
  const middle = await chen.post('/api/customers', { name: '中间公司丙', parent: parent.id })
  const child = await chen.post('/api/customers', { name: '下级公司丁', parent: middle.id })
  const { merge } = await chen.post('/api/merges', { object: 'customer', into: child.id, from: [parent.id] })
  expect((await chen.get(`/api/customers/${child.id}`)).parent.id).toBe(top.id)
  expect((await chen.get(`/api/customers/${middle.id}`)).parent.id).toBe(child.id)
  await chen.post(`/api/merges/${merge}/undo`)
  expect((await chen.get(`/api/customers/${child.id}`)).parent.id).toBe(middle.id)
  expect((await chen.get(`/api/customers/${middle.id}`)).parent.id).toBe(parent.id)
})

it('what lay in a pool leaves it with the owner of the other one, and lies there again after the undo', async () => {
  const { wang, chen, li } = company.as
  const { kept, gone } = await twins()
  await wang.post(`/api/customers/${kept.id}/release`, { reason: '没有人跟进' })
  const { merge } = await chen.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] })
  expect(await chen.get(`/api/customers/${kept.id}`)).toMatchObject({ owner: { id: wang.id }, pool: null })
  await chen.post(`/api/merges/${merge}/undo`)
  const back = await chen.get(`/api/customers/${kept.id}`)
  expect(back).toMatchObject({ owner: null, previousOwner: { id: li.id } })
  expect(back.pool).not.toBeNull()
})

it('contacts and leads are merged as well; what somebody changed since stays, and is told', async () => {
  const { wang } = company.as
  const customer = await wang.post('/api/customers', { name: '联系人合并的客户' })
  const one = await wang.post('/api/contacts', { name: '赵某', customer: customer.id, phones: '13900000101' })
  const two = await wang.post('/api/contacts', { name: '赵某某', customer: customer.id, emails: 'zhao@some-firm.cn' })
  const task = await wang.post('/api/tasks', { title: '给他打电话', contact: two.id })
  const { merge } = await wang.post('/api/merges', { object: 'contact', into: one.id, from: [two.id] })
  expect(await wang.get(`/api/contacts/${one.id}`)).toMatchObject({
    name: '赵某',
    phones: [{ raw: '13900000101' }],
    emails: [{ raw: 'zhao@some-firm.cn' }],
    customers: [{ customer: { id: customer.id } }],
  })
  await wang.patch(`/api/contacts/${one.id}`, { emails: 'neu@some-firm.cn' })
  await wang.patch(`/api/tasks/${task.id}`, { contact: null })
  const { kept } = await wang.post(`/api/merges/${merge}/undo`)
  expect(kept).toEqual(
    expect.arrayContaining([
      { object: 'contact', id: one.id, reason: 'changed_since' },
      { object: 'task', id: task.id, reason: 'changed_since' },
    ]),
  )
  expect((await wang.get(`/api/contacts/${one.id}`)).emails).toMatchObject([{ raw: 'neu@some-firm.cn' }])
  await wang.get(`/api/contacts/${two.id}`)

  const lead = await wang.post('/api/leads', { name: '线索甲某', company: '线索合并公司', phones: '13900000201' })
  const other = await wang.post('/api/leads', { name: '线索乙某', need: '要一套', phones: '13900000202' })
  await wang.post(`/api/leads/${lead.id}/merge`, { other: other.id })
  expect(await wang.get(`/api/leads/${lead.id}`)).toMatchObject({
    need: '要一套',
    phones: [{ raw: '13900000201' }, { raw: '13900000202' }],
  })
})

it('the page of the record that remained shows the way of those merged into it, through pools and owners', async () => {
  const { wang, chen, li } = company.as
  const { kept, gone } = await twins()
  await wang.post(`/api/customers/${gone.id}/release`, { reason: '没有人跟进' })
  await li.post(`/api/customers/${gone.id}/claim`, {})
  const wayOf = async (id: string) =>
    (await chen.get(`/api/customers/${id}/custody`)).way as { kind: string; isOfMerged: boolean }[]
  const own = await wayOf(kept.id)
  const others = await wayOf(gone.id)
  expect(others.map(step => step.kind)).toEqual(expect.arrayContaining(['entered', 'left', 'owner']))
  const { merge } = await chen.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] })
  const merged = await wayOf(kept.id)
  expect(merged.filter(step => !step.isOfMerged)).toEqual(own)
  expect(merged.filter(step => step.isOfMerged)).toEqual(others.map(step => ({ ...step, isOfMerged: true })))
  const last = await chen.post('/api/customers', { name: '经过再并一次的客户' })
  await chen.post('/api/merges', { object: 'customer', into: last.id, from: [kept.id] })
  expect((await wayOf(last.id)).filter(step => step.isOfMerged)).toHaveLength(own.length + others.length)
  const [again] = (await chen.get(`/api/merges?object=customer&into=${last.id}`)).merges
  await chen.post(`/api/merges/${again.id}/undo`)
  await chen.post(`/api/merges/${merge}/undo`)
  expect(await wayOf(kept.id)).toEqual(own)
})

it('the timeline of the record that remained shows the past of those merged into it, each by its name, page by page; its undo gives each its own', async () => {
  const { li, wang, chen, zhao } = company.as
  const { kept, gone, name } = await twins({ remark: '最初的备注' })
  for (let step = 1; step <= 55; step++) await wang.patch(`/api/customers/${gone.id}`, { remark: `第 ${step} 次备注` })
  const past = async (id: string, reader = chen) => {
    const entries: Entry[] = []
    let after = ''
    do {
      const page = await reader.get(`/api/customers/${id}/timeline${after}`)
      entries.push(...page.entries)
      after = page.next === null ? '' : `?after=${page.next}`
    } while (after !== '')
    return entries
  }
  const idsOf = (entries: Entry[]) => entries.map(entry => entry.id)
  const [own, others] = [await past(kept.id), await past(gone.id)]
  const stranger = await chen.post('/api/customers', { name: '时间线旁边的客户' })
  const { merge } = await chen.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] })

  // Whoever sees the one that remained, and only he, reads what was; who owned the other one or not is no matter.
  await zhao.get(`/api/customers/${kept.id}/timeline`, 404)
  for (const reader of [chen, li]) {
    const together = await past(kept.id, reader)
    const moments = together.map(entry => Date.parse(entry.at ?? ''))
    expect(moments).toEqual([...moments].sort((a, b) => b - a))
    expect(new Set(idsOf(together)).size).toBe(together.length)
    const merged = together.filter(entry => entry.mergedFrom)
    expect(idsOf(merged)).toEqual(expect.arrayContaining(idsOf(others)))
    expect(
      merged.every(entry => entry.mergedFrom?.id === gone.id && entry.mergedFrom.title === `${name}有限公司`),
    ).toBe(true)
    expect(merged.find(entry => entry.verb === 'remove')).toMatchObject({ batch: { kind: 'merge' } })
    expect(merged.flatMap(entry => entry.changes)).toContainEqual({
      field: 'remark',
      before: '第 54 次备注',
      after: '第 55 次备注',
    })
    const rest = together.filter(entry => !entry.mergedFrom)
    expect(idsOf(rest)).toEqual(expect.arrayContaining(idsOf(own)))
    expect(rest.some(entry => entry.verb === 'merge')).toBe(true)
  }
  const page = await chen.get(`/api/customers/${kept.id}/page`)
  expect(JSON.stringify(page.answers)).toContain(`"mergedFrom":{"id":"${gone.id}"`)
  expect((await past(stranger.id)).some(entry => entry.mergedFrom)).toBe(false)

  // A field that he may not read stays hidden in what was merged, too; nor does its name tell who it was.
  await hideFields(company, 'salesperson', ['customer.remark', 'customer.name'])
  const hidden = await past(kept.id, li)
  expect(hidden.filter(entry => entry.mergedFrom).map(entry => entry.mergedFrom?.title)).not.toContain(
    `${name}有限公司`,
  )
  expect(JSON.stringify(hidden)).not.toMatch(/次备注|有限公司/)
  await hideFields(company, 'salesperson', [])

  // Merged on, both pasts go along, each under its own name; undone, each has its own again.
  const last = await chen.post('/api/customers', { name: '时间线再并一次的客户' })
  const { merge: second } = await chen.post('/api/merges', { object: 'customer', into: last.id, from: [kept.id] })
  const titles = new Set((await past(last.id)).flatMap(entry => entry.mergedFrom?.title ?? []))
  expect(titles).toEqual(new Set([name, `${name}有限公司`]))
  await chen.post(`/api/merges/${second}/undo`)
  await chen.post(`/api/merges/${merge}/undo`)
  for (const [id, before] of [
    [kept.id, own],
    [gone.id, others],
    [last.id, []],
  ] as const) {
    const entries = await past(id)
    expect(entries.filter(entry => entry.mergedFrom)).toEqual([])
    expect(idsOf(entries)).toEqual(expect.arrayContaining(idsOf([...before])))
  }
  expect(idsOf(await past(kept.id)).filter(id => idsOf(others).includes(id))).toEqual([])
})

it('moves the lines of many records together, each with what else it says, and returns them', async () => {
  const { chen } = company.as
  const { kept, gone } = await twins()
  const elsewhere = await chen.post('/api/customers', { name: '第三家单位不动' })
  const titles = ['总经理', '采购', '财务', '出纳', '司机']
  const contacts: { id: string }[] = []
  for (const jobTitle of titles)
    contacts.push(
      await chen.post('/api/contacts', {
        name: `多行${jobTitle}`,
        customers: [
          { customer: gone.id, jobTitle },
          { customer: elsewhere.id, jobTitle: '顾问' },
        ],
      }),
    )
  const linesOf = async () => {
    const found: unknown[] = []
    for (const { id } of contacts)
      found.push(
        (await chen.get(`/api/contacts/${id}`)).customers.map(
          (line: { customer: { id: string }; jobTitle: string }) => [line.customer.id, line.jobTitle],
        ),
      )
    return found
  }
  const linesAt = (id: string) =>
    titles.map(title => [
      [id, title],
      [elsewhere.id, '顾问'],
    ])
  const { merge } = await chen.post('/api/merges', { object: 'customer', into: kept.id, from: [gone.id] })
  expect(await linesOf()).toEqual(linesAt(kept.id))
  expect(await chen.post(`/api/merges/${merge}/undo`)).toEqual({ kept: [] })
  expect(await linesOf()).toEqual(linesAt(gone.id))
})

it('neither the preview nor a refusal tells of what one may not see', async () => {
  const { li, zhao, chen } = company.as
  const mine = await li.post('/api/customers', { name: '预览只看得见的' })
  await chen.post('/api/opportunities', { name: '别人的商机', customer: mine.id, owner: zhao.id })
  const attached = async (who: typeof li) =>
    (await who.post('/api/merges/preview', { object: 'customer', ids: [mine.id] })).attached[mine.id]
  expect(await attached(chen)).toMatchObject({ opportunity: 1 })
  expect(await attached(li)).toEqual({})
  // That a record out of sight was merged is said no more than that it is there.
  const [one, two] = [
    await zhao.post('/api/customers', { name: '赵合并甲' }),
    await zhao.post('/api/customers', { name: '赵合并乙' }),
  ]
  await zhao.post('/api/merges', { object: 'customer', into: one.id, from: [two.id] })
  const ask = (who: typeof li, into: string) =>
    who.post('/api/merges', { object: 'customer', into, from: [two.id] }, 404)
  expect((await ask(li, mine.id)).code).toBe('not_found')
  expect((await zhao.post('/api/merges', { object: 'customer', into: one.id, from: [two.id] }, 409)).code).toBe(
    'merge.merged_already',
  )
  await li.get(`/api/customers/${two.id}`, 404)
  await li.patch(`/api/customers/${two.id}`, { remark: 'x' }, 404)
})
