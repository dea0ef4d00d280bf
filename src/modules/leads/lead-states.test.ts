import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'
import { readyPool, setPool } from '#test/pools/world.ts'

let company: TestCompany
/** Marketing: has leads until they are handed over. */
let sun: Person
beforeAll(async () => {
  company = await openTestCompany()
  sun = company.as.qian
  await company.as.chen.put(`/api/users/${sun.id}/roles`, { roles: ['marketing'] })
  forgetActors(company.db)
})

const newLead = (person: Person, values: Record<string, unknown> = {}) =>
  person.post('/api/leads', { name: '陆总', company: `宏远机电${Math.random()}`, ...values })

describe('the way of a lead', () => {
  it('is new → qualified → handed over → following, each instant set by its verb, each step in its history', async () => {
    const { li } = company.as
    const made = await newLead(sun)
    expect(made).toMatchObject({ state: 'new', owner: { id: sun.id }, qualifiedAt: null, assignedAt: null })
    expect(made.can).toEqual(expect.arrayContaining(['qualify', 'handOver', 'invalidate']))
    expect(made.can).not.toContain('returnToMarketing')
    const qualified = await sun.post(`/api/leads/${made.id}/qualify`)
    expect(qualified).toMatchObject({ state: 'qualified', handedOverAt: null })
    expect(qualified.qualifiedAt).toBeTruthy()
    await li.get(`/api/leads/${made.id}`, 404)
    const handed = await sun.post(`/api/leads/${made.id}/handOver`, { to: li.id, reason: '展会现场很急' })
    expect(handed).toMatchObject({
      state: 'handedOver',
      owner: { id: li.id },
      marketingOwner: { id: sun.id },
      qualifiedAt: qualified.qualifiedAt,
      firstContactedAt: null,
    })
    expect(handed.handedOverAt).toBe(handed.assignedAt)
    expect(handed.contactDueOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    await li.post('/api/activities', { method: 'phone', content: '电话里说下周来厂里看', lead: made.id })
    const following = await li.get(`/api/leads/${made.id}`)
    expect(following).toMatchObject({ state: 'following', contactDueOn: null, activityCount: 1 })
    expect(following.firstContactedAt).toBeTruthy()
    const { entries } = await li.get(`/api/leads/${made.id}/timeline`)
    const verbs = entries.map((entry: { verb: string }) => entry.verb)
    expect(verbs.filter((verb: string) => verb !== 'told')).toEqual(['takeUp', 'handOver', 'qualify', 'create'])
    expect(entries.find((entry: { verb: string }) => entry.verb === 'handOver').reason).toContain('展会现场很急')
  })

  it('keeps the first contact that was brought along; otherwise it is that of the first follow-up that stands', async () => {
    const { li } = company.as
    const log = (lead: string, happenedAt: string) =>
      li.post('/api/activities', { method: 'phone', content: '谈过', lead, happenedAt })
    const first = async (id: string) => (await li.get(`/api/leads/${id}`)).firstContactedAt
    const { id } = await newLead(li)
    const [early, late] = ['2026-03-02T02:00:00.000Z', '2026-03-09T02:00:00.000Z']
    await log(id, late)
    const back = await log(id, early)
    expect(await first(id)).toBe(early)
    await li.delete(`/api/activities/${back.id}`)
    expect(await first(id)).toBe(late)
    const { id: brought } = await newLead(li)
    const known = '2024-05-06T02:00:00.000Z'
    await sql`update leads set first_contacted_at = ${known}::timestamptz where id = ${brought}::uuid`.execute(
      company.db,
    )
    const told = await log(brought, late)
    expect(await first(brought)).toBe(known)
    await li.delete(`/api/activities/${told.id}`)
    expect(await first(brought)).toBe(known)
  })

  it('may end as invalid with a reason, and be opened again where it stood', async () => {
    const { li } = company.as
    const { id } = await newLead(li)
    expect((await li.post(`/api/leads/${id}/invalidate`, { remark: '空号' }, 422)).fields).toMatchObject([
      { path: 'invalidReason' },
    ])
    expect(await li.post(`/api/leads/${id}/invalidate`, { invalidReason: 'notReached', remark: '空号' })).toMatchObject(
      {
        state: 'invalid',
        invalidReason: 'notReached',
      },
    )
    expect((await li.post(`/api/leads/${id}/takeUp`, {}, 409)).code).toBe('verb_not_possible')
    expect(await li.post(`/api/leads/${id}/reopen`)).toMatchObject({ state: 'new', invalidReason: null })
    await li.post(`/api/leads/${id}/takeUp`)
    await li.post('/api/activities', { method: 'phone', content: '接通了', lead: id })
    await li.post(`/api/leads/${id}/invalidate`, { invalidReason: 'noNeed' })
    expect(await li.post(`/api/leads/${id}/reopen`)).toMatchObject({ state: 'following' })
  })

  it('goes back to whoever had it in marketing, with a reason, and can be handed over again', async () => {
    const { li, zhao } = company.as
    const { id } = await newLead(sun)
    await sun.post(`/api/leads/${id}/handOver`, { to: li.id })
    expect((await li.post(`/api/leads/${id}/returnToMarketing`, {}, 422)).fields).toMatchObject([{ path: 'reason' }])
    await zhao.post(`/api/leads/${id}/returnToMarketing`, { reason: '不是我的' }, 404)
    await li.post(`/api/leads/${id}/returnToMarketing`, { reason: '预算要到明年' })
    const returned = await sun.get(`/api/leads/${id}`)
    expect(returned).toMatchObject({
      state: 'returned',
      owner: { id: sun.id },
      returnReason: '预算要到明年',
      contactDueOn: null,
    })
    await li.get(`/api/leads/${id}`, 404)
    const ofLead = encodeURIComponent(JSON.stringify({ field: 'lead', op: 'in', value: [id] }))
    expect((await sun.get(`/api/tasks?filter=${ofLead}`)).records).toMatchObject([{ state: 'cancelled' }])
    const tile = await sun.get('/api/workbench/tiles/leads.returned')
    expect(JSON.stringify(tile)).toContain(id)
    await sun.post(`/api/leads/${id}/qualify`)
    expect(await sun.post(`/api/leads/${id}/handOver`, { to: zhao.id })).toMatchObject({
      state: 'handedOver',
      returnReason: null,
    })
  })

  it('is handed over by any way from marketing to sales, and not among colleagues in sales', async () => {
    const { chen, li, wang, zhao } = company.as
    const given = await newLead(sun, { owner: li.id })
    expect(given).toMatchObject({ state: 'handedOver', marketingOwner: { id: sun.id } })
    const edited = await newLead(sun)
    await sun.patch(`/api/leads/${edited.id}`, { owner: wang.id })
    expect(await chen.get(`/api/leads/${edited.id}`)).toMatchObject({ state: 'handedOver', owner: { id: wang.id } })
    const own = await newLead(li)
    await chen.patch(`/api/leads/${own.id}`, { owner: zhao.id })
    expect(await zhao.get(`/api/leads/${own.id}`)).toMatchObject({ state: 'new', owner: { id: zhao.id } })
  })

  it('says how many days marketing and sales had it, by who held it in which department then', async () => {
    const { chen, li } = company.as
    const { id } = await newLead(sun)
    await sun.post(`/api/leads/${id}/handOver`, { to: li.id })
    await sql`update transitions set at = at - interval '5 days' where record_id = ${id}::uuid`.execute(company.db)
    await sql`update transitions set at = at - interval '4 days' where record_id = ${id}::uuid and from_value is null`.execute(
      company.db,
    )
    const way = await li.get(`/api/leads/${id}/way`)
    expect(way.days).toEqual({ marketing: 4, sales: 5 })
    expect(way.stays).toMatchObject([
      { user: { id: sun.id }, department: { title: '总部' }, phase: 'marketing' },
      { user: { id: li.id }, department: { title: '华东区' }, phase: 'sales', until: null },
    ])
    expect(way.steps.map((step: { name: string }) => step.name)).toEqual([
      'createdAt',
      'qualifiedAt',
      'handedOverAt',
      'assignedAt',
      'firstContactedAt',
      'convertedAt',
      'firstOpportunityAt',
    ])
    await sql`insert into department_members (id, user_id, department_id, is_main)
      values (gen_random_uuid(), ${li.id}::uuid, ${company.departments.华东区}::uuid, true)`.execute(company.db)
    // A move to another department later changes nothing of what was: from then on it is that department's time.
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华南区 })
    const { stays, days } = await li.get(`/api/leads/${id}/way`)
    expect(stays.slice(1)).toMatchObject([
      { department: { title: '华东区' }, phase: 'sales', until: stays[2].from },
      { user: { id: li.id }, department: { title: '华南区' }, phase: 'sales', until: null },
    ])
    expect(Date.parse(stays[2].from) % 86_400_000).toBe(16 * 3_600_000)
    expect(days).toEqual({ marketing: 4, sales: 5 })
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华东区 })
    await company.as.zhao.get(`/api/leads/${id}/way`, 404)
  })

  it('is a report by marketing, department, source and campaign: the time is the department’s that had it then', async () => {
    const { chen, li } = company.as
    const name = `调动${Math.random()}`
    const { id: mover } = await chen.post('/api/users', { name, department: company.departments.华东区 })
    const { id } = await newLead(sun)
    await sun.post(`/api/leads/${id}/handOver`, { to: mover })
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({
      marketingDepartment: { title: '总部' },
      ownerDepartment: { title: '华东区' },
    })
    const countOf = async (report: string, department: string): Promise<number> => {
      const { rows } = await chen.get(`/api/reports/${report}`)
      return rows.find(({ labels }: { labels: string[] }) => labels[0] === department)?.values.count ?? 0
    }
    const then = await countOf('leadPaceByDepartment', '华东区')
    const now = await countOf('leadPaceByDepartmentNow', '华东区')
    await chen.patch(`/api/users/${mover}`, { department: company.departments.华南区 })
    expect(await countOf('leadPaceByDepartment', '华东区')).toBe(then)
    expect(await countOf('leadPaceByDepartmentNow', '华东区')).toBe(now - 1)
    expect((await chen.get(`/api/leads/${id}`)).ownerDepartment).toMatchObject({ title: '华东区' })
    expect(await countOf('leadPaceByMarketing', '总部')).toBeGreaterThan(0)
    // Whoever gets it next has it in his department; nobody in none.
    await chen.patch(`/api/leads/${id}`, { owner: li.id })
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华南区 })
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({ ownerDepartment: { title: '华东区' } })
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华东区 })
    await li.post(`/api/leads/${id}/release`, { reason: '不熟' })
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({ owner: null, ownerDepartment: null })
    for (const [report, word] of [
      ['leadPaceByDepartment', '那天所在的部门'],
      ['leadPaceByDepartmentNow', '现在所在的部门'],
      ['leadPaceByMarketing', '移交时'],
      ['leadPaceBySource', '市场用时'],
      ['leadPaceByCampaign', '市场用时'],
    ])
      expect((await chen.get(`/api/reports/${report}`)).report.how, report).toContain(word)
  })

  it('comes back to the successor of whoever had it in marketing, when that one has left', async () => {
    const { chen, li, zhao } = company.as
    const { id: leaver } = await chen.post('/api/users', { name: `市场的人${Math.random()}` })
    await chen.put(`/api/users/${leaver}/roles`, { roles: ['marketing'] })
    forgetActors(company.db)
    const { id } = await chen.post('/api/leads', { name: '陆总', company: '离职的线索', owner: leaver })
    const { id: over } = await chen.post('/api/leads', { name: '陆总', company: '已无效的线索', owner: leaver })
    for (const one of [id, over]) await chen.post(`/api/leads/${one}/handOver`, { to: li.id })
    await li.post(`/api/leads/${over}/invalidate`, { invalidReason: 'noNeed' })
    const handover = await chen.post('/api/handovers', { leaver })
    expect(handover.kinds).toMatchObject([{ kind: 'lead.marketingOwner', count: 1 }])
    const refused = await chen.post(`/api/handovers/${handover.id}/finish`, { leaving: 'now' }, 409)
    expect(refused.code).toBe('handover.things_left')
    await chen.post(`/api/handovers/${handover.id}/run`, { to: sun.id })
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({
      owner: { id: li.id },
      marketingOwner: { id: sun.id },
      state: 'handedOver',
    })
    expect(await chen.get(`/api/leads/${over}`)).toMatchObject({ marketingOwner: { id: leaver } })
    await chen.post(`/api/handovers/${handover.id}/undo`, { letBackIn: false })
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({ marketingOwner: { id: leaver }, owner: { id: li.id } })
    const again = await chen.post('/api/handovers', { leaver })
    await chen.post(`/api/handovers/${again.id}/run`, { to: sun.id })
    await chen.post(`/api/handovers/${again.id}/finish`, { leaving: 'now' })
    await zhao.post(`/api/leads/${id}/returnToMarketing`, { reason: '不是我的' }, 404)
    await li.post(`/api/leads/${id}/returnToMarketing`, { reason: '预算没有了' })
    expect(await sun.get(`/api/leads/${id}`)).toMatchObject({ state: 'returned', owner: { id: sun.id } })
  })

  it('of many at once is returned and handed over in one go, and what cannot be is told', async () => {
    const { li } = company.as
    const ids: string[] = []
    for (let place = 0; place < 3; place++) ids.push((await newLead(sun)).id)
    const handed = await sun.post('/api/leads/bulk', { ids, verb: 'handOver', input: { to: li.id } })
    expect(JSON.stringify(handed)).toContain('"done":3')
    const other = await newLead(li)
    const back = await li.post('/api/leads/bulk', {
      ids: [...ids, other.id],
      verb: 'returnToMarketing',
      input: { reason: '都不在我的区域' },
    })
    expect(back).toMatchObject({ refusedCount: 1, refused: [{ id: other.id, code: 'verb_not_possible' }] })
    expect(await sun.get(`/api/leads/${ids[0]}`)).toMatchObject({ state: 'returned', owner: { id: sun.id } })
    expect(await li.get(`/api/leads/${other.id}`)).toMatchObject({ state: 'new' })
  })

  it('has a pool of its own: fifty at once claim each lead once, many are assigned and claimed in one go', async () => {
    const { chen, li, wang, zhao } = company.as
    const pool = await readyPool(company, 'lead')
    await setPool(company, pool.id, { claimsPerDay: 4 })
    const ids: string[] = []
    for (let place = 0; place < 6; place++) ids.push((await newLead(wang)).id)
    const released = await wang.post('/api/leads/bulk', { ids, verb: 'release', input: { reason: '没有人手' } })
    expect(released.refusedCount).toBe(0)
    const asks = Array.from({ length: 50 }, (_one, index) =>
      (index % 2 ? li : zhao).ask('POST', `/api/leads/${ids[index % 6]}/claim`, {}),
    )
    const replies = await Promise.all(asks)
    expect(replies.filter(({ status }) => ![200, 404, 409].includes(status)).map(({ body }) => body)).toEqual([])
    const { rows } = await sql<{ owner_id: string; n: number }>`select owner_id, count(*)::int as n from leads
      where id = any(${ids}::uuid[]) and owner_id is not null group by owner_id`.execute(company.db)
    for (const row of rows) expect(row.n).toBeLessThanOrEqual(4)
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(replies.filter(({ status }) => status === 200).length)
    await setPool(company, pool.id, { claimsPerDay: null })
    const more: string[] = []
    for (let place = 0; place < 3; place++) more.push((await newLead(wang)).id)
    await wang.post('/api/leads/bulk', { ids: more, verb: 'release', input: { reason: '没有人手' } })
    const claimed = await li.post(`/api/pools/${pool.id}/leads/act`, { verb: 'claim', ids: more })
    expect([claimed.done.length, claimed.refused.length]).toEqual([3, 0])
    const given = await chen.post('/api/leads/bulk', { ids: more, verb: 'assign', input: { owner: zhao.id } })
    expect(given.refusedCount).toBe(0)
    for (const id of more) expect(await zhao.get(`/api/leads/${id}`)).toMatchObject({ owner: { id: zhao.id } })
  })
})
