import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'

// Scopes, fields, teams and roles by their routes, each with what must not happen beside it.

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const audit = async (kind: string): Promise<Record<string, unknown>[]> =>
  (await sql<Record<string, unknown>>`select * from audit_log where kind = ${kind} order by at`.execute(company.db))
    .rows

describe('departments', () => {
  it('a department scope reaches colleagues of all my departments today, and no others', async () => {
    const { chen, li, zhao, qian } = company.as
    const mine = await zhao.post('/api/customers', { name: '华南机电' })
    const { id: role } = await chen.post('/api/roles', {
      name: { zh: '部门', en: 'Department' },
      grants: { 'customer.read': 'department', 'user.read': 'all', 'department.read': 'all' },
    })
    await chen.put(`/api/users/${qian.id}/roles`, { roles: [role] })
    forgetActors(company.db)
    await qian.get(`/api/customers/${mine.id}`, 404)
    const [south, east] = [company.departments.华南区, company.departments.华东区]
    await qian.put(`/api/users/${qian.id}/departments`, { departments: [] }, 403)
    await chen.put(`/api/users/${qian.id}/departments`, { departments: [{ department: south }] })
    expect(await qian.get(`/api/customers/${mine.id}`)).toMatchObject({ name: '华南机电', can: [] })
    await chen.put(`/api/users/${qian.id}/departments`, { departments: [{ department: south, until: '2020-01-31' }] })
    await qian.get(`/api/customers/${mine.id}`, 404)
    // Below one of mine is reached by the tree alone.
    const his = await li.post('/api/customers', { name: '华东机电' })
    await chen.patch(`/api/departments/${east}`, { parent: company.departments.总部 })
    forgetActors(company.db)
    await qian.get(`/api/customers/${his.id}`, 404)
    await chen.put(`/api/roles/${role}`, {
      name: { zh: '部门', en: 'Department' },
      grants: { 'customer.read': ['own', 'departmentTree'], 'user.read': 'all' },
    })
    expect(await qian.get(`/api/customers/${his.id}`)).toMatchObject({ name: '华东机电' })
    await qian.get(`/api/customers/${mine.id}`, 404)
    await chen.put(`/api/users/${qian.id}/roles`, { roles: [] })
  })

  it('the main membership follows the department of the user', async () => {
    const { chen, zhao } = company.as
    const [south, east] = [company.departments.华南区, company.departments.华东区]
    await chen.patch(`/api/users/${zhao.id}`, { department: east })
    await chen.patch(`/api/users/${zhao.id}`, { department: south })
    const { rows } = await sql<{ department_id: string; is_open: boolean }>`
      select department_id, until_on is null as is_open from department_members where user_id = ${zhao.id} and is_main`.execute(
      company.db,
    )
    expect(rows.filter(row => row.is_open)).toEqual([{ department_id: south, is_open: true }])
  })
})

