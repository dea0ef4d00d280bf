import { beforeAll, expect, test } from 'vitest'
import { fetchFile, uploadFile } from '#test/harness/upload.ts'
import { bringIn } from '#test/imports/importing.ts'
import { type Body, content, type Desk, namesOf, openDesk, sentBack, superior } from './purchase-desk.ts'
import { told } from './purchases.ts'

// Consent before a record counts: what any noun has that says it needs it, in a program of little else.

let company: Desk['company']
let as: Desk['as']
let approvalOn: Desk['approvalOn']
let decide: Desk['decide']
let draft: Desk['draft']
let flowOf: Desk['flowOf']
let noFlow: Desk['noFlow']
let people: Desk['people']
let submit: Desk['submit']
let trialOf: Desk['trialOf']
let waitingFor: Desk['waitingFor']

beforeAll(async () => {
  ;({ company, as, approvalOn, decide, draft, flowOf, noFlow, people, submit, trialOf, waitingFor } = await openDesk())
})

test('a record that no flow takes is approved at once, and its timeline says so', async () => {
  const { id, number } = await draft()
  expect(number).toBeNull()
  const after = await submit(id, { opinion: '急用' })
  expect(after).toMatchObject({ state: 'approved', number: expect.stringMatching(/^P\d+$/) })
  const { entries } = await as.li.get(`/api/purchases/${id}/timeline`)
  expect(
    entries
      .map((one: Body) => one.verb)
      .slice(0, 2)
      .sort(),
  ).toEqual(['approvedAtOnce', 'submit'])
  expect(told).toContain(`approved ${id}`)
})

test('above an amount the superior is asked; until then and after it nobody edits the document', async () => {
  await flowOf([superior], { amountFrom: '1000' })
  expect(await submit((await draft({ amount: '999.99' })).id)).toMatchObject({ state: 'approved' })
  const { id } = await draft({ amount: '1000.00', items: [{ what: '词典', copies: 3 }] })
  const trial = await trialOf(id)
  expect(trial).toMatchObject({ flow: '采购审批', steps: [{ kind: 'superior', people: [{ title: '王芳' }] }] })
  const submitted = await submit(id)
  expect(submitted).toMatchObject({ state: 'inReview', number: expect.any(String) })
  const refused = await as.li.patch(`/api/purchases/${id}`, { amount: '1.00' }, 422)
  expect(refused.fields).toMatchObject([{ path: 'amount', code: 'approval.in_review' }])
  await as.li.patch(`/api/purchases/${id}`, { items: [{ what: '词典', copies: 4 }] }, 422)
  await as.li.patch(`/api/purchases/${id}`, { remark: '随时可写' })
  expect((await as.li.delete(`/api/purchases/${id}`, 409)).code).toBe('approval.in_review')
  await as.li.post(`/api/purchases/${id}/order`, {}, 409)
  expect(await waitingFor('wang')).toEqual([id])
  expect(await waitingFor('chen')).toEqual([])
  const round = await approvalOn(id, 'wang')
  expect(round.can).toEqual(['approve', 'refuse', 'delegate', 'add'])
  // Who submitted it decides nothing, and neither does a program.
  expect((await decide(round.id, 'approve', 'li', {}, 403)).code).toBe('approval.not_asked')
  await decide(round.id, 'approve', 'wang', { opinion: '同意' })
  const done = await as.li.get(`/api/purchases/${id}`)
  expect(done).toMatchObject({ state: 'approved', number: submitted.number })
  const locked = await as.li.patch(`/api/purchases/${id}`, { name: '另一个' }, 422)
  expect(locked.fields[0].code).toBe('approval.approved')
  expect((await decide(round.id, 'approve', 'wang', {}, 409)).code).toBe('approval.ended')
  expect(await waitingFor('wang')).toEqual([])
  expect((await as.wang.get('/api/approvals?box=decided')).approvals[0]).toMatchObject({
    record: { id, amount: '1000.00', currency: 'CNY' },
    own: { state: 'approved', opinion: '同意' },
  })
  expect((await as.li.get('/api/approvals?box=mine')).approvals[0]).toMatchObject({ state: 'approved', record: { id } })
  await as.li.post(`/api/purchases/${id}/order`, {})
})

