import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { openJobs } from '#platform/jobs/jobs.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn, change, download, run, settled, settlementsOf, tryUpload, undo, upload } from './importing.ts'

let company: TestCompany
let chen: TestCompany['as']['chen']
beforeAll(async () => {
  company = await openTestCompany()
  chen = company.as.chen
})

const named = async (name: string) => {
  const filter = JSON.stringify({ field: 'name', op: 'is', value: name })
  const { records } = await chen.get(`/api/customers?filter=${encodeURIComponent(filter)}`)
  return records
}

describe('files', () => {
  test('Chinese headers in GBK with semicolons, quoted line breaks and amounts as people write them', async () => {
    // 客户名称;所属行业;电话;备注 …, written by Excel in China.
    const gbk = Buffer.from(
      'bfcdbba7c3fbb3c63bcbf9caf4d0d0d2b53bb5e7bbb03bb1b8d7a20d0abbaacff3c9ccc3b33bc2f2c2f43b3133383132333435363738a3bb3032312d36323334353637382d3830323b22b5dad2bbd0d00ab5dab6fed0d0220d0a',
      'hex',
    )
    const described = await upload(chen, { object: 'customer', name: '客户.csv', file: gbk })
    expect(described).toMatchObject({ encoding: 'gb18030', separator: ';', rows: 1 })
    expect(described.columns.map(column => column.field)).toEqual(['name', 'industry', 'phones', 'remark'])
    expect(described.unsettled).toMatchObject([
      { field: 'industry', value: '买卖', suggestion: { kind: 'create', title: '买卖' } },
    ])
    await change(chen, described.id, { settlements: settlementsOf(described) })
    await run(chen, described.id)
    const [made] = await named('华象商贸')
    expect(made).toMatchObject({
      remark: '第一行\n第二行',
      phones: [{ normalised: '+8613812345678' }, { normalised: '+862162345678', extension: '802' }],
    })
    // The new option is offered from now on, under its Chinese label.
    const { objects } = await chen.get('/api/catalog')
    const industry = objects
      .find((one: { name: string }) => one.name === 'customer')
      .fields.find((one: { name: string }) => one.name === 'industry')
    expect(industry.options.find((one: { id: string }) => one.id === made.industry)).toMatchObject({ label: '买卖' })
  })

  test('what is no CSV file is refused with its reason, and nothing is kept', async () => {
    const before = (await chen.get('/api/imports')).imports.length
    const xlsx = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)])
    expect(await tryUpload(chen, { object: 'customer', file: xlsx })).toMatchObject({
      status: 422,
      body: { code: 'import.workbook_damaged' },
    })
    expect(await tryUpload(chen, { object: 'customer', file: '' })).toMatchObject({
      status: 422,
      body: { code: 'import.empty_file' },
    })
    expect(await tryUpload(chen, { object: 'customer', file: 'name\n' })).toMatchObject({
      status: 422,
      body: { code: 'import.no_rows' },
    })
    expect(await tryUpload(chen, { object: 'customer', file: 'name\n"open\n' })).toMatchObject({
      status: 422,
      body: { code: 'import.open_quote', params: { row: 2 } },
    })
    expect(await tryUpload(chen, { object: 'spaceship', file: 'name\nx\n' })).toMatchObject({ status: 404 })
    const after = (await chen.get('/api/imports')).imports
    expect(after.slice(0, after.length - before).every((one: { state: string }) => one.state === 'failed')).toBe(true)
  })
})