describe('teams', () => {
  it('a member reads or edits until the day is over, and never hands on or removes', async () => {
    const { li, zhao } = company.as
    const { id } = await li.post('/api/customers', { name: '协作客户甲' })
    const team = `/api/customers/${id}/team`
    await zhao.get(team, 404)
    await zhao.put(`${team}/${zhao.id}`, { access: 'edit' }, 404)
    await li.put(`${team}/${zhao.id}`, { access: 'read', until: '2020-01-01' }, 422)
    expect(await li.put(`${team}/${zhao.id}`, { access: 'read' })).toMatchObject({
      members: [{ user: { id: zhao.id, title: '赵敏' }, access: 'read', until: null, isOver: false }],
      mayChange: true,
    })
    expect(await zhao.get(`/api/customers/${id}`)).toMatchObject({ can: [] })
    expect((await zhao.get('/api/customers?count=1')).records.map((one: { id: string }) => one.id)).toContain(id)
    expect((await zhao.get('/api/search?q=协作客户')).results).toMatchObject([{ id }])
    expect((await zhao.get(`/api/customers/${id}/timeline`)).entries[0]).toMatchObject({
      verb: 'joinTeamRead',
      reason: '赵敏',
    })
    await zhao.patch(`/api/customers/${id}`, { remark: '上海' }, 403)
    await li.put(`${team}/${zhao.id}`, { access: 'edit' })
    const { can } = await zhao.get(`/api/customers/${id}`)
    expect(can).toContain('update')
    expect(can).not.toContain('remove')
    await zhao.patch(`/api/customers/${id}`, { remark: '上海' })
    expect((await zhao.patch(`/api/customers/${id}`, { owner: zhao.id }, 422)).fields).toMatchObject([
      { path: 'owner', code: 'field.read_only' },
    ])
    await zhao.delete(`/api/customers/${id}`, 403)
    expect((await zhao.get(team)).mayChange).toBe(false)
    await zhao.put(`${team}/${company.as.qian.id}`, { access: 'read' }, 403)
    await sql`update team_members set until_on = '2020-01-01' where record_id = ${id}`.execute(company.db)
    await zhao.get(`/api/customers/${id}`, 404)
    expect((await zhao.get('/api/search?q=协作客户')).results).toEqual([])
    expect((await li.get(team)).members).toMatchObject([{ isOver: true }])
    expect((await li.delete(`${team}/${zhao.id}`)).members).toEqual([])
  })
})

describe('fields', () => {
  it('a masked field shows its outline everywhere, is found by its whole value alone, and is shown in clear for the log', async () => {
    const { li, chen } = company.as
    const { id } = await li.post('/api/customers', {
      name: '脱敏客户',
      phones: [{ raw: '13812345678' }],
      emails: [{ raw: 'wang@example.com' }],
    })
    await li.patch(`/api/customers/${id}`, { phones: [{ raw: '13887654321' }] })
    await setFieldRights(company, 'salesperson', {
      'customer.phones': 'masked',
      'customer.name': 'masked',
      'customer.emails': 'read',
    })
    const seen = await li.get(`/api/customers/${id}`)
    expect(seen).toMatchObject({ name: '脱****', phones: [{ raw: '138****4321', normalised: '138****4321' }] })
    expect(seen.emails).toMatchObject([{ raw: 'wang@example.com' }])
    expect(JSON.stringify(await li.get(`/api/customers/${id}/timeline`))).not.toMatch(/1388765|1381234|脱敏客户/)
    const filter = (op: string, value: string) =>
      `/api/customers?filter=${encodeURIComponent(JSON.stringify({ field: 'phones', op, value }))}`
    expect((await li.get(filter('is', '13887654321'))).records).toMatchObject([{ id }])
    expect((await li.get(filter('contains', '4321'), 400)).code).toBe('filter.masked')
    expect((await li.get('/api/customers?sort=name', 400)).code).toBe('sort.masked')
    expect((await li.get('/api/search?q=脱敏客户')).results).toEqual([])
    expect((await li.patch(`/api/customers/${id}`, { phones: [] }, 422)).fields).toMatchObject([
      { path: 'phones', code: 'field.read_only' },
    ])
    expect((await li.patch(`/api/customers/${id}`, { emails: [] }, 422)).fields).toMatchObject([
      { path: 'emails', code: 'field.read_only' },
    ])
    const described = (await li.get('/api/catalog')).objects.find((one: { name: string }) => one.name === 'customer')
    expect(described.fields.find((one: { name: string }) => one.name === 'phones')).toMatchObject({
      isMasked: true,
      isEditable: false,
      isSortable: false,
      operators: ['is'],
    })
    await li.get(`/api/customers/${id}/unmask/phones`, 403)
    expect(await audit('field.unmasked')).toEqual([])
    await sql`update roles set grants = grants || '{"customer.unmask": "own"}' where id = 'salesperson'`.execute(
      company.db,
    )
    forgetActors(company.db)
    expect(await li.get(`/api/customers/${id}/unmask/phones`)).toMatchObject({ value: [{ raw: '13887654321' }] })
    expect(await audit('field.unmasked')).toMatchObject([
      { user_id: li.id, object: 'customer', record_id: id, detail: { field: 'phones' } },
    ])
    await company.as.zhao.get(`/api/customers/${id}/unmask/phones`, 404)
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({ name: '脱敏客户' })
    await setFieldRights(company, 'salesperson', {})
  })

  it('lines keep what their editor may not see or change', async () => {
    const { li } = company.as
    const product = await company.as.chen.post('/api/products', { name: '离心机' })
    const customer = await li.post('/api/customers', { name: '有明细的客户' })
    const made = await li.post('/api/opportunities', {
      name: '明细商机',
      customer: customer.id,
      lines: [{ product: product.id, quantity: '2', unitPrice: '99.5' }],
    })
    await setFieldRights(company, 'salesperson', { 'opportunityLine.unitPrice': 'hidden' })
    const seen = await li.get(`/api/opportunities/${made.id}`)
    expect(seen.lines[0]).not.toHaveProperty('unitPrice')
    await li.patch(`/api/opportunities/${made.id}`, { lines: [{ ...seen.lines[0], quantity: '3' }] })
    expect(JSON.stringify(await li.get(`/api/opportunities/${made.id}/timeline`))).not.toContain('99.5')
    await setFieldRights(company, 'salesperson', { 'opportunityLine.unitPrice': 'read' })
    const read = await li.get(`/api/opportunities/${made.id}`)
    expect(Number(read.lines[0].unitPrice), 'a hidden price is not lost by writing the line').toBe(99.5)
    expect(Number(read.lines[0].quantity)).toBe(3)
    const refused = await li.patch(
      `/api/opportunities/${made.id}`,
      { lines: [{ ...read.lines[0], unitPrice: '1' }] },
      422,
    )
    expect(refused.fields).toMatchObject([{ path: 'lines.0.unitPrice', code: 'field.read_only' }])
    await li.patch(`/api/opportunities/${made.id}`, { lines: [{ ...read.lines[0], quantity: '4' }] })
    await setFieldRights(company, 'salesperson', {})
  })
})

