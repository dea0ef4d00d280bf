import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'

interface Row {
  userId: string
  account?: { login?: string; mobile?: string; email?: string; state: string; lastSignInAt: string | null } | null
  roles?: { id: string; name: string }[]
}

test('one request tells who signs in by what, in which state, with which roles, and since when', async () => {
  const company = await openTestCompany()
  const other = await openTestCompany()
  const { chen, li, wang, qian } = company.as
  const { id: newcomer } = await chen.post('/api/users', { name: '周新' })
  await chen.post(`/api/users/${li.id}/account`, { mobile: '13900001111' })
  await chen.put(`/api/users/${li.id}/roles`, { roles: ['salesperson', 'salesManager'] })
  const { pools, id } = company
  await sql`update account_companies set state = 'disabled' where company_id = ${id} and user_id = ${qian.id}`.execute(
    pools.control(),
  )
  await wang.delete('/api/session')

  const { accounts } = (await chen.get('/api/accounts')) as { accounts: Row[] }
  const of = (userId: string) => accounts.find(row => row.userId === userId)
  expect(of(li.id)).toEqual({
    userId: li.id,
    account: {
      login: li.login,
      mobile: expect.stringContaining('13900001111'),
      state: 'active',
      lastSignInAt: expect.any(String),
      lockedUntil: null,
      hasSecondFactor: false,
    },
    roles: [
      { id: 'salesManager', name: expect.stringMatching(/[一-龥]/) },
      { id: 'salesperson', name: expect.stringMatching(/[一-龥]/) },
    ],
  })
  expect(Date.now() - Date.parse(of(li.id)?.account?.lastSignInAt ?? '')).toBeLessThan(120_000)
  // He has signed out since; when he came in stays.
  expect(of(wang.id)?.account).toMatchObject({ state: 'active', lastSignInAt: expect.any(String) })
  expect(of(qian.id)).toMatchObject({ account: { state: 'disabled' }, roles: [] })
  expect(of(newcomer)).toEqual({ userId: newcomer, account: null, roles: [] })
  expect(JSON.stringify(accounts)).not.toMatch(/password|hash/i)
  for (const person of Object.values(other.as)) expect(of(person.id)).toBeUndefined()

  await chen.delete(`/api/users/${newcomer}`)
  expect((await chen.get('/api/accounts')).accounts).toHaveLength(accounts.length - 1)
})

test('each right shows its own half, and without either there is nothing to see', async () => {
  const company = await openTestCompany()
  const { li, wang, zhao } = company.as
  const grant = (permission: string, userId: string) =>
    sql`with made as (insert into roles (id, name_zh, name_en, grants) values (${permission}, '甲', 'A', ${JSON.stringify({ [permission]: 'all' })}::jsonb) returning id)
      insert into user_roles select ${userId}::uuid, id from made`.execute(company.db)
  await li.get('/api/accounts', 403)
  await grant('account.assign', wang.id)
  await grant('role.assign', zhao.id)
  await expect.poll(async () => (await wang.ask('GET', '/api/accounts')).status, { timeout: 2_000 }).toBe(200)
  await expect.poll(async () => (await zhao.ask('GET', '/api/accounts')).status, { timeout: 2_000 }).toBe(200)
  for (const row of (await wang.get('/api/accounts')).accounts as Row[])
    expect(Object.keys(row)).toEqual(['userId', 'account'])
  for (const row of (await zhao.get('/api/accounts')).accounts as Row[])
    expect(Object.keys(row)).toEqual(['userId', 'roles'])
  await li.get('/api/accounts', 403)
})
