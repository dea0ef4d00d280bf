import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { passOnOfAbsent } from '#platform/approvals/absent.ts'
import { overdueApprovals } from '#platform/approvals/notices.ts'
import { dayAt } from '#platform/fields/time-zone.ts'
import { openMail } from '#platform/mail/mail.ts'
import { openNoticeClock } from '#platform/notify/clock.ts'
import { openSecrets } from '#platform/secrets/secrets.ts'
import type { PersonName } from '#test/harness/people.ts'
import { type Body, content, type Desk, namesOf, openDesk, superior } from './purchase-desk.ts'

// Who is asked: courses, those who are not there, successors, notices; and many at the same moment.

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

test('nobody is passed over in silence: leavers, leave, empty roles, missing superiors and whoever submits himself', async () => {
  const { chen } = as
  const stepsOf = async (steps: object[], person: PersonName = 'li', values: object = {}): Promise<Body> => {
    await flowOf(steps)
    const { id } = await draft(values, person)
    return (await trialOf(id, person)).steps
  }
  const askedIn = (step: Body): string[] => step.people.map((one: Body) => one.title)
  // Somebody who has left: his superior.
  const seller = async (values: object): Promise<string> => {
    const { id } = await chen.post('/api/users', values)
    await sql`insert into user_roles (user_id, role_id) values (${id}, 'salesperson')`.execute(company.db)
    return id
  }
  const gone = await seller({ name: '孙离', superior: as.chen.id, state: 'left' })
  await flowOf([superior])
  await sql`update approval_flows set content = ${JSON.stringify(content([{ kind: 'people', mode: 'all', people: [gone, as.wang.id] }]))}::jsonb`.execute(
    company.db,
  )
  const mine = await draft()
  const [both] = (await trialOf(mine.id)).steps
  expect(askedIn(both)).toEqual(['陈静', '王芳'])
  expect(both.notes).toEqual([{ code: 'left', name: '孙离', to: '陈静' }])
  // On leave: his deputy, else his superior, and he himself where there is neither.
  await sql`update users set leave_from = now() - interval '1 day', leave_until = now() + interval '1 day' where id = ${as.wang.id}`.execute(
    company.db,
  )
  const [alone] = await stepsOf([superior])
  expect(askedIn(alone)).toEqual(['王芳'])
  await as.wang.put('/api/approvals/deputy', { user: as.zhao.id })
  await as.wang.put('/api/approvals/deputy', { user: as.wang.id }, 422)
  const [deputy] = await stepsOf([superior])
  expect([askedIn(deputy), deputy.notes]).toEqual([['赵敏'], [{ code: 'deputy', name: '王芳', to: '赵敏' }]])
  await as.wang.put('/api/approvals/deputy', { user: null })
  await sql`update users set leave_from = null, leave_until = null where id = ${as.wang.id}`.execute(company.db)
  // A role that nobody has: the next superior; where there is none, whoever administers.
  const [finance] = await stepsOf([{ kind: 'role', mode: 'any', role: 'finance' }])
  expect([askedIn(finance), finance.notes]).toEqual([['王芳'], [{ code: 'empty', to: '王芳' }]])
  const [none] = await stepsOf([superior], 'zhao')
  expect(askedIn(none)).toEqual(['陈静'])
  expect(none.notes.map((note: Body) => note.code)).toEqual(['noSuperior', 'administrator'])
  // Whoever submits does not decide himself.
  const [own] = await stepsOf([people('any', 'li')])
  expect([askedIn(own), own.notes]).toEqual([['王芳'], [{ code: 'requester', name: '李强', to: '王芳' }]])
  // Who may not read such records is not asked blindly.
  const [blind] = await stepsOf([people('any', 'qian')])
  expect(blind.notes[0]).toMatchObject({ code: 'noRight' })
  // The only administrator has nobody above him.
  await flowOf([superior])
  const lonely = await draft({}, 'chen')
  expect((await submit(lonely.id, {}, 'chen', 422)).code).toBe('approval.nobody')
  // Somebody who leaves while he is asked: it goes on with the requester's superior or an administrator.
  const leaving = await seller({ name: '周走' })
  await flowOf([{ kind: 'people', mode: 'any', people: [leaving] }])
  const open = await draft()
  await submit(open.id)
  await chen.patch(`/api/users/${leaving}`, { state: 'left' })
  const [step] = (await approvalOn(open.id)).steps
  expect(namesOf(step, 'asked')).toEqual(['王芳'])
  expect(step.notes).toContainEqual({ code: 'left', name: '周走', to: '王芳' })
  expect(await waitingFor('wang')).toContain(open.id)
})

