import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { bringIn, change, download, upload } from '#test/imports/importing.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { forgetActors } from '#platform/access/load-actor.ts'
import { transaction } from '#platform/db/transaction.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const anew = (() => {
  let count = 0
  return () => `138${String(10_000_000 + count++ * 7).padStart(8, '0')}`
})()

describe('who comes second', () => {
  it('withdraws his request while nobody has decided; who was asked is asked no more', async () => {
    const { li, zhao } = company.as
    const theirs = await li.post('/api/customers', { name: '撤回目标商贸有限公司' })
    const asked = { object: 'customer', id: theirs.id, kind: 'collaborate', reason: '客户找我', asked: '撤回目标' }
    const request = await zhao.post('/api/duplicates/requests', asked)
    const unread = async () =>
      (await li.get('/api/notices')).notices.filter(
        (notice: { kind: string; isRead: boolean }) =>
          !notice.isRead && notice.kind === 'accessRequest.asked' && JSON.stringify(notice).includes(request.id),
      ).length
    await expect.poll(unread).toBe(1)
    const path = `/api/duplicates/requests/${request.id}/withdraw`
    expect((await li.post(path, {}, 409)).code).toBe('duplicate.not_asked_by_you')
    await company.as.qian.post(path, {}, 404)
    expect((await zhao.post(path)).state).toBe('withdrawn')
    await expect.poll(unread).toBe(0)
    expect((await zhao.post(path, {}, 409)).code).toBe('verb_not_possible')
    expect((await li.post(`/api/access-requests/${request.id}/approve`, {}, 409)).code).toBe('verb_not_possible')
    expect((await li.get(`/api/access-requests/${request.id}`)).state).toBe('withdrawn')
    await zhao.get(`/api/customers/${theirs.id}`, 404)
    await zhao.post('/api/duplicates/requests', asked)
  })

  it('asks from the record alone: a request of nothing is not offered, and refused to a program', async () => {
    const { li, chen } = company.as
    const nothing = { title: '什么都没有', kind: 'transfer', noun: 'customer', reason: '想要' }
    for (const person of [li, chen]) {
      const { fields } = await person.post('/api/access-requests', nothing, 422)
      expect(fields).toMatchObject([
        { path: 'record', code: 'duplicate.request_of_nothing', message: expect.stringContaining('申请协作') },
      ])
      const { objects } = await person.get('/api/catalog')
      const { rights } = objects.find((one: { name: string }) => one.name === 'accessRequest')
      expect(Object.keys(rights)).toEqual(expect.arrayContaining(['read']))
      expect(Object.keys(rights)).not.toEqual(expect.arrayContaining(['create']))
      expect(Object.keys(rights)).not.toEqual(expect.arrayContaining(['import']))
      const { paths } = await person.get('/api/openapi.json')
      expect(Object.keys(paths['/api/access-requests'])).toEqual(['get'])
    }
    await chen.put('/api/access-requests/by-external/erp/K1', nothing, 422)
    const { records } = await chen.get('/api/access-requests')
    expect(records.map((one: { title: string }) => one.title)).not.toContain('什么都没有')
  })

  it('gets nothing once he has left, whatever is approved', async () => {
    const { li, zhao } = company.as
    for (const kind of ['collaborate', 'transfer']) {
      const theirs = await li.post('/api/customers', { name: `离职者想要${kind}` })
      const asked = { object: 'customer', id: theirs.id, kind, reason: '客户找我', asked: '想要' }
      const request = await zhao.post('/api/duplicates/requests', asked)
      await sql`update users set state = 'left' where id = ${zhao.id}`.execute(company.db)
      const refused = await li.post(`/api/access-requests/${request.id}/approve`, {}, 409)
      await sql`update users set state = 'active' where id = ${zhao.id}`.execute(company.db)
      forgetActors(company.db)
      expect(refused).toMatchObject({ code: 'duplicate.requester_left', params: { name: zhao.name } })
      expect(await li.get(`/api/customers/${theirs.id}`)).toMatchObject({ owner: { id: li.id } })
      expect((await li.get(`/api/customers/${theirs.id}/team`)).members).toEqual([])
      expect((await li.get(`/api/access-requests/${request.id}`)).state).toBe('open')
    }
  })

  it('may ask for a record of somebody who has left: those who may change everything are told', async () => {
    const { li, chen } = company.as
    const { id: leaver } = await chen.post('/api/users', { name: '留下客户走了' })
    const { id } = await chen.post('/api/customers', { name: '留下的客户有限公司', owner: leaver })
    await chen.patch(`/api/users/${leaver}`, { state: 'left' })
    const asked = { object: 'customer', id, kind: 'transfer', reason: '客户找我', asked: '留下的客户' }
    const request = await li.post('/api/duplicates/requests', asked)
    expect(request).toMatchObject({ owner: { id: leaver }, state: 'open' })
    await expect
      .poll(async () => JSON.stringify((await chen.get('/api/notices')).notices).includes(request.id))
      .toBe(true)
  })

  it('always gets something: of a pool that is not his, of nobody’s record, of a contact he asks as well', async () => {
    const { li, zhao, wang, chen } = company.as
    const pools = (await chen.get('/api/pools')).records.filter(
      (pool: { object: string }) => pool.object === 'customer',
    )
    const pooled = await li.post('/api/customers', { name: '别人公海商贸有限公司' })
    await wang.post(`/api/customers/${pooled.id}/release`, { reason: '没有人跟进' })
    for (const pool of pools) await chen.patch(`/api/pools/${pool.id}`, { isForEverybody: false })
    const look = async (body: object) => (await zhao.post('/api/duplicates/check', body)).same
    expect(await look({ object: 'customer', name: '别人公海商贸' })).toMatchObject([
      { id: pooled.id, title: null, can: ['collaborate', 'transfer'] },
    ])
    await zhao.post(`/api/customers/${pooled.id}/claim`, {}, 404)
    const ask = (object: string, id: string) =>
      zhao.post('/api/duplicates/requests', { object, id, kind: 'transfer', reason: '客户找我', asked: '我输入的' })
    const request = await ask('customer', pooled.id)
    expect(request).toMatchObject({ owner: null, state: 'open' })
    await chen.post(`/api/access-requests/${request.id}/approve`, {})
    expect(await zhao.get(`/api/customers/${pooled.id}`)).toMatchObject({ owner: { id: zhao.id }, pool: null })
    for (const pool of pools) await chen.patch(`/api/pools/${pool.id}`, { isForEverybody: pool.isForEverybody })

    const nobodys = await chen.post('/api/leads', { name: '无主线索', company: '无主线索实业', owner: null })
    expect(await look({ object: 'customer', name: '无主线索实业' })).toMatchObject([
      { id: nobodys.id, owner: null, can: ['collaborate', 'transfer'] },
    ])
    const forLead = await ask('lead', nobodys.id)
    await expect
      .poll(async () => JSON.stringify((await chen.get('/api/notices')).notices).includes(forLead.id))
      .toBe(true)

    const phone = anew()
    const contact = await li.post('/api/contacts', { name: '独立联系人', phones: phone })
    expect(await look({ object: 'contact', phones: [{ raw: phone }] })).toMatchObject([
      { object: 'contact', id: contact.id, effect: 'warn', can: ['collaborate', 'transfer'] },
    ])
    const forContact = await zhao.post('/api/duplicates/requests', {
      object: 'contact',
      id: contact.id,
      kind: 'collaborate',
      reason: '同一个人',
      asked: phone,
    })
    await li.post(`/api/access-requests/${forContact.id}/approve`, { access: 'read' })
    await expect.poll(async () => (await zhao.ask('GET', `/api/contacts/${contact.id}`)).status).toBe(200)
  })

  it('asks to collaborate; the owner or his superior gives access, and until then he sees nothing', async () => {
    const { li, zhao, wang } = company.as
    const theirs = await li.post('/api/customers', { name: '协作目标商贸有限公司' })
    const request = await zhao.post('/api/duplicates/requests', {
      object: 'customer',
      id: theirs.id,
      kind: 'collaborate',
      reason: '客户找我询价',
      asked: '协作目标',
    })
    expect(request).toMatchObject({
      title: '协作目标',
      state: 'open',
      requester: { id: zhao.id },
      owner: { id: li.id },
    })
    expect(request.can).toEqual([])
    await zhao.get(`/api/customers/${theirs.id}`, 404)
    await zhao.post(`/api/access-requests/${request.id}/approve`, {}, 403)
    const again = { object: 'customer', id: theirs.id, kind: 'collaborate', reason: '再来', asked: '协作目标' }
    expect((await zhao.post('/api/duplicates/requests', again, 409)).code).toBe('duplicate.asked_already')
    expect((await li.post('/api/duplicates/requests', again, 409)).code).toBe('duplicate.no_need_to_ask')
    expect((await wang.post(`/api/access-requests/${request.id}/approve`, { access: 'edit' })).state).toBe('approved')
    await expect.poll(async () => (await zhao.ask('GET', `/api/customers/${theirs.id}`)).status).toBe(200)
    expect((await zhao.get(`/api/customers/${theirs.id}`)).can).toContain('update')
  })

  it('asks to have it: approving hands it over, refusing asks why', async () => {
    const { li, zhao } = company.as
    const theirs = await li.post('/api/customers', { name: '转移目标商贸有限公司' })
    const ask = () =>
      zhao.post('/api/duplicates/requests', {
        object: 'customer',
        id: theirs.id,
        kind: 'transfer',
        reason: '我跟进更合适',
        asked: '转移目标',
      })
    const first = await ask()
    expect((await li.post(`/api/access-requests/${first.id}/refuse`, {}, 422)).fields).toMatchObject([
      { path: 'answer' },
    ])
    await li.post(`/api/access-requests/${first.id}/refuse`, { answer: '正在签约' })
    expect((await zhao.get(`/api/access-requests/${first.id}`)).answer).toBe('正在签约')
    const second = await ask()
    await li.post(`/api/access-requests/${second.id}/approve`, {})
    expect((await zhao.get(`/api/customers/${theirs.id}`)).owner.id).toBe(zhao.id)
  })

  it('gives nothing by a request that somebody made for himself', async () => {
    const { li, zhao } = company.as
    const theirs = await li.post('/api/customers', { name: '伪造目标有限公司' })
    const named = { title: 'x', kind: 'transfer', noun: 'customer', reason: 'x', record: theirs.id }
    await zhao.post('/api/access-requests', named, 422)
    const request = await zhao.post('/api/duplicates/requests', {
      object: 'customer',
      id: theirs.id,
      kind: 'transfer',
      reason: 'x',
      asked: 'x',
    })
    await transaction(company.db, db =>
      sql`update access_requests set owner_id = ${zhao.id}::uuid where id = ${request.id}::uuid`.execute(db),
    )
    expect((await zhao.post(`/api/access-requests/${request.id}/approve`, {}, 409)).code).toBe('duplicate.not_reached')
    await zhao.get(`/api/customers/${theirs.id}`, 404)
  })
})