describe('rows', () => {
  test('every row is created, updated, skipped or refused, each refused one with its reason in a file', async () => {
    await chen.post('/api/customers', { name: '老客户', taxNo: '91310000132212270P' })
    const described = await upload(chen, {
      object: 'customer',
      file: [
        'name,taxNo,foundedYear,email,unknown column',
        '新客户一,,1999,a@example.com,x',
        '重复税号,91310000132212270P,,,',
        ',,2001,,no name',
        '坏年份,,abc,,',
        '坏邮箱,,,nobody,',
        '文件内重复,91110000100006021A,,,',
        '文件内重复二,91110000100006021A,,,',
        '太多单元格,,,,,7',
        "'=1+1,,,,",
      ].join('\n'),
    })
    expect(described).toMatchObject({
      state: 'ready',
      rows: 9,
      counts: { created: 3, updated: 0, skipped: 2, refused: 4 },
    })
    expect(described.columns.at(-1)).toMatchObject({ header: 'unknown column', field: null })
    const done = await run(chen, described.id)
    expect(done.counts).toEqual({ created: 3, updated: 0, skipped: 2, refused: 4 })
    expect(await named('=1+1')).toHaveLength(1)
    expect(await named('坏年份')).toHaveLength(0)

    const { rows } = await chen.get(`/api/imports/${described.id}/rows?outcome=skipped`)
    expect(rows).toMatchObject([
      { row: 3, problems: [{ code: 'import.already_there', field: 'taxNo' }] },
      { row: 8, problems: [{ code: 'import.double_in_file', params: { row: 7 } }] },
    ])
    const refused = await download(chen, `/api/imports/${described.id}/refused.csv`)
    const lines = refused.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toBe('Row,Reason,name,taxNo,foundedYear,email,unknown column')
    expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(['4', '5', '6', '9'])
    expect(lines[1]).toMatch(/^4,Name: /)
    expect(lines.every(line => !line.includes('field.') && !line.includes('import.'))).toBe(true)
  })

  test('parents further down come first, circles are refused, and so is what hangs on them', async () => {
    const described = await upload(chen, {
      object: 'customer',
      file: [
        'name,subsidiary_of',
        '孙公司,子公司',
        '子公司,母公司',
        '母公司,',
        '甲,乙',
        '乙,甲',
        '丙,甲',
        '自己,自己',
      ].join('\n'),
    })
    expect(described).toMatchObject({ state: 'ready', unsettled: [], counts: { created: 3, refused: 4 } })
    await run(chen, described.id)
    expect((await named('孙公司'))[0]).toMatchObject({ parent: { title: '子公司' } })
    expect((await named('子公司'))[0]).toMatchObject({ parent: { title: '母公司' } })
    for (const name of ['甲', '乙', '丙', '自己']) expect(await named(name)).toEqual([])
    const { rows } = await chen.get(`/api/imports/${described.id}/rows?outcome=refused`)
    expect(rows.map((row: { problems: { code: string }[] }) => row.problems[0]?.code)).toEqual(
      Array.from({ length: 4 }, () => 'import.circle'),
    )
    // Taken back, the children go before their parents.
    expect(await undo(chen, described.id)).toMatchObject({ state: 'undone', kept: [] })
  })

  test('doubles are written over when the user wants that, and an undo gives the values back where nobody touched them since', async () => {
    const { id } = await chen.post('/api/customers', { name: '更新我', address: '旧地址', website: 'old.example.com' })
    const { id: other } = await chen.post('/api/customers', { name: '也更新我', address: '原地址' })
    const described = await bringIn(chen, {
      object: 'customer',
      file: 'name,address,website\n更新我,新地址,new.example.com\n也更新我,改地址,\n全新客户,某地,\n',
      settings: { doubles: 'update' },
    })
    expect(described.counts).toEqual({ created: 1, updated: 2, skipped: 0, refused: 0 })
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({
      address: { text: '新地址' },
      website: 'https://new.example.com',
    })
    await chen.patch(`/api/customers/${id}`, { website: 'changed-by-hand.example.com' })
    const [fresh] = await named('全新客户')
    await chen.patch(`/api/customers/${fresh.id}`, { address: '有人改过' })

    const undone = await undo(chen, described.id)
    expect(undone.kept.map(({ title }) => title).sort()).toEqual(['全新客户', '更新我'].sort())
    expect(undone.kept.every(({ reason }) => /changed|修改/.test(reason))).toBe(true)
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({
      address: { text: '旧地址' },
      website: 'https://changed-by-hand.example.com',
    })
    expect(await chen.get(`/api/customers/${other}`)).toMatchObject({ address: { text: '原地址' } })
    expect(await named('全新客户')).toHaveLength(1)
    await chen.post(`/api/imports/${described.id}/undo`, undefined, 409)
  })

  test('what others refer to since stays when the import is taken back', async () => {
    const described = await bringIn(chen, { object: 'customer', file: 'name\n有商机的客户\n没有商机的客户\n' })
    const [used] = await named('有商机的客户')
    await chen.post('/api/opportunities', { name: '一笔商机', customer: used.id })
    const undone = await undo(chen, described.id)
    expect(undone.kept).toMatchObject([{ object: 'customer', id: used.id, title: '有商机的客户' }])
    expect(await named('没有商机的客户')).toEqual([])
  })
})