test('conditions, departments and chains of superiors choose the course; one chosen by whoever submits is asked for', async () => {
  const { chen } = as
  await flowOf([superior], { conditions: { field: 'kind', op: 'in', value: ['shelves'] } })
  expect((await submit((await draft({ kind: 'books' })).id)).state).toBe('approved')
  expect((await submit((await draft({ kind: 'shelves' })).id)).state).toBe('inReview')
  await flowOf([superior], { departments: [company.departments.华南区] })
  expect((await submit((await draft()).id)).state).toBe('approved')
  // Another currency than the company's, whose worth nobody knows, is taken as large.
  await flowOf([superior], { amountFrom: '1000' })
  expect((await submit((await draft({ amount: '10.00', currency: 'USD' })).id)).state).toBe('inReview')
  await sql`update users set superior_id = ${as.chen.id} where id = ${as.wang.id}`.execute(company.db)
  await flowOf([{ kind: 'chain', mode: 'any', level: 5, role: null }])
  const { id } = await draft()
  const chain = await trialOf(id)
  expect(chain.steps.map((step: Body) => step.people[0].title)).toEqual(['王芳', '陈静'])
  await flowOf([{ kind: 'chain', mode: 'any', level: 5, role: 'salesManager' }])
  expect((await trialOf(id)).steps).toHaveLength(1)
  await sql`update users set superior_id = null where id = ${as.wang.id}`.execute(company.db)
  await sql`update departments set head_id = ${as.wang.id} where id = ${company.departments.华东区}`.execute(company.db)
  await flowOf([
    { kind: 'head', mode: 'any' },
    { kind: 'chosen', mode: 'all', people: [], roles: [] },
  ])
  const trial = await trialOf(id)
  expect(trial.steps[0].people).toMatchObject([{ title: '王芳' }])
  expect(trial.steps[1].offered.map((one: Body) => one.title)).not.toContain('李强')
  expect((await submit(id, {}, 'li', 422)).fields[0].code).toBe('approval.choose')
  expect((await submit(id, { approvers: [as.li.id] }, 'li', 422)).fields[0].code).toBe('approval.choose_others')
  await submit(id, { approvers: [as.zhao.id, as.chen.id] })
  expect(namesOf((await approvalOn(id)).steps[1])).toEqual(['赵敏', '陈静'])
  const wrong = await chen.ask('POST', '/api/approval-flows', {
    object: 'purchase',
    name: '错',
    isOn: true,
    content: content([superior], { conditions: { field: 'nothing', op: 'is', value: 1 } }),
  })
  expect(wrong.status).toBe(400)
  await as.li.get('/api/approval-flows', 403)
})