test('an approver reads the document and its files before and after, and nothing else of it', async () => {
  await flowOf([superior, people('any', 'zhao')])
  const { id } = await draft()
  const file = await uploadFile(as.li, '报价.txt', '一份报价')
  await as.li.post(`/api/purchases/${id}/files`, { file: file.id })
  const { id: complaint } = await as.li.post('/api/complaints', { purchase: id, what: '送货太慢' })
  await as.zhao.get(`/api/purchases/${id}`, 404)
  await submit(id)
  // A step that still comes.
  const seen = await as.zhao.get(`/api/purchases/${id}`)
  expect(seen).toMatchObject({ state: 'inReview', can: [] })
  const opened = await fetchFile(as.zhao, file.id)
  expect(await opened.text()).toBe('一份报价')
  expect((await as.zhao.get(`/api/purchases/${id}/files`)).files).toMatchObject([{ canRemove: false }])
  expect((await as.zhao.get('/api/purchases')).records.map((one: Body) => one.id)).toContain(id)
  expect(
    (await as.zhao.get(`/api/search?q=${encodeURIComponent('采购')}`)).results.map((one: Body) => one.id),
  ).toContain(id)
  // What he may read stays where it is, also for its owner.
  expect((await as.li.delete(`/api/files/${file.id}`, 409)).code).toBe('approval.in_review')
  await as.zhao.get(`/api/complaints/${complaint}`, 404)
  expect((await as.zhao.get('/api/complaints')).records).toEqual([])
  await as.zhao.patch(`/api/purchases/${id}`, { remark: 'x' }, 403)
  const why = await as.chen.get(`/api/purchases/${id}/access?user=${as.zhao.id}`)
  expect(why.reasons).toContainEqual({ kind: 'approver', reaches: true })
  const round = await approvalOn(id)
  expect((await decide(round.id, 'approve', 'zhao', {}, 409)).code).toBe('approval.not_yet')
  await decide(round.id, 'approve', 'wang')
  await decide(round.id, 'approve', 'zhao')
  expect(await as.zhao.get(`/api/purchases/${id}`)).toMatchObject({ state: 'approved' })
  // Somebody who is not asked does not learn that there is one.
  const other = await draft({}, 'li')
  await noFlow()
  await flowOf([superior])
  await submit(other.id)
  await as.zhao.get(`/api/purchases/${other.id}`, 404)
  await decide((await approvalOn(other.id)).id, 'approve', 'zhao', {}, 404)
  await as.zhao.get(`/api/purchases/${other.id}/approval`, 404)
})

test('refusing asks why; it is submitted again from the start or from the step that refused', async () => {
  const steps = [superior, people('any', 'zhao'), people('any', 'chen')]
  for (const afterRefusal of ['start', 'step']) {
    await flowOf(steps, { afterRefusal })
    const { id } = await draft()
    await as.li.post(`/api/purchases/${id}/resubmit`, {}, 409)
    const { number } = await submit(id)
    const first = await approvalOn(id)
    await decide(first.id, 'approve', 'wang')
    await decide(first.id, 'refuse', 'zhao', { opinion: '' }, 422)
    await decide(first.id, 'refuse', 'zhao', { opinion: '太贵' })
    expect(told).toContain(`refused ${id}`)
    const back = await as.li.get(`/api/purchases/${id}`)
    expect(back.state).toBe('draft')
    expect((await as.li.get(`/api/purchases/${id}/approval`)).can).toEqual(['submit', 'resubmit'])
    await as.li.patch(`/api/purchases/${id}`, { amount: '400.00' })
    // The number that was drawn stays.
    expect(await as.li.post(`/api/purchases/${id}/resubmit`, { opinion: '已减价' })).toMatchObject({
      state: 'inReview',
      number,
    })
    const again = await approvalOn(id)
    expect(again.round).toBe(2)
    expect(again.steps[0].isKept).toBe(afterRefusal === 'step')
    expect(namesOf(again.steps[afterRefusal === 'step' ? 1 : 0], 'asked')).toEqual([
      afterRefusal === 'step' ? '赵敏' : '王芳',
    ])
    if (afterRefusal === 'start') await decide(again.id, 'approve', 'wang')
    await decide(again.id, 'approve', 'zhao')
    await decide(again.id, 'approve', 'chen')
    expect((await as.li.get(`/api/purchases/${id}`)).state).toBe('approved')
  }
})

