import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { run, upload } from '#test/imports/importing.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'

let company: TestCompany
/** Marketing: hands leads over. */
let sun: Person
beforeAll(async () => {
  company = await openTestCompany()
  sun = company.as.qian
  await company.as.chen.put(`/api/users/${sun.id}/roles`, { roles: ['marketing'] })
  forgetActors(company.db)
})
// Nobody has anything, and there are no rules.
beforeEach(async () => {
  await sql`delete from ownership_limits`.execute(company.db)
  await sql`delete from lead_assignments`.execute(company.db)
  await sql`delete from assignment_turns`.execute(company.db)
  await sql`delete from assignment_candidates`.execute(company.db)
  await sql`delete from assignment_rules`.execute(company.db)
  await sql`update leads set deleted_at = now()`.execute(company.db)
  await sql`update lead_settings set fallback_user_id = null`.execute(company.db)
  await sql`update users set territory = null, expertise = null, leave_from = null, leave_until = null`.execute(
    company.db,
  )
})

const rule = (values: Record<string, unknown>) =>
  company.as.chen.post('/api/assignment-rules', { name: `规则${Math.random()}`, ...values })
const people = (...names: ('li' | 'zhao' | 'wang')[]) => names.map(name => ({ user: company.as[name].id }))
const newLead = (values: Record<string, unknown> = {}) =>
  sun.post('/api/leads', { name: '陆总', company: `宏远机电${Math.random()}`, ...values })
const handOver = async (values: Record<string, unknown> = {}) => {
  const { id } = await newLead(values)
  return sun.post(`/api/leads/${id}/handOver`)
}
const ownerOf = (lead: { owner: { title: string } }) => lead.owner.title
const whyOf = async (id: string) => (await company.as.chen.get(`/api/leads/${id}/assignments`)).assignments[0]
const tasksOf = async (id: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'lead', op: 'in', value: [id] }))
  return (await company.as.chen.get(`/api/tasks?filter=${filter}`)).records
}

