import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { fetchFile, uploadFile } from '#test/harness/upload.ts'
import { backupName } from '../backup/backup-name.ts'
import type { ResetPreview } from './reset-description.ts'

let company: TestCompany
let neighbour: TestCompany
const name = '试用公司'

beforeAll(async () => {
  company = await openTestCompany({ name })
  neighbour = await openTestCompany({ name })
})

/** What people leave behind who try the program out. */
async function trial({ as: { chen, wang } }: TestCompany): Promise<{ file: string; customer: string }> {
  const { id: product } = await chen.post('/api/products', { name: '样机' })
  const { id: tag } = await chen.post('/api/tags', { name: '重要' })
  await chen.post('/api/layout/customer/fields', { type: 'text', labelZh: '信用', labelEn: 'Credit' })
  await chen.post('/api/views', { object: 'customer', label: '我的' })
  const { id: customer } = await chen.post('/api/customers', {
    kind: 'company',
    name: '试用客户',
    phones: [{ raw: '13800138000' }],
    tags: [tag],
    owner: wang.id,
  })
  await chen.post('/api/contacts', { name: '李四', customer })
  const { id: opportunity } = await chen.post('/api/opportunities', {
    name: '试用商机',
    customer,
    lines: [{ product, quantity: '1', unitPrice: '10' }],
  })
  await chen.delete(`/api/opportunities/${opportunity}`)
  await chen.post('/api/tasks', { title: '回访', customer, owner: wang.id })
  await chen.put(`/api/stars/customers/${customer}`)
  const { id: file } = await uploadFile(chen, '合同.txt', '试用')
  await chen.post(`/api/customers/${customer}/files`, { file })
  return { file, customer }
}

test('what goes is shown in numbers; it goes after name and password, with a backup before; settings stay and another company is untouched', async () => {
  const { chen, wang, li } = company.as
  const { file, customer } = await trial(company)
  const beside = await trial(neighbour)
  const preview: ResetPreview = await chen.get('/api/company/reset', 200)
  expect(preview).toMatchObject({ company: name, files: { count: 1, bytes: 6 } })
  expect(preview.goes.filter(one => one.count > 0).map(one => [one.name, one.count])).toEqual([
    ['customer', 1],
    ['contact', 1],
    ['opportunity', 1],
    ['task', 1],
  ])
  expect(preview.asked.map(one => [one.name, one.count])).toEqual([
    ['product', 1],
    ['productCategory', 0],
    ['priceList', 0],
    ['supplier', 0],
  ])
  expect(preview.stays.map(one => one.name)).toContain('user')
  expect(preview.goes[0]?.label).toBeTruthy()

  // Neither without the right, nor without the name, nor without the password; and nothing has gone.
  const { password } = chen
  await wang.get('/api/company/reset', 403)
  await wang.post('/api/company/reset', { name, password }, 403)
  const wrongName = await chen.post('/api/company/reset', { name: '别的公司', password }, 422)
  expect(wrongName.fields[0]).toMatchObject({ path: 'name', code: 'reset.wrong_name' })
  const wrongPassword = await chen.post('/api/company/reset', { name, password: 'wrong password' }, 422)
  expect(wrongPassword.fields[0]).toMatchObject({ path: 'password', code: 'session.wrong_password' })
  const { key } = await chen.post('/api/keys', { name: '程序' })
  const byKey = await fetch(`${company.url}/api/company/reset`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  })
  expect(byKey.status).toBe(403)
  await chen.get(`/api/customers/${customer}`, 200)

  const done = await chen.post('/api/company/reset', { name, password }, 200)
  expect(done).toMatchObject({ removed: { customer: 1, contact: 1, opportunity: 1, task: 1 }, files: 1 })
  expect((await stat(done.backup)).size).toBeGreaterThan(1000)
  expect(done.backup.startsWith(preview.backupFolder)).toBe(true)
  for (const path of ['customers', 'contacts', 'opportunities', 'tasks'])
    expect((await chen.get(`/api/${path}`, 200)).records, path).toEqual([])
  expect((await chen.get('/api/bin', 200)).entries).toEqual([])
  expect((await chen.get(`/api/search?q=${encodeURIComponent('试用')}`, 200)).results).toEqual([])
  expect((await fetchFile(chen, file)).status).toBe(404)
  await chen.get(`/api/customers/${customer}/timeline`, 404)
  const gone = (await chen.get('/api/company/reset', 200)) as ResetPreview
  expect(gone.goes.filter(one => one.count > 0)).toEqual([])
  expect(gone).toMatchObject({ history: 0, files: { count: 0, bytes: 0 }, notices: 0, imports: 0 })

  // What the company was set up with.
  expect((await chen.get('/api/products', 200)).records).toHaveLength(1)
  expect((await chen.get('/api/tags', 200)).records).toHaveLength(1)
  expect((await chen.get('/api/users', 200)).records).toHaveLength(5)
  expect((await chen.get('/api/roles', 200)).roles.length).toBeGreaterThan(5)
  expect((await chen.get('/api/pipelines', 200)).records.length).toBeGreaterThan(0)
  expect(JSON.stringify(await chen.get('/api/layout/customer', 200))).toContain('信用')
  expect(JSON.stringify(await chen.get('/api/views', 200))).toContain('我的')
  const again = await fetch(`${company.url}/api/customers`, { headers: { authorization: `Bearer ${key}` } })
  expect(again.status).toBe(200)
  const audit = await chen.get('/api/audit?group=settings', 200)
  expect(audit.entries[0]).toMatchObject({ kind: 'settings.reset', detail: { removed: { customer: 1 } } })
  // And work begins anew, for everybody.
  const { id } = await li.post('/api/customers', { kind: 'company', name: '第一位真客户' })
  expect((await li.get(`/api/customers/${id}/timeline`, 200)).entries).toHaveLength(1)

  const { chen: other } = neighbour.as
  await other.get(`/api/customers/${beside.customer}`, 200)
  expect((await fetchFile(other, beside.file)).status).toBe(200)
  expect((await other.get('/api/bin', 200)).entries).toHaveLength(1)
})