test('50 at once approve once, and 50 submissions at once draw 50 numbers without a gap', async () => {
  await flowOf([superior])
  const { id } = await draft()
  await submit(id)
  const { id: round } = await approvalOn(id)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => as.wang.ask('POST', `/api/approvals/${round}/approve`, {})),
  )
  const statuses = answers.map(answer => answer.status).sort()
  expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)])
  const { entries } = await as.li.get(`/api/purchases/${id}/timeline`)
  expect(entries.filter((one: Body) => one.verb === 'approve')).toHaveLength(1)
  const drafts: string[] = []
  for (let made = 0; made < 50; made++) drafts.push((await draft()).id)
  const submitted = await Promise.all(drafts.map(one => submit(one)))
  const numbers = submitted.map(one => Number(String(one.number).slice(1))).sort((a, b) => a - b)
  expect(Number(numbers.at(-1)) - Number(numbers[0])).toBe(49)
  expect(new Set(numbers).size).toBe(50)
  // Many are decided at once, each for itself.
  const { approvals, count: waiting } = await as.wang.get('/api/approvals')
  expect(waiting).toBeGreaterThanOrEqual(50)
  const ids = approvals.slice(0, 5).map((one: Body) => one.id)
  const many = await as.wang.post('/api/approvals/decide', {
    ids: [...ids, round],
    decision: 'approve',
    opinion: '批量同意',
  })
  expect(many.done.sort()).toEqual([...ids].sort())
  expect(many.refused).toMatchObject([{ id: round, code: 'approval.ended', message: expect.stringMatching(/[。.]$/) }])
})

test('the workbench shows what waits, and people are told once', async () => {
  await flowOf([superior])
  const { id } = await draft({ name: '紧急采购' })
  await submit(id)
  const { tiles } = await as.wang.get('/api/workbench?lens=own')
  const tile = tiles.find((one: Body) => one.name === 'approvals.waiting')
  expect(JSON.stringify(tile)).toContain('紧急采购')
  const toldOf = async (person: PersonName, kind: string) =>
    (await as[person].get('/api/notices')).notices.filter(
      (one: Body) => one.kind === kind && JSON.stringify(one).includes(id),
    )
  expect(await toldOf('wang', 'approval.asked')).toHaveLength(1)
  const { id: round } = await approvalOn(id)
  expect(await decide(round, 'remind', 'li')).toEqual({ told: 1 })
  expect((await decide(round, 'remind', 'li', {}, 409)).code).toBe('approval.reminded_just_now')
  await decide(round, 'refuse', 'wang', { opinion: '不需要' })
  expect(await toldOf('li', 'approval.refused')).toHaveLength(1)
  // Whoever is asked later is told whose it is, not who decided before him.
  await flowOf([superior, people('any', 'zhao')])
  const { id: second } = await draft({ name: '两步采购' })
  await submit(second)
  await decide((await approvalOn(second)).id, 'approve', 'wang')
  const { notices } = await as.zhao.get('/api/notices')
  expect(notices.find((one: Body) => one.kind === 'approval.asked' && one.text.includes('两步采购')).text).toContain(
    '李强',
  )
  const { rows } = await sql<{ unread: number }>`select count(*)::int as unread from notices
    where recipient_id = ${as.wang.id} and record_id = ${id} and read_at is null`.execute(company.db)
  expect(rows[0]?.unread).toBe(0)
})

test('what waits for a leaver, flows that name him and for whom he is deputy go to his successor, and come back', async () => {
  const flow = await flowOf([people('all', 'zhao', 'chen')])
  await as.wang.put('/api/approvals/deputy', { user: as.zhao.id })
  const { id } = await draft({ name: '交接采购' })
  await submit(id)
  const handover = await as.chen.post('/api/handovers', { leaver: as.zhao.id })
  expect(handover.kinds.map((one: Body) => one.kind)).toEqual(
    expect.arrayContaining(['holding.approvalTasks', 'holding.approvalFlows', 'holding.approvalDeputies']),
  )
  await as.chen.post(`/api/handovers/${handover.id}/run`, { to: as.wang.id })
  expect(await waitingFor('wang')).toContain(id)
  expect(
    (await as.chen.get('/api/approval-flows')).flows.find((one: Body) => one.id === flow.id).content.steps[0].people,
  ).toEqual([as.wang.id, as.chen.id])
  await as.chen.post(`/api/handovers/${handover.id}/undo`, { letBackIn: false })
  expect(namesOf((await approvalOn(id)).steps[0], 'asked').sort()).toEqual(['赵敏', '陈静'].sort())
})