describe('whoever may not see a record learns no more than that it exists, its owner and the last contact', () => {
  const secret = '绝密备注'
  it('not by what is refused, counted, searched, previewed, imported or asked for since', async () => {
    const { li, zhao, wang } = company.as
    const phone = anew()
    const theirs = await li.post('/api/customers', {
      name: '守密重工有限公司',
      phones: phone,
      remark: secret,
      level: 'a',
    })
    await li.post('/api/contacts', { name: '守密联系人', customer: theirs.id, phones: anew() })
    const before = { since: new Date(Date.now() - 3_600_000).toISOString() }
    const answers: unknown[] = [
      await zhao.post('/api/customers', { name: '守密重工', phones: phone }, 422),
      await zhao.post('/api/duplicates/check', { object: 'customer', name: '守密重工' }),
      await zhao.post('/api/duplicates/find', { text: '守密重工' }),
      await zhao.get(`/api/search?q=${encodeURIComponent('守密')}`),
      await zhao.get(
        `/api/customers?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value: '守密' }))}`,
      ),
      await zhao.post('/api/merges/preview', { object: 'customer', ids: [theirs.id] }),
      await zhao.get(`/api/customers?since=${before.since}`),
      await zhao.post('/api/duplicates/requests', {
        object: 'customer',
        id: theirs.id,
        kind: 'transfer',
        reason: 'x',
        asked: '我输入的',
      }),
    ]
    const mine = await zhao.post('/api/customers', { name: '赵的客户甲' })
    await zhao.post('/api/merges', { object: 'customer', into: mine.id, from: [theirs.id] }, 404)
    await zhao.get(`/api/merges?object=customer&into=${theirs.id}`, 404)
    await zhao.get(`/api/customers/${theirs.id}/custody`, 404)
    await zhao.get(`/api/customers/${theirs.id}/timeline`, 404)
    const brought = await bringIn(wang, {
      object: 'customer',
      file: 'name,remark\n守密重工集团,我的\n',
      settings: { doubles: 'create' },
    })
    answers.push(await download(wang, `/api/imports/${brought.id}/refused.csv`))
    const text = JSON.stringify(answers.slice(0, -1))
    for (const hidden of [secret, '守密重工有限公司', '守密联系人', '"level":"a"'])
      expect(text, hidden).not.toContain(hidden)
    expect(answers[3]).toMatchObject({ results: [] })
    expect((answers[4] as { records: unknown[] }).records).toEqual([])
    expect(answers[5]).toEqual({ records: [], fields: [], attached: {} })
  })

  it('not by naming ids of records that he cannot see as his own', async () => {
    const { li, zhao } = company.as
    const phone = anew()
    const parent = await li.post('/api/customers', { name: '母公司暗线实业' })
    const child = await li.post('/api/customers', { name: '子公司暗线贸易', parent: parent.id, phones: phone })
    const plain = await zhao.post('/api/duplicates/check', { object: 'customer', phones: [phone] })
    expect(plain.same).toMatchObject([{ id: child.id }])
    for (const more of [{ id: parent.id }, { parent: child.id }, { id: child.id }])
      expect(await zhao.post('/api/duplicates/check', { object: 'customer', phones: [phone], ...more })).toEqual(plain)
    // Who may see it is not told of what is his own.
    expect(
      (await li.post('/api/duplicates/check', { object: 'customer', phones: [phone], id: child.id })).same,
    ).toEqual([])
  })

  it('and is in the audit log also when he learns it by a write or a file that is refused', async () => {
    const { li, zhao, wang } = company.as
    const theirs = await zhao.post('/api/customers', { name: '留痕目标实业有限公司' })
    const looks = async (user: string) =>
      Number(
        (
          await sql<{ count: string }>`select count(*) as count from audit_log where kind = 'duplicate.looked'
            and user_id = ${user}::uuid and detail::text like ${`%${theirs.id}%`}`.execute(company.db)
        ).rows[0]?.count,
      )
    await li.post('/api/customers', { name: '留痕目标实业' }, 422)
    expect(await looks(li.id)).toBe(1)
    const own = await li.post('/api/customers', { name: '先叫别的名字' })
    await li.patch(`/api/customers/${own.id}`, { name: '留痕目标实业' }, 422)
    expect(await looks(li.id)).toBe(2)
    const file = await upload(wang, { object: 'customer', file: 'name\n留痕目标实业\n' })
    await change(wang, file.id, { settings: { doubles: 'create' } })
    expect(await looks(wang.id)).toBeGreaterThanOrEqual(1)
    // Of his own he learns nothing new.
    await zhao.post('/api/customers', { name: '留痕目标实业' }, 422)
    expect(await looks(zhao.id)).toBe(0)
  })
})