test('products go, too, when that is asked for; without a backup none is written', async () => {
  const { chen } = company.as
  const body = { name, password: chen.password, asked: true, withoutBackup: true }
  const done = await chen.post('/api/company/reset', body, 200)
  expect(done).toMatchObject({ backup: null, removed: { customer: 1, product: 1 } })
  expect((await chen.get('/api/products', 200)).records).toEqual([])
})

test('a reset that is cut off half way leaves all', async () => {
  const { chen } = neighbour.as
  const before = await chen.get('/api/company/reset', 200)
  // Its last step is the audit log: everything is emptied by then, and nothing of that may last.
  const holder = await holdTable('audit_log')
  const cut = chen.ask('POST', '/api/company/reset', { name, password: chen.password, withoutBackup: true })
  await expect.poll(waiting).toBe(1)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(neighbour.db)
  expect((await cut).status).toBe(500)
  await holder.release()
  expect(await chen.get('/api/company/reset', 200)).toEqual(before)
  expect(before.goes.filter((one: { count: number }) => one.count > 0)).toHaveLength(4)

  async function waiting(): Promise<number> {
    await sleep(20)
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query ilike '%audit_log%'`.execute(
      neighbour.db,
    )
    return Number(rows[0]?.n)
  }
})

test('nothing is removed when the backup cannot be written, or while an import runs', async () => {
  const { chen } = neighbour.as
  const before = (await chen.get('/api/company/reset', 200)) as ResetPreview
  // Folders where the file would come to lie, in this minute and the next.
  for (const later of [0, 60_000])
    await mkdir(join(before.backupFolder, backupName({ id: neighbour.id, name }, new Date(Date.now() + later)), 'x'), {
      recursive: true,
    })
  const refused = await chen.post('/api/company/reset', { name, password: chen.password }, 500)
  expect(refused).toMatchObject({ code: 'reset.no_backup', params: { folder: before.backupFolder } })
  await sql`insert into imports (id, object, file_name, user_id, state, settings)
    values (gen_random_uuid(), 'customer', 'x.csv', ${chen.id}, 'running', '{}')`.execute(neighbour.db)
  const busy = await chen.post('/api/company/reset', { name, password: chen.password, withoutBackup: true }, 409)
  expect(busy.code).toBe('reset.busy')
  expect(await chen.get('/api/company/reset', 200)).toEqual({ ...before, imports: 1 })
  expect(before.goes.filter(one => one.count > 0)).toHaveLength(4)
})

/** Holds a table as a transaction does that writes for long. */
async function holdTable(table: string): Promise<{ release: () => Promise<void> }> {
  const held = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const done = neighbour.db.transaction().execute(async trx => {
    await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(trx)
    held.resolve()
    await over.promise
  })
  await held.promise
  return {
    release: async () => {
      over.resolve()
      await done
    },
  }
}