describe('an assignment rule', () => {
  it('gives in turn, evenly, and says why on the page and in the timeline', async () => {
    await rule({ name: '华东', candidates: people('li', 'zhao'), method: 'roundRobin' })
    const owners: string[] = []
    let last = ''
    for (let place = 0; place < 4; place++) {
      const given = await handOver()
      owners.push(ownerOf(given))
      last = given.id
    }
    expect(owners[0]).not.toBe(owners[1])
    expect(owners.slice(2)).toEqual(owners.slice(0, 2))
    const told = await whyOf(last)
    expect(told).toMatchObject({ kind: 'rule', by: { id: sun.id }, why: `按规则「华东」轮到${owners[3]}` })
    expect(told.considered).toHaveLength(2)
    const { entries } = await company.as.chen.get(`/api/leads/${last}/timeline`)
    const entry = entries.find((one: { verb: string }) => one.verb === 'handOver')
    expect(entry.reason).toContain('按规则「华东」轮到')
    expect(entry.reason).toContain(`其他人：${owners[2]}（未结 2，还没轮到）`)
  })

  it('takes by source, region, industry, level and words of the need; the first that takes it decides', async () => {
    await rule({ name: '广告', sources: ['advertisement'], candidates: people('li') })
    await rule({ name: '浙江', regions: '浙江、苏州', candidates: people('zhao') })
    await rule({ name: '关键词', keywords: '能耗，碳排放', levels: ['a'], candidates: people('wang') })
    expect(ownerOf(await handOver({ source: 'advertisement', address: '浙江宁波' }))).toBe('李强')
    expect(ownerOf(await handOver({ source: 'visit', address: '浙江省宁波市江北区人民路1号' }))).toBe('赵敏')
    expect(ownerOf(await handOver({ address: '江苏省苏州市' }))).toBe('赵敏')
    expect(ownerOf(await handOver({ address: '江苏省南京市', need: '想做碳排放统计', level: 'a' }))).toBe('王芳')
    const { id } = await newLead({ need: '想做碳排放统计', level: 'b' })
    const refused = await sun.post(`/api/leads/${id}/handOver`, {}, 409)
    expect(refused.code).toBe('lead.nobody_fits')
    expect(await sun.get(`/api/leads/${id}`)).toMatchObject({ state: 'new', owner: { id: sun.id } })
  })

  it('chooses by territory and expertise of the person', async () => {
    const { chen, li, zhao } = company.as
    await chen.patch(`/api/users/${li.id}`, { territory: '浙江、上海', expertise: '精密机械' })
    await chen.patch(`/api/users/${zhao.id}`, { territory: '广东', expertise: '电子、物流' })
    expect((await chen.patch(`/api/users/${zhao.id}`, { territory: '火星' }, 422)).fields).toMatchObject([
      { path: 'territory', code: 'field.no_such_region' },
    ])
    await rule({ name: '区域', fitsTerritory: true, candidates: people('li', 'zhao') })
    await rule({ name: '专长', fitsExpertise: true, candidates: people('li', 'zhao') })
    const south = await handOver({ address: '广东省深圳市南山区' })
    expect(ownerOf(south)).toBe('赵敏')
    expect((await whyOf(south.id)).considered).toMatchObject([
      { user: { title: '李强' }, words: '（不负责该地区）' },
      { isChosen: true },
    ])
    expect(ownerOf(await handOver({ address: '北京市', need: '精密机械的状态监测' }))).toBe('李强')
  })

  it('chooses whoever has least open, and whoever sells best by amount and win rate', async () => {
    const { chen, li, zhao } = company.as
    await li.post('/api/leads', { name: '手里的', company: '手里的公司' })
    const byLoad = await rule({ name: '负载', method: 'load', candidates: people('li', 'zhao') })
    const given = await handOver()
    expect(ownerOf(given)).toBe('赵敏')
    expect((await whyOf(given.id)).why).toContain('分给手里最少的赵敏（未结 0）')
    await chen.patch(`/api/assignment-rules/${byLoad.id}`, { version: byLoad.version, isOn: false })
    await rule({ name: '业绩', method: 'performance', candidates: people('li', 'zhao') })
    const pipeline = (await chen.get('/api/pipelines')).records[0].id
    for (const [person, amount] of [
      [li, '320000'],
      [zhao, '50000'],
    ] as const) {
      const { id } = await person.post('/api/opportunities', {
        name: `赢的单${amount}`,
        pipeline,
        amount,
        customer: (await person.post('/api/customers', { name: `成交客户${amount}` })).id,
      })
      await person.post(`/api/opportunities/${id}/win`, {})
    }
    const best = await handOver()
    expect(ownerOf(best)).toBe('李强')
    expect((await whyOf(best.id)).why).toContain('赢单 320,000，赢率 100%')
  })

  it('keeps the cap of open leads, and gives to the named fallback when nobody fits', async () => {
    const { chen, wang } = company.as
    await rule({ name: '小上限', cap: 1, candidates: people('li') })
    expect(ownerOf(await handOver())).toBe('李强')
    const settings = await chen.get('/api/lead-settings')
    await chen.patch('/api/lead-settings', { version: settings.version, fallback: wang.id })
    const next = await handOver()
    expect(ownerOf(next)).toBe('王芳')
    const told = await whyOf(next.id)
    expect(told).toMatchObject({ kind: 'fallback', why: '没有规则适合，分给候补人王芳' })
    expect(told.considered).toMatchObject([{ words: '（未结 1，已到上限 1）', isChosen: false }])
  })

  it('passes over whoever owns as many as the company allows, at hand-over and at creation', async () => {
    const { chen, li, zhao } = company.as
    const limit = { object: 'lead', kind: 'own', max: 1, user: li.id, name: '李强最多一条' }
    await chen.post('/api/ownership-limits', limit)
    await rule({ isAtCreation: true, sources: ['visit'], candidates: people('li', 'zhao') })
    const owners: string[] = []
    for (let place = 0; place < 2; place++) owners.push(ownerOf(await newLead({ source: 'visit' })))
    await rule({ method: 'load', candidates: people('li', 'zhao') })
    const last = await handOver()
    expect(owners.sort()).toEqual(['李强', '赵敏'].sort())
    expect(last.owner.id).toBe(zhao.id)
    expect((await whyOf(last.id)).considered.map((one: { words: string }) => one.words)).toContain(
      '（拥有的线索已到公司上限）',
    )
  })

  it('skips people on leave, which they and their superiors may set, and leavers', async () => {
    const { chen, li, wang, zhao } = company.as
    await rule({ candidates: people('li', 'zhao') })
    const today = new Date().toISOString().slice(0, 10)
    await zhao.put(`/api/users/${li.id}/leave`, { from: today }, 403)
    expect(await wang.put(`/api/users/${li.id}/leave`, { from: '2020-01-01', until: null })).toMatchObject({
      from: '2020-01-01',
    })
    for (let place = 0; place < 2; place++) expect(ownerOf(await handOver())).toBe('赵敏')
    expect(
      (await li.put(`/api/users/${li.id}/leave`, { from: '2020-02-01', until: '2020-01-01' }, 422)).fields,
    ).toMatchObject([{ code: 'user.leave_ends_before' }])
    await li.put(`/api/users/${li.id}/leave`, { from: null, until: null })
    expect(ownerOf(await handOver())).toBe('李强')
    const { id: gone } = await chen.post('/api/users', { name: '何俊' })
    await rule({ name: '离职的', sources: ['visit'], candidates: [{ user: gone }] })
    await chen.post('/api/assignment-rules/order', { ids: await inOrder('离职的') })
    expect(ownerOf(await handOver({ source: 'visit' }))).toBe('何俊')
    await chen.patch(`/api/users/${gone}`, { state: 'left' })
    expect(ownerOf(await handOver({ source: 'visit' }))).not.toBe('何俊')
  })

  it('chooses among the people of a department', async () => {
    await rule({ candidates: [{ department: company.departments.华南区 }] })
    expect(ownerOf(await handOver())).toBe('赵敏')
  })

  it('makes a follow-up task with priority and due date, done by the follow-up, and tells the owner', async () => {
    const { li } = company.as
    await rule({ candidates: people('li'), taskPriority: 'urgent', taskDays: 2 })
    const given = await handOver()
    expect(await tasksOf(given.id)).toMatchObject([
      {
        title: `联系线索：陆总 ${given.company}`,
        state: 'open',
        priority: 'urgent',
        owner: { id: li.id },
        assigner: { id: sun.id },
      },
    ])
    const working = await li.get(`/api/working-calendar/reckon?day=${dayNow()}&add=2`)
    expect((await tasksOf(given.id))[0].dueOn).toBe(working.day)
    const told = async () => (await li.get('/api/notices')).notices.map((one: { text: string }) => one.text)
    await expect.poll(told).toContain('钱一把线索“陆总”转给了您')
    await li.post('/api/activities', { method: 'phone', content: '打过电话', lead: given.id })
    expect(await tasksOf(given.id)).toMatchObject([{ state: 'done' }])
  })

  it('tells the new owner once, though the lead was made and handed over in one breath', async () => {
    const { li, zhao } = company.as
    await rule({ candidates: people('li') })
    const names = Array.from({ length: 8 }, () => `一口气${Math.random()}`)
    for (const name of names) await handOver({ name })
    const told = async () =>
      (await li.get('/api/notices?limit=100')).notices.flatMap(({ text }: { text: string }) =>
        names.filter(name => text.includes(name)),
      )
    await expect.poll(async () => new Set(await told()).size, { timeout: 8000 }).toBe(names.length)
    // Whatever was on its way has come by the time a later one is there.
    const last = await handOver({ name: `最后的${Math.random()}` })
    names.push(last.name)
    await expect.poll(told, { timeout: 8000 }).toContain(last.name)
    expect((await told()).sort()).toEqual([...names].sort())
    expect(JSON.stringify(await zhao.get('/api/notices'))).not.toContain('一口气')
  })

  it('of a lead that nobody entered makes the task and tells the owner, too', async () => {
    const { chen, li } = company.as
    await rule({ name: '网站来的', isAtCreation: true, sources: ['onlineInquiry'], candidates: people('li') })
    const form = await chen.post('/api/forms', { name: '网站', source: 'onlineInquiry', consent: '同意联系。' })
    const name = `访客${Math.random()}`
    const reply = await fetch(new URL(`/api/forms/${form.token}`, company.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.251' },
      body: JSON.stringify({ values: { name, phones: '13900118822' }, consent: true }),
    })
    expect(reply.status).toBe(201)
    const { records } = await li.get('/api/leads?view=all&limit=50')
    const lead = records.find((one: { name: string }) => one.name === name)
    expect(lead).toMatchObject({ state: 'handedOver', owner: { id: li.id } })
    expect(await whyOf(lead.id)).toMatchObject({ kind: 'rule', by: null })
    expect(await tasksOf(lead.id)).toMatchObject([{ state: 'open', owner: { id: li.id }, priority: 'high' }])
    const kinds = (await li.get('/api/notices')).notices
      .filter(({ text }: { text: string }) => text.includes(name))
      .map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['lead.assigned'])
  })

  it('withdraws the task of whoever had it when it is assigned to another', async () => {
    const { chen, li, zhao } = company.as
    await rule({ candidates: people('li') })
    const given = await handOver()
    await chen.post(`/api/leads/${given.id}/assign`, { owner: zhao.id, reason: '李强太忙' })
    const tasks = await tasksOf(given.id)
    expect(tasks.map((task: { owner: { id: string }; state: string }) => [task.owner.id, task.state]).sort()).toEqual(
      [
        [li.id, 'cancelled'],
        [zhao.id, 'open'],
      ].sort(),
    )
    expect(await whyOf(given.id)).toMatchObject({ kind: 'hand', owner: { id: zhao.id }, by: { id: chen.id } })
  })

  it('gives new leads at once where it says so: by hand, by import, by API; what a candidate enters stays his', async () => {
    const { chen, li, zhao } = company.as
    await rule({ isAtCreation: true, sources: ['advertisement'], candidates: people('li', 'zhao') })
    const byHand = await newLead({ source: 'advertisement' })
    expect(byHand).toMatchObject({ state: 'handedOver', marketingOwner: { id: sun.id } })
    expect(await newLead({ source: 'visit' })).toMatchObject({ state: 'new', owner: { id: sun.id } })
    expect(await li.post('/api/leads', { name: '自己的', source: 'advertisement' })).toMatchObject({
      owner: { id: li.id },
      state: 'new',
    })
    const described = await upload(chen, {
      object: 'lead',
      file: '姓名,来源,负责人\n导入甲,广告,\n导入乙,广告,\n导入丙,广告,赵敏\n',
    })
    await run(chen, described.id)
    const { records } = await chen.get('/api/leads?view=all&limit=50')
    const imported = (name: string) => records.find((one: { name: string }) => one.name === name)
    expect(imported('导入丙').owner.id).toBe(zhao.id)
    for (const name of ['导入甲', '导入乙']) expect([li.id, zhao.id], name).toContain(imported(name).owner.id)
    expect(imported('导入甲').owner.id).not.toBe(imported('导入乙').owner.id)
  })

  it('keeps turns even and caps unbroken when 50 clients assign at once', async () => {
    const { li, zhao, wang } = company.as
    await rule({ candidates: people('li', 'zhao', 'wang'), cap: 15 })
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await newLead()).id))
    const answers = await Promise.all(ids.map(id => sun.ask('POST', `/api/leads/${id}/handOver`, {})))
    const statuses = answers.map(({ status, body }) => (status === 200 ? 200 : `${status} ${body.code}`))
    expect(statuses.sort()).toEqual([...Array(45).fill(200), ...Array(5).fill('409 lead.nobody_fits')])
    const { rows } = await sql<{ owner_id: string; count: number }>`select owner_id, count(*)::int as count from leads
      where state = 'handedOver' and deleted_at is null group by owner_id`.execute(company.db)
    expect(new Map(rows.map(row => [row.owner_id, row.count]))).toEqual(
      new Map([li, zhao, wang].map(one => [one.id, 15])),
    )
    const { rows: turns } = await sql<{ least: number; most: number }>`
      select min(n)::int as least, max(n)::int as most from (select count(*) n from
        (select owner_id, row_number() over (order by at) as place from lead_assignments) a
        where place <= 30 group by owner_id) b`.execute(company.db)
    expect(turns[0]).toEqual({ least: 10, most: 10 })
  })

  it('is tried on past leads: who would have got what, by rule and person, and nothing changes', async () => {
    const { chen, li } = company.as
    for (let place = 0; place < 4; place++) await newLead()
    const made = await rule({ name: '试一试', candidates: people('li', 'zhao') })
    const period = { from: dayNow(-1), until: dayNow(1) }
    const before = await snapshot()
    const trial = await chen.post('/api/assignment-rules/trial', period)
    expect(trial).toMatchObject({ total: 4, isCut: false })
    expect(trial.byPerson).toHaveLength(2)
    expect(trial.byPerson.map((one: { count: number; rule: { id: string } }) => [one.count, one.rule.id])).toEqual([
      [2, made.id],
      [2, made.id],
    ])
    expect(trial.rows[0]).toMatchObject({ now: { id: sun.id }, rule: { title: '试一试' } })
    expect(trial.rows[0].why).toContain('轮到')
    expect(await snapshot()).toEqual(before)
    await li.post('/api/assignment-rules/trial', period, 403)
    await chen.post('/api/assignment-rules/trial', { from: '2026-02-01', until: '2026-01-01' }, 400)
  })

  it('is changed by administrators alone, needs somebody to choose, and is asked in the order that they set', async () => {
    const { chen, li } = company.as
    await li.post('/api/assignment-rules', { name: '我要', candidates: people('li') }, 403)
    const wrong = await chen.post('/api/assignment-rules', { name: '没人', regions: '浙江、哪里', candidates: [] }, 422)
    expect(wrong.fields.map((field: { code: string }) => field.code).sort()).toEqual([
      'assignmentRule.no_candidates',
      'field.no_such_region',
    ])
    const first = await rule({ name: '甲', candidates: people('li') })
    const second = await rule({ name: '乙', candidates: people('zhao') })
    expect(ownerOf(await handOver())).toBe('李强')
    await chen.post('/api/assignment-rules/order', { ids: [second.id, first.id] })
    expect(ownerOf(await handOver())).toBe('赵敏')
    await li.post('/api/assignment-rules/order', { ids: [first.id, second.id] }, 403)
    await li.patch('/api/lead-settings', { version: 1, remindDays: 1 }, 403)
  })

  it('shares out anew what lies with somebody', async () => {
    const { chen, li, zhao } = company.as
    const { id } = await newLead()
    await sun.post(`/api/leads/${id}/handOver`, { to: li.id })
    await rule({ candidates: people('zhao') })
    const bulk = await chen.post('/api/leads/bulk', { ids: [id], verb: 'assignByRules' })
    expect(bulk.refusedCount).toBe(0)
    expect(await zhao.get(`/api/leads/${id}`)).toMatchObject({ owner: { id: zhao.id }, state: 'handedOver' })
  })

  it('looks back as many days as the company says, ninety unless told, and weighs amount against win rate as it says', async () => {
    const { chen, li, zhao } = company.as
    await sql`update opportunities set deleted_at = now()`.execute(company.db)
    const settings = async () => chen.get('/api/lead-settings')
    const change = async (values: Record<string, unknown>) =>
      chen.patch('/api/lead-settings', { version: (await settings()).version, ...values })
    expect(await settings()).toMatchObject({ performanceDays: 90 })
    await rule({ name: '业绩', method: 'performance', candidates: people('li', 'zhao'), cap: 99 })
    const pipeline = (await chen.get('/api/pipelines')).records[0].id
    const deal = async (
      person: Person,
      amount: string,
      { closedOn, verb = 'win' }: { closedOn: string; verb?: string },
    ) => {
      const { id: customer } = await person.post('/api/customers', { name: `业绩客户${Math.random()}` })
      const made = { name: '单', pipeline, amount, customer, openedOn: dayNow(-400) }
      const { id } = await person.post('/api/opportunities', made)
      const reason = verb === 'lose' ? { reason: 'price' } : {}
      await person.post(`/api/opportunities/${id}/${verb}`, { closedOn, ...reason })
    }
    await deal(li, '900000', { closedOn: dayNow(-91) })
    await deal(zhao, '10000', { closedOn: dayNow(-10) })
    expect(ownerOf(await handOver())).toBe('赵敏')
    await change({ performanceDays: 100 })
    expect(ownerOf(await handOver())).toBe('李强')
    // By amount li is far ahead; of what was decided he won half, she all.
    await deal(li, '5000', { closedOn: dayNow(-5), verb: 'lose' })
    await change({ amountWeight: 100 })
    expect(ownerOf(await handOver())).toBe('李强')
    await change({ amountWeight: 0 })
    const given = await handOver()
    expect(ownerOf(given)).toBe('赵敏')
    expect((await whyOf(given.id)).why).toContain('赢率 100%')
    await change({ performanceDays: 90, amountWeight: 50 })
  })
})

/** The ids of all rules, the one of this name first. */
async function inOrder(first: string): Promise<string[]> {
  const { records } = await company.as.chen.get('/api/assignment-rules')
  const rules = records as { id: string; name: string }[]
  return rules.sort((a, b) => Number(b.name === first) - Number(a.name === first)).map(({ id }) => id)
}

const dayNow = (after = 0): string => new Date(Date.now() + (8 + after * 24) * 3_600_000).toISOString().slice(0, 10)

async function snapshot() {
  const { rows } =
    await sql`select (select count(*) from history) as history, (select count(*) from lead_assignments) as assignments,
    (select count(*) from assignment_turns) as turns, (select max(version) from leads) as version, (select count(*) from tasks) as tasks`.execute(
      company.db,
    )
  return rows[0]
}