describe('values', () => {
  test('a value can be used, made, left empty or refused; equal names to be made become one', async () => {
    const described = await upload(chen, {
      object: 'customer',
      file: 'name,行业,负责人\n一号,IT 服务,李強\n二号,新兴产业,王芳\n三号,新興產業,没有这人\n四号,不要,\n',
    })
    const settlement: Record<string, object> = {
      'IT 服务': { kind: 'use', id: 'it' },
      新兴产业: { kind: 'create' },
      新興產業: { kind: 'create', title: '新兴产业' },
      不要: { kind: 'refuse' },
      李強: { kind: 'use', title: '李强' },
      没有这人: { kind: 'leaveEmpty' },
    }
    const unsettled = described.unsettled.map(({ value }) => value)
    expect(unsettled.toSorted()).toEqual(Object.keys(settlement).toSorted())
    const settled = await change(chen, described.id, {
      settlements: described.unsettled.map(({ field, value }) => ({ field, value, settlement: settlement[value] })),
    })
    expect(settled).toMatchObject({ state: 'ready', counts: { created: 3, refused: 1 }, unsettledCount: 0 })
    expect(settled.settled).toHaveLength(6)
    await run(chen, described.id)
    const [one, two, three] = [(await named('一号'))[0], (await named('二号'))[0], (await named('三号'))[0]]
    expect(one).toMatchObject({ industry: 'it', owner: { id: company.as.li.id } })
    expect(two.owner.id).toBe(company.as.wang.id)
    expect(three.industry).toBe(two.industry)
    const { rows } = await sql`select id from choice_options where label_zh = '新兴产业'`.execute(company.db)
    expect(rows).toHaveLength(1)
  })

  test('a decision that cannot be is refused with its place, and nothing of the request is taken', async () => {
    const described = await upload(chen, { object: 'customer', file: 'name,行业\n五号,甲行业\n六号,乙行业\n' })
    const before = await chen.get(`/api/imports/${described.id}`)
    const refused = await chen.patch(
      `/api/imports/${described.id}`,
      {
        settlements: [
          { field: 'industry', value: '甲行业', settlement: { kind: 'create' } },
          { field: 'industry', value: '乙行业', settlement: { kind: 'use', id: 'nonsense' } },
          { field: 'owner', value: 'x', settlement: { kind: 'create' } },
        ],
      },
      422,
    )
    expect(refused.fields.map((field: { path: string }) => field.path)).toEqual(['settlements.1', 'settlements.2'])
    expect(await chen.get(`/api/imports/${described.id}`)).toEqual(before)
    await chen.post(`/api/imports/${described.id}/cancel`)
  })

  test('what cannot be made stops the run before anything is in, and can then be settled otherwise', async () => {
    const long = `部门${'长'.repeat(80)}`
    const described = await upload(chen, { object: 'user', file: `name,department\n新来的,${long}\n` })
    await change(chen, described.id, { settlements: settlementsOf(described) })
    const stopped = await run(chen, described.id, 'ready')
    expect(stopped.problems).toMatchObject([{ code: 'import.partner_not_made', params: { title: long } }])
    expect((await chen.get('/api/users?count=exact')).count.value).toBe(5)
    await change(chen, described.id, {
      settlements: [{ field: 'department', value: long, settlement: { kind: 'create', title: '短部门' } }],
    })
    expect(await run(chen, described.id)).toMatchObject({ counts: { created: 1, refused: 0 } })
    await undo(chen, described.id)
  })

  test('a column is given to another field, and a field keeps one column', async () => {
    const described = await upload(chen, { object: 'customer', file: 'name,a,b\n七号,北京,上海\n' })
    const first = await change(chen, described.id, { mapping: { '1': 'region' } })
    expect(first.columns.map(column => column.field)).toEqual(['name', 'region', null])
    const second = await change(chen, described.id, { mapping: { '2': 'region' } })
    expect(second.columns.map(column => column.field)).toEqual(['name', null, 'region'])
    await chen.patch(`/api/imports/${described.id}`, { mapping: { '9': 'region' } }, 422)
    await chen.patch(`/api/imports/${described.id}`, { mapping: { '1': 'nonsense' } }, 422)
    await run(chen, described.id)
    expect((await named('七号'))[0]).toMatchObject({ address: { code: '310000', text: '上海市' } })
    await chen.patch(`/api/imports/${described.id}`, { mapping: { '1': 'region' } }, 409)
  })
})