describe('roles', () => {
  it('are made, copied, changed and removed; nobody gives what he has not, and the last administrator stays', async () => {
    const { chen, li, wang } = company.as
    const plain = { name: { zh: '助理', en: 'Assistant' }, grants: { 'customer.read': 'team' }, fieldRights: {} }
    await li.post('/api/roles', plain, 403)
    const { id } = await chen.post('/api/roles', plain)
    await chen.post('/api/roles', { ...plain, grants: { 'customer.read': 'everything' } }, 422)
    await chen.post('/api/roles', { ...plain, fieldRights: { 'customer.noSuchField': 'hidden' } }, 422)
    expect((await chen.get('/api/roles')).roles.map((role: { id: string }) => role.id)).toEqual([
      'administrator',
      'director',
      'salesManager',
      'salesperson',
      'finance',
      'marketing',
      'service',
      'readOnly',
      'auditor',
      expect.stringMatching(/-/),
      id,
    ])
    // Wang gets the right to change roles, and still none to give more than he has.
    await sql`update roles set grants = grants || '{"role.assign": "all", "role.create": "all", "role.update": "all"}' where id = 'salesManager'`.execute(
      company.db,
    )
    forgetActors(company.db)
    // What is closed to him stays closed in what he gives.
    await wang.post('/api/roles', { ...plain, grants: { 'customer.read': 'own' } }, 403)
    const closed = { 'seal.image': 'hidden' }
    await wang.post('/api/roles', { ...plain, grants: { 'customer.read': 'own' }, fieldRights: closed })
    await wang.post('/api/roles', { ...plain, grants: { 'customer.read': 'department' }, fieldRights: closed }, 403)
    await wang.post('/api/roles', { ...plain, grants: { '*': 'own' }, fieldRights: closed }, 403)
    await wang.put(`/api/roles/administrator`, plain, 403)
    const administrator = { name: { zh: '管理员', en: 'Administrator' }, grants: { 'customer.*': 'all' } }
    expect((await chen.put('/api/roles/administrator', administrator, 409)).code).toBe('role.last_administrator')
    expect((await chen.delete('/api/roles/salesperson', 409)).code).toBe('role.in_use')
    await chen.delete(`/api/roles/${id}`)
    expect(await audit('role.removed')).toMatchObject([{ user_id: chen.id, detail: { role: id } }])
    const { nouns, program } = await chen.get('/api/roles/choices')
    expect(nouns.find((noun: { name: string }) => noun.name === 'customer')).toMatchObject({ owned: true })
    expect(program.map((right: { name: string }) => right.name)).toContain('user.viewAs')
  })

  it('an administrator looks as somebody else, changes nothing, and both ends are in the log', async () => {
    const own = await openTestCompany()
    const { chen, li, wang } = own.as
    const { id } = await chen.post('/api/customers', { name: '管理员的客户' })
    await li.post('/api/session/view-as', { user: wang.id }, 403)
    expect(await chen.post('/api/session/view-as', { user: li.id })).toMatchObject({
      user: { id: li.id },
      viewedBy: { id: chen.id, name: '陈静' },
    })
    await chen.get(`/api/customers/${id}`, 404)
    for (const [method, path] of [
      ['POST', '/api/customers'],
      ['PATCH', `/api/customers/${id}`],
      ['PUT', `/api/users/${li.id}/roles`],
      ['DELETE', `/api/customers/${id}`],
    ] as const) {
      const refused = await chen.ask(method, path, method === 'DELETE' ? undefined : { name: '不行' })
      expect(refused, `${method} ${path}`).toMatchObject({ status: 403, body: { code: 'view_as.read_only' } })
    }
    expect(await chen.delete('/api/session/view-as')).toMatchObject({ user: { id: chen.id } })
    await chen.get(`/api/customers/${id}`)
    const { rows } = await sql<{ kind: string; user_id: string; record_id: string }>`
      select kind, user_id, record_id from audit_log where kind like 'user.viewAs%' order by at`.execute(own.db)
    expect(rows).toEqual([
      { kind: 'user.viewAs.started', user_id: chen.id, record_id: li.id },
      { kind: 'user.viewAs.ended', user_id: chen.id, record_id: li.id },
    ])
  })

  it('why somebody sees a record is told to whoever gives roles', async () => {
    const own = await openTestCompany()
    const { chen, li, wang, zhao, qian } = own.as
    const { id } = await li.post('/api/customers', { name: '谁能看到' })
    const why = (user: string, status?: number) => chen.get(`/api/customers/${id}/access?user=${user}`, status)
    await li.get(`/api/customers/${id}/access?user=${zhao.id}`, 403)
    expect(await why(wang.id)).toMatchObject({
      sees: true,
      reasons: [{ kind: 'role', role: { id: 'salesManager', title: '销售经理' }, scope: 'team', reaches: true }],
    })
    expect(await why(zhao.id)).toMatchObject({ sees: false, can: [], reasons: [{ scope: 'own', reaches: false }] })
    expect(await why(qian.id)).toMatchObject({ sees: false, reasons: [{ kind: 'noRole' }] })
    await li.put(`/api/customers/${id}/team/${zhao.id}`, { access: 'edit', until: '2099-12-31' })
    expect(await why(zhao.id)).toMatchObject({
      sees: true,
      can: expect.arrayContaining(['update']),
      reasons: [{ reaches: false }, { kind: 'team', access: 'edit', until: '2099-12-31', reaches: true }],
    })
  })
})
