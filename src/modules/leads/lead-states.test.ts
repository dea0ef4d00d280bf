import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'

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
    ])
    await sql`insert into department_members (id, user_id, department_id, is_main)
      values (gen_random_uuid(), ${li.id}::uuid, ${company.departments.华东区}::uuid, true)`.execute(company.db)
    // A move to another department later changes nothing of what was.
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华南区 })
    expect((await li.get(`/api/leads/${id}/way`)).stays[1].department).toMatchObject({ title: '华东区' })
    await chen.patch(`/api/users/${li.id}`, { department: company.departments.华东区 })
    await company.as.zhao.get(`/api/leads/${id}/way`, 404)
  })

  it('is a report by department, source and campaign: how long each had them', async () => {
    const { chen } = company.as
    for (const name of ['leadPaceByDepartment', 'leadPaceBySource', 'leadPaceByCampaign']) {
      const report = await chen.get(`/api/reports/${name}`)
      expect(JSON.stringify(report), name).toContain('marketingDays')
    }
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
})