describe('rights', () => {
  test('who may not import cannot, and nobody sees the imports of others beyond his scope', async () => {
    const { li, wang, qian } = company.as
    expect(await tryUpload(li, { object: 'customer', file: 'name\nx\n' })).toMatchObject({ status: 403 })
    expect(await tryUpload(qian, { object: 'customer', file: 'name\nx\n' })).toMatchObject({ status: 403 })
    const ofChen = await upload(chen, { object: 'customer', file: 'name\n别人的\n' })
    for (const [method, path] of [
      ['get', ''],
      ['get', '/rows'],
      ['get', '/refused.csv'],
    ] as const)
      await wang[method](`/api/imports/${ofChen.id}${path}`, 404)
    await wang.post(`/api/imports/${ofChen.id}/run`, undefined, 404)
    await wang.patch(`/api/imports/${ofChen.id}`, {}, 404)
    expect((await wang.get('/api/imports')).imports).toEqual([])
    await chen.post(`/api/imports/${ofChen.id}/cancel`)
  })

  test('without import.history an import brings no states, ids or owners beyond one’s own people', async () => {
    const { wang, zhao } = company.as
    const described = await upload(wang, {
      object: 'opportunity',
      file: 'opportunity_id,商机名称,stage,负责人,amount\nX1,我的商机,谈判,王芳,12万\nX2,别人的商机,谈判,赵敏,1\n',
    })
    expect(described.columns.map(column => column.field)).toEqual([null, 'name', null, 'owner', 'amount'])
    expect(described.fields.map(field => field.name)).not.toContain('externalId')
    expect(described.counts).toMatchObject({ created: 1, refused: 1 })
    const done = await run(wang, described.id)
    expect(done.counts).toMatchObject({ created: 1, refused: 1 })
    const { records } = await wang.get('/api/opportunities')
    expect(records).toMatchObject([
      { name: '我的商机', amount: '120000.00', openedOn: null, stage: { title: '达成联系' } },
    ])
    expect((await zhao.get('/api/opportunities')).records).toEqual([])
    await wang.patch(`/api/imports/${described.id}`, { mapping: { '2': 'stage' } }, 409)
  })

  test('an import of somebody who has left meanwhile ends with that reason', async () => {
    // In a company of its own: nobody else is to miss him.
    const company = await openTestCompany()
    const { chen } = company.as
    const described = await upload(chen, { object: 'customer', file: 'name\n来不及的客户\n' })
    await sql`update imports set user_id = ${company.as.qian.id}::uuid where id = ${described.id}::uuid`.execute(
      company.db,
    )
    await sql`update users set state = 'left' where id = ${company.as.qian.id}::uuid`.execute(company.db)
    const jobs = await openJobs(company.server, pino({ level: 'silent' }))
    await sql`update imports set state = 'running' where id = ${described.id}::uuid`.execute(company.db)
    await jobs.add('import.run', { company: company.id, import: described.id, user: company.as.qian.id })
    const ended = await settled(chen, described.id)
    await jobs.stop()
    expect(ended).toMatchObject({ state: 'ready', problems: [{ code: 'user.left' }] })
    expect((await chen.get('/api/customers')).records).toEqual([])
  })
})