test('of several in one step any, all, or one after the other decide', async () => {
  const asked = async (mode: string): Promise<Body> => {
    await flowOf([people(mode, 'wang', 'zhao')])
    const { id } = await draft()
    await submit(id)
    return { id, round: await approvalOn(id) }
  }
  const any = await asked('any')
  await decide(any.round.id, 'approve', 'zhao')
  expect((await as.li.get(`/api/purchases/${any.id}`)).state).toBe('approved')
  expect(await waitingFor('wang')).not.toContain(any.id)
  const all = await asked('all')
  await decide(all.round.id, 'approve', 'zhao')
  expect((await decide(all.round.id, 'approve', 'zhao', {}, 409)).code).toBe('approval.decided')
  expect((await as.li.get(`/api/purchases/${all.id}`)).state).toBe('inReview')
  await decide(all.round.id, 'approve', 'wang')
  expect((await as.li.get(`/api/purchases/${all.id}`)).state).toBe('approved')
  const sequence = await asked('sequence')
  expect((await decide(sequence.round.id, 'approve', 'zhao', {}, 409)).code).toBe('approval.not_yet')
  await decide(sequence.round.id, 'approve', 'wang')
  await decide(sequence.round.id, 'approve', 'zhao')
  expect((await as.li.get(`/api/purchases/${sequence.id}`)).state).toBe('approved')
})

test('an approver delegates, or adds somebody before or after himself', async () => {
  await flowOf([superior])
  const { id } = await draft()
  await submit(id)
  const { id: round } = await approvalOn(id)
  expect((await decide(round, 'delegate', 'wang', { to: as.li.id, reason: '请你看' }, 422)).fields[0].code).toBe(
    'approval.is_requester',
  )
  expect((await decide(round, 'delegate', 'wang', { to: as.qian.id, reason: '请你看' }, 422)).fields[0].code).toBe(
    'approval.cannot_decide',
  )
  await decide(round, 'add', 'wang', { user: as.zhao.id, where: 'before', reason: '先请赵敏看' })
  expect(await waitingFor('wang')).not.toContain(id)
  expect(await waitingFor('zhao')).toContain(id)
  await decide(round, 'approve', 'zhao')
  expect(await waitingFor('wang')).toContain(id)
  await decide(round, 'add', 'wang', { user: as.zhao.id, where: 'after', reason: '再看一次' })
  await decide(round, 'delegate', 'wang', { to: as.chen.id, reason: '出差' })
  expect((await decide(round, 'approve', 'wang', {}, 409)).code).toBe('approval.decided')
  await decide(round, 'approve', 'chen')
  await decide(round, 'approve', 'zhao')
  const { steps, state } = await approvalOn(id)
  expect(state).toBe('approved')
  expect(steps.map((step: Body) => step.kind)).toEqual(['added', 'superior', 'added'])
  expect(steps[1].people).toMatchObject([
    { user: { title: '王芳' }, state: 'delegated', opinion: '出差' },
    { user: { title: '陈静' }, state: 'approved', how: 'delegated', from: { title: '王芳' } },
  ])
  const { entries } = await as.li.get(`/api/purchases/${id}/timeline`)
  expect(entries.map((one: Body) => one.verb)).toEqual(
    expect.arrayContaining(['approve', 'approveStep', 'delegateApproval', 'addApprover']),
  )
})

test('whoever submitted it withdraws with a reason, while nobody has decided or as long as it runs', async () => {
  for (const withdraw of ['undecided', 'running']) {
    await flowOf([superior, people('any', 'zhao')], { withdraw })
    const { id } = await draft()
    await submit(id)
    await as.li.post(`/api/purchases/${id}/withdraw`, {}, 422)
    expect((await as.chen.post(`/api/purchases/${id}/withdraw`, { reason: '越权' }, 403)).code).toBe(
      'approval.not_requester',
    )
    await as.li.post(`/api/purchases/${id}/withdraw`, { reason: '写错了' })
    expect(await waitingFor('wang')).not.toContain(id)
    await submit(id)
    const { id: round } = await approvalOn(id)
    await decide(round, 'approve', 'wang')
    const late = await as.li.ask('POST', `/api/purchases/${id}/withdraw`, { reason: '又写错了' })
    expect([late.status, (late.body as Body).code]).toEqual(
      withdraw === 'running' ? [200, undefined] : [409, 'approval.partly_decided'],
    )
  }
})

