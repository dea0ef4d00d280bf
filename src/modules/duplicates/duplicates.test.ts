import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { bringIn, change, upload } from '#test/imports/importing.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const anew = (() => {
  let count = 0
  return () => `138${String(10_000_000 + count++ * 7).padStart(8, '0')}`
})()

describe('the duplicate check', () => {
  it('forbids an equal normalised name across the walls of scope, and tells only that it exists, its owner and the last contact', async () => {
    const { li, zhao } = company.as
    const made = await li.post('/api/customers', { name: '杭州青禾科技有限公司', remark: '不能让别人知道' })
    const refused = await zhao.post('/api/customers', { name: ' 青禾科技（杭州）集團有限公司' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'name', code: 'duplicate.forbidden' }])
    const [match] = refused.fields[0].params.matches
    expect(match).toEqual({
      object: 'customer',
      id: made.id,
      isSeen: false,
      isNear: false,
      kinds: ['name'],
      title: null,
      owner: { id: li.id, title: '李强' },
      lastContactAt: null,
      pool: null,
      can: ['collaborate', 'transfer'],
    })
    expect(JSON.stringify(refused)).not.toContain('不能让别人知道')
    await zhao.get(`/api/customers/${made.id}`, 404)
  })

  it('does not forbid 北京华星科技 beside 上海华星科技, nor 华星科技 beside 华星科技北京分公司', async () => {
    const { li, zhao } = company.as
    await li.post('/api/customers', { name: '北京华星科技' })
    await zhao.post('/api/customers', { name: '上海华星科技' })
    await zhao.post('/api/customers', { name: '华星科技' })
    await li.post('/api/customers', { name: '华星科技北京分公司' })
    const { same, similar } = await zhao.post('/api/duplicates/check', { object: 'customer', name: '广州华星科技' })
    expect(same).toEqual([])
    expect(similar.length).toBeGreaterThanOrEqual(3)
  })

  it('forbids an equal phone, however written, and an equal code, among customers and open leads and their contacts', async () => {
    const { li, zhao } = company.as
    const phone = anew()
    const holder = await li.post('/api/customers', { name: '电话持有甲', taxNo: '91440300708461136T' })
    await li.post('/api/contacts', { name: '某联系人', customer: holder.id, phones: phone })
    const spaced = `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
    const refused = await zhao.post('/api/customers', { name: '电话乙', phones: spaced }, 422)
    expect(refused.fields).toMatchObject([
      {
        path: 'phones',
        code: 'duplicate.forbidden',
        params: { matches: [{ object: 'customer', id: holder.id, kinds: ['phone'] }] },
      },
    ])
    const byCode = await zhao.post('/api/customers', { name: '税号丙', taxNo: '91440300708461136t' }, 422)
    expect(byCode.fields.map((field: { code: string }) => field.code)).toContain('duplicate.forbidden')
    const other = anew()
    const lead = await li.post('/api/leads', { name: '线索人', company: '线索公司丁', phones: other })
    expect((await zhao.post('/api/leads', { name: '另一人', company: '戊', phones: other }, 422)).fields).toMatchObject(
      [{ path: 'phones', params: { matches: [{ object: 'lead', id: lead.id }] } }],
    )
    await zhao.post('/api/customers', { name: '線索公司丁' }, 422)
    // The customer's own contact, and its parent, are no duplicates of it.
    await li.patch(`/api/customers/${holder.id}`, { phones: phone })
    await li.post('/api/customers', { name: '电话甲子公司', parent: holder.id, phones: phone })
  })

  it('lets only a manager override, with a reason that history and audit log keep', async () => {
    const { li, wang, zhao, chen } = company.as
    await li.post('/api/customers', { name: '可覆盖实业有限公司' })
    expect(
      (await zhao.post('/api/customers', { name: '可覆盖实业', duplicateReason: '我要' }, 422)).fields,
    ).toMatchObject([{ path: 'duplicateReason', code: 'duplicate.may_not_override' }, { path: 'name' }])
    await wang.post('/api/customers', { name: '可覆盖实业', duplicateReason: ' ' }, 422)
    const made = await wang.post('/api/customers', { name: '可覆盖实业', duplicateReason: '集团内另一家采购主体' })
    const { entries } = await wang.get(`/api/customers/${made.id}/timeline`)
    expect(entries.find((entry: { verb: string }) => entry.verb === 'create').reason).toBe('集团内另一家采购主体')
    const { rows } = await sql<{ detail: { reason: string } }>`select detail from audit_log
      where kind = 'duplicate.overridden' and record_id = ${made.id}::uuid`.execute(company.db)
    expect(rows).toMatchObject([{ detail: { reason: '集团内另一家采购主体' } }])
    expect(made.duplicateReason).toBeUndefined()
    // Changing anything else of it asks nothing again.
    await wang.patch(`/api/customers/${made.id}`, { remark: '改' })
    await chen.patch(`/api/customers/${made.id}`, { name: '完全不同的名字' })
  })

  it('makes one customer of fifty clients who make the same at the same moment', async () => {
    const { li, zhao, wang } = company.as
    const people = [li, zhao, wang]
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (people[index % 3] ?? li).ask('POST', '/api/customers', {
          name: index % 2 ? '五十人同抢有限公司' : '五十人同搶',
        }),
      ),
    )
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 422)).toHaveLength(49)
  })

  it('is asked when a record comes out of the bin', async () => {
    const { li, zhao } = company.as
    const gone = await li.post('/api/customers', { name: '回收站再见有限公司' })
    await li.delete(`/api/customers/${gone.id}`)
    await zhao.post('/api/customers', { name: '回收站再见' })
    expect((await li.post(`/api/customers/${gone.id}/restore`, {}, 422)).fields).toMatchObject([
      { path: 'name', code: 'duplicate.forbidden' },
    ])
  })

  it('follows what the company says: forbids, warns or ignores per noun and key', async () => {
    const { li, chen, zhao } = company.as
    await li.put('/api/duplicates/rules', { rules: { customer: { email: 'forbid' } } }, 403)
    await li.post('/api/customers', { name: '邮箱甲', emails: 'one@sample-corp.cn', wechats: 'sample_corp_one' })
    const warned = await zhao.post('/api/duplicates/check', {
      object: 'customer',
      name: '邮箱乙',
      emails: ['one@sample-corp.cn'],
    })
    expect(warned).toMatchObject({ isForbidden: false, same: [{ effect: 'warn', kinds: ['email', 'domain'] }] })
    const byWechat = { object: 'customer', name: '微信乙', wechats: ['Sample_Corp_One'] }
    expect((await zhao.post('/api/duplicates/check', byWechat)).same).toMatchObject([
      { effect: 'warn', kinds: ['wechat'], isSeen: false },
    ])
    // What everybody has in common says nothing: a public mail host is nobody's domain.
    await li.post('/api/customers', { name: '公共邮箱甲', emails: 'a1@qq.com' })
    expect((await zhao.post('/api/duplicates/check', { object: 'customer', emails: ['b2@qq.com'] })).same).toEqual([])
    await chen.put('/api/duplicates/rules', { rules: { customer: { email: 'forbid', domain: 'ignore' } } })
    expect(
      (await zhao.post('/api/customers', { name: '邮箱丙', emails: 'ONE@sample-corp.cn' }, 422)).fields,
    ).toMatchObject([{ path: 'emails', code: 'duplicate.forbidden' }])
    await chen.put('/api/duplicates/rules', { rules: { customer: { email: 'warn', domain: 'warn' } } })
  })

  it('is audited where it shows what one may not see, and finds by a part of the name or a whole number', async () => {
    const { li, zhao, qian } = company.as
    const phone = anew()
    const made = await li.post('/api/customers', { name: '查找目标实业有限公司', phones: phone })
    for (const text of ['找目标', phone]) {
      const { matches } = await zhao.post('/api/duplicates/find', { text })
      expect(matches).toMatchObject([{ id: made.id, isSeen: false, title: null, owner: { title: '李强' } }])
    }
    expect((await li.post('/api/duplicates/find', { text: '找目标' })).matches).toMatchObject([
      { title: '查找目标实业有限公司', isSeen: true, can: ['open'] },
    ])
    await qian.post('/api/duplicates/find', { text: '找目标' }, 403)
    const { rows } = await sql<{ count: string }>`select count(*) as count from audit_log
      where kind = 'duplicate.looked' and user_id = ${zhao.id}::uuid and detail::text like ${`%${made.id}%`}`.execute(
      company.db,
    )
    expect(Number(rows[0]?.count)).toBe(2)
  })
})

describe('the same check', () => {
  it('holds on import: rows are refused with the reason, an import with history brings them', async () => {
    const { li, wang, chen } = company.as
    await li.post('/api/customers', { name: '导入撞单甲有限公司' })
    const file = 'name\n導入撞單甲\n导入全新乙\n导入全新乙有限公司\n'
    const brought = await bringIn(wang, { object: 'customer', file, settings: { doubles: 'create' } })
    expect(brought.counts).toMatchObject({ created: 1, refused: 2 })
    const { rows } = await wang.get(`/api/imports/${brought.id}/rows?outcome=refused`)
    expect(JSON.stringify(rows)).toContain('已有相同的客户：负责人 李强')
    const withHistory = await bringIn(chen, {
      object: 'customer',
      file: 'name\n導入撞單甲\n',
      settings: { doubles: 'create' },
    })
    expect(withHistory.counts).toMatchObject({ created: 1, refused: 0 })
  })

  it('finds what stands twice in a file already in the dry run, however far apart, and refuses only the second', async () => {
    const { wang } = company.as
    const filler = Array.from({ length: 1100 }, (_, index) => `远隔填充${index}号实业,`)
    const lines = [
      'name,phones',
      '远隔甲实业,',
      '远隔乙实业,电话不对',
      ...filler,
      '遠隔甲實業有限公司,',
      '远隔乙实业,',
      '远隔甲实业集团,',
    ]
    const read = await upload(wang, { object: 'customer', file: `${lines.join('\n')}\n` })
    const ready = await change(wang, read.id, { settings: { doubles: 'create' } })
    expect(ready).toMatchObject({ state: 'ready', counts: { created: 1102, refused: 3 } })
    const { rows } = await wang.get(`/api/imports/${read.id}/rows?outcome=refused`)
    const said = rows.map((row: { row: number; problems: { text?: string }[] }) => [
      row.row,
      JSON.stringify(row.problems),
    ])
    expect(said.map(([row]: [number]) => row)).toEqual([3, 1104, 1106])
    for (const [row, text] of said) if (row !== 3) expect(text).toContain('与文件第 2 行是相同的客户')
    const { rows: left } = await sql`select from import_claims`.execute(company.db)
    expect(left).toEqual([])
  })

  it('holds on conversion: a lead becomes the customer of its own name, not one that a colleague has', async () => {
    const { li, wang, zhao } = company.as
    const lead = await li.post('/api/leads', { name: '转化人甲', company: '转化撞单实业' })
    expect((await zhao.post('/api/customers', { name: '转化撞单实业有限公司' }, 422)).fields).toMatchObject([
      { params: { matches: [{ object: 'lead', id: lead.id }] } },
    ])
    await wang.post('/api/customers', { name: '转化撞单实业有限公司', duplicateReason: '先建' })
    const refused = await li.ask('POST', `/api/customers`, { name: '转化撞单实业', originLead: lead.id })
    expect(refused.status).toBe(422)
    const free = await li.post('/api/leads', { name: '转化人乙', company: '转化顺利实业', phones: anew() })
    await li.post('/api/customers', { name: '转化顺利实业', originLead: free.id })
  })

  it('offers to claim what lies in a pool', async () => {
    const { li, wang, zhao } = company.as
    const pooled = await li.post('/api/customers', { name: '公海查重商贸有限公司' })
    await wang.post(`/api/customers/${pooled.id}/release`, { reason: '没有人跟进' })
    const { same } = await zhao.post('/api/duplicates/check', { object: 'customer', name: '公海查重商贸' })
    expect(same).toMatchObject([
      { id: pooled.id, isSeen: false, owner: null, pool: { title: expect.any(String) }, can: ['claim'] },
    ])
    const ask = { object: 'customer', id: pooled.id, kind: 'transfer', reason: 'x', asked: 'x' }
    expect((await zhao.post('/api/duplicates/requests', ask, 409)).code).toBe('duplicate.in_pool')
    await zhao.post(`/api/customers/${pooled.id}/claim`, {})
    expect((await zhao.get(`/api/customers/${pooled.id}`)).owner.id).toBe(zhao.id)
  })
})

describe('a scan of the whole base', () => {
  it('finds groups, shows progress, remembers what is not the same', async () => {
    const { wang, zhao, li } = company.as
    await zhao.post('/api/duplicates/scans', { object: 'customer' }, 403)
    const one = await li.post('/api/customers', { name: '扫描组甲有限公司' })
    const two = await wang.post('/api/customers', { name: '扫描组甲', duplicateReason: '测试' })
    const started = await wang.post('/api/duplicates/scans', { object: 'customer' }, 202)
    await expect
      .poll(async () => (await wang.get(`/api/duplicates/scans/${started.id}`)).state, { timeout: 10_000 })
      .toBe('done')
    const scan = await wang.get(`/api/duplicates/scans/${started.id}`)
    expect(scan.done).toBe(scan.total)
    const groups = async () => (await wang.get(`/api/duplicates/scans/${started.id}/groups`)).groups
    const ofThese = async () =>
      (await groups()).find((group: { records: { id: string }[] }) => group.records.some(({ id }) => id === one.id))
    expect(await ofThese()).toMatchObject({ isSame: true, records: [{ id: one.id }, { id: two.id }] })
    await wang.post('/api/duplicates/different', { object: 'customer', ids: [one.id, two.id] })
    expect(await ofThese()).toBeUndefined()
    const next = await wang.post('/api/duplicates/scans', { object: 'customer' }, 202)
    await expect
      .poll(async () => (await wang.get(`/api/duplicates/scans/${next.id}`)).state, { timeout: 10_000 })
      .toBe('done')
    const found = (await wang.get(`/api/duplicates/scans/${next.id}/groups`)).groups
    expect(JSON.stringify(found)).not.toContain(two.id)
    await wang.post(`/api/duplicates/scans/${next.id}/stop`)
  })

  it('shows the true double and what is merely similar to it, each marked', async () => {
    const { wang, li } = company.as
    const one = await li.post('/api/customers', { name: '北京双标远航科技有限公司', phones: anew() })
    const near = await li.post('/api/customers', { name: '上海双标远航科技有限公司' })
    const two = await wang.post('/api/customers', { name: '北京双标远航科技', duplicateReason: '测试' })
    // By its phone it is the first one, too: what hangs together is one group, found by both.
    const three = await wang.post('/api/customers', {
      name: '另名远帆',
      phones: (await li.get(`/api/customers/${one.id}`)).phones,
      duplicateReason: '测试',
    })
    const started = await wang.post('/api/duplicates/scans', { object: 'customer' }, 202)
    await expect
      .poll(async () => (await wang.get(`/api/duplicates/scans/${started.id}`)).state, { timeout: 10_000 })
      .toBe('done')
    type Group = { isSame: boolean; kinds: string[]; records: { id: string }[] }
    const { groups } = await wang.get(`/api/duplicates/scans/${started.id}/groups`)
    const ofThese = (groups as Group[])
      .filter(group => group.records.some(({ id }) => id === one.id || id === near.id))
      .map(({ isSame, kinds, records }) => ({ isSame, kinds, ids: records.map(({ id }) => id).sort() }))
    expect(ofThese).toEqual([
      { isSame: true, kinds: ['name', 'phone'], ids: [one.id, two.id, three.id].sort() },
      { isSame: false, kinds: ['near'], ids: [one.id, near.id, two.id].sort() },
    ])
  })
})