test('the settings say who could not read all of what he would approve, and try a flow with a record', async () => {
  const flow = await flowOf([people('any', 'qian'), { kind: 'role', mode: 'any', role: 'salesperson' }])
  expect(flow.blindSpots).toContainEqual({ who: '钱一', seesNothing: true, fields: [] })
  const { id } = await draft({ amount: '2000.00' })
  const trial = await as.chen.post('/api/approval-flows/trial', {
    object: 'purchase',
    record: id,
    content: content([superior], { amountFrom: '3000' }),
  })
  expect(trial).toMatchObject({ takes: false, steps: [{ people: [{ title: '王芳' }] }] })
})

test('who has not decided after the working days of the flow is reminded, once', async () => {
  await flowOf([superior], { remindDays: 2 })
  const late = await draft({ name: '久等' })
  const fresh = await draft({ name: '刚提交' })
  for (const one of [late, fresh]) await submit(one.id)
  await sql`update approval_tasks set asked_at = now() - interval '30 days' where record_id = ${late.id}`.execute(
    company.db,
  )
  const { companies, pools, server, url } = company
  const secrets = openSecrets({ folder: server.dataFolder, keys: [] })
  const clock = openNoticeClock({
    companies,
    mail: openMail({ control: pools.control, secrets, installation: null, publicOnly: false }),
    secrets,
    robotHosts: [],
    linkBase: url,
    timed: [overdueApprovals],
    log: pino({ level: 'silent' }),
  })
  await clock.round(company.id)
  await clock.round(company.id)
  const { notices } = await as.wang.get('/api/notices')
  const overdue = notices.filter((one: Body) => one.kind === 'approval.overdue')
  expect(overdue.map((one: Body) => one.text)).toEqual([expect.stringMatching(/久等/)])
})

test('a flow that asks for a retired field lets nothing pass in silence', async () => {
  const { added } = await as.chen.post('/api/layout/purchase/fields', {
    type: 'number',
    labelZh: '急',
    labelEn: 'Urgency',
  })
  await flowOf([superior], { conditions: { field: added, op: 'gte', value: 3 } })
  expect((await submit((await draft({ [added]: 2 })).id)).state).toBe('approved')
  expect((await submit((await draft({ [added]: 4 })).id)).state).toBe('inReview')
  await as.chen.patch(`/api/layout/purchase/fields/${added}`, { isRetired: true })
  const refused = await submit((await draft()).id, {}, 'li', 409)
  expect(refused).toMatchObject({ code: 'approval.flow_broken', params: { flow: '采购审批' } })
  await noFlow()
})

test('in the night what waits for somebody who is on leave goes to his deputy', async () => {
  const { wang, zhao } = as
  await flowOf([superior])
  const { id } = await draft()
  await submit(id)
  await wang.put('/api/approvals/deputy', { user: zhao.id })
  await sql`update users set leave_from = now() - interval '1 day', leave_until = null where id = ${wang.id}`.execute(
    company.db,
  )
  const { db, company: own } = await company.companies.open(company.id)
  const start = {
    db,
    company: own,
    actor: systemActor('approvals.absent'),
    batch: null,
    reason: null,
    locale: own.locale,
  }
  const ctx = await company.companies.contextOf({ ...start, now: () => new Date() })
  const today = dayAt(new Date(), own.timeZone)
  for (const _twice of [1, 2]) await passOnOfAbsent({ ...ctx, db }, today, new AbortController().signal)
  const [step] = (await approvalOn(id)).steps
  expect([namesOf(step, 'asked'), step.notes]).toEqual([['赵敏'], [{ code: 'deputy', name: '王芳', to: '赵敏' }]])
  await sql`update users set leave_from = null where id = ${wang.id}`.execute(company.db)
})