test('a running approval keeps its course; what is not ready is not submitted; what changed since is not approved', async () => {
  const flow = await flowOf([superior])
  const { id } = await draft()
  await submit(id)
  await as.chen.put(`/api/approval-flows/${flow.id}`, { ...sentBack(flow), content: content([people('any', 'zhao')]) })
  await as.chen.put(`/api/approval-flows/${flow.id}`, { ...sentBack(flow) }, 409)
  const { id: round } = await approvalOn(id)
  expect(await waitingFor('wang')).toContain(id)
  await as.li.post(`/api/purchases/${id}/reprice`, { amount: '1.00' })
  expect((await decide(round, 'approve', 'wang', {}, 409)).code).toBe('approval.changed')
  await as.li.post(`/api/purchases/${id}/reprice`, { amount: '500.00' })
  await decide(round, 'approve', 'wang')
  const unready = await draft({ neededOn: '1999-01-01' })
  expect((await submit(unready.id, {}, 'li', 422)).fields[0].path).toBe('neededOn')
})

test('a file with history brings approved documents without approval, reminder or number of ours', async () => {
  await flowOf([superior])
  const file = 'name,state,amount,currency\n旧采购一,已通过,100,CNY\n旧采购二,草稿,100,CNY\n'
  const run = await bringIn(as.chen, { object: 'purchase', file, history: true } as never)
  expect(run).toMatchObject({ state: 'done', counts: { created: 2 } })
  const { records } = await as.chen.get(
    `/api/purchases?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: '旧采购一' }))}`,
  )
  expect(records).toMatchObject([{ state: 'approved', number: null }])
  expect((await as.chen.get(`/api/purchases/${records[0].id}/approval`)).rounds).toEqual([])
  expect(await waitingFor('wang')).not.toContain(records[0].id)
  await as.chen.patch(`/api/purchases/${records[0].id}`, { name: '改名' }, 422)
})

test('an undo does not bring back what was submitted since, and neither does a program decide', async () => {
  await flowOf([superior])
  const { id } = await draft({ kind: 'books' })
  const run = await as.li.post('/api/purchases/bulk', { ids: [id], verb: 'update', values: { kind: 'shelves' } })
  await submit(id)
  expect(
    (await as.li.post('/api/purchases/bulk', { ids: [id], verb: 'update', values: { kind: 'books' } })).refusedCount,
  ).toBe(1)
  await as.li.post(`/api/bulk/${run.id}/undo`)
  expect((await as.li.get(`/api/purchases/${id}`)).kind).toBe('shelves')
  const { id: round } = await approvalOn(id)
  const { key } = await as.wang.post('/api/keys', { name: '程序', rights: ['purchase.read'] })
  const response = await fetch(`${company.url}/api/approvals/${round}/approve`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  expect([response.status, ((await response.json()) as Body).code]).toEqual([403, 'session.person_only'])
  await decide(round, 'approve', 'wang')
})

test('what became another matter after a refusal is decided from the start, by whom its own flow says', async () => {
  await flowOf([superior, people('any', 'zhao')], { afterRefusal: 'step', amountTo: '1000' })
  await as.chen.post('/api/approval-flows', {
    object: 'purchase',
    name: '大额',
    isOn: true,
    content: content([people('any', 'chen')], { amountFrom: '1000' }),
  })
  const { id } = await draft()
  await submit(id)
  const { id: round } = await approvalOn(id)
  await decide(round, 'approve', 'wang')
  await decide(round, 'refuse', 'zhao', { opinion: '再想想' })
  await as.li.patch(`/api/purchases/${id}`, { amount: '5000.00' })
  await as.li.post(`/api/purchases/${id}/resubmit`, {})
  const again = await approvalOn(id)
  expect([again.flow, again.steps.map((step: Body) => namesOf(step))]).toEqual(['大额', [['陈静']]])
})

test('a change of what is under way needs consent again, and goes back or on to where it was', async () => {
  await noFlow()
  const { id } = await draft()
  const { number } = await submit(id)
  await as.li.post(`/api/purchases/${id}/order`, {})
  await flowOf([superior])
  await as.li.post(`/api/purchases/${id}/change`, {})
  await as.li.patch(`/api/purchases/${id}`, { amount: '650.00' })
  await submit(id)
  await decide((await approvalOn(id)).id, 'refuse', 'wang', { opinion: '不加钱' })
  expect((await as.li.get(`/api/purchases/${id}`)).state).toBe('changing')
  await as.li.patch(`/api/purchases/${id}`, { amount: '600.00' })
  await as.li.post(`/api/purchases/${id}/resubmit`, {})
  await decide((await approvalOn(id)).id, 'approve', 'wang')
  expect(await as.li.get(`/api/purchases/${id}`)).toMatchObject({ state: 'ordered', number, amount: '600.00' })
})
