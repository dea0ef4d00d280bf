import { createHash, randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { ownServer } from '#test/harness/own-server.ts'
import { migrate } from '../db/migrate.ts'
import type { Pools } from '../db/pools.ts'
import type { DatabaseServer, Placement } from '../db/server.ts'
import { placeCompany } from '../db/template.ts'
import { Problem } from '../errors.ts'
import { backupCompany } from './backup-company.ts'
import { restoreCompany } from './restore-company.ts'

interface Installation {
  server: DatabaseServer
  pools: Pools
}

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
})

test('a company comes back whole on an empty installation: every row, counter and login', async () => {
  const here = await installation()
  const { id, placement } = await company(here, '华北制冷', '13800000001')
  await company(here, 'Another', '13800000002')
  const file = join(folder, 'company.tar')
  await backupCompany(here, id, file)
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const there = await installation()
  const manifest = await restoreCompany(there, file)
  const restored = await placementOf(there, id)
  expect(await fingerprint(there, restored)).toEqual(await fingerprint(here, placement))
  expect(await rowsOf(there, restored, 'departments')).toHaveLength(2)
  expect(manifest.tables.find(table => table.table === 'users')?.rows).toBe(1)

  const control = there.pools.control()
  expect((await sql`select name, state from companies`.execute(control)).rows).toEqual([
    { name: '华北制冷', state: 'open' },
  ])
  expect((await sql`select normalised from account_logins`.execute(control)).rows).toEqual([
    { normalised: '+8613800000001' },
  ])
  expect((await sql`select count(*) as n from sessions`.execute(control)).rows).toEqual([{ n: 0 }])
  expect((await sql`select closed_at is not null as closed from setup`.execute(control)).rows).toEqual([
    { closed: true },
  ])
  expect(
    (await sql`select nspname from pg_namespace where nspname = 'control_restored'`.execute(control)).rows,
  ).toEqual([])

  // The restored foreign keys hold, and are the ones of the migrations.
  const wrong = sql`update departments set head_id = ${randomUUID()}`.execute(there.pools.at(restored))
  await expect(wrong).rejects.toMatchObject({ code: '23503' })
  expect(await foreignKeys(there, restored)).toEqual(await foreignKeys(here, placement))
})

test('a backup sees one moment, although people go on writing', async () => {
  const here = await installation()
  const { id, placement } = await company(here, 'Busy', '13800000003')
  let isOver = false
  const writing = (async () => {
    for (let n = 0; !isOver; n++) {
      await sql`with d as (insert into departments (id, name) values (${randomUUID()}, ${`部门${n}`}) returning id, name)
        insert into counters (name, value) select 'd' || ${n}, 1 from d`.execute(here.pools.at(placement))
    }
  })()
  const file = join(folder, 'busy.tar')
  const manifest = await backupCompany(here, id, file)
  isOver = true
  await writing
  const rows = (table: string) => manifest.tables.find(entry => entry.table === table)?.rows ?? -1
  // Both rows of each write, or none: two departments were there before, and no counter.
  expect(rows('departments') - 2).toBe(rows('counters'))
})

const damages: [string, (file: string) => Promise<void>][] = [
  ['cut short', file => truncate(file, 5000)],
  ['cut short at its end', async file => truncate(file, (await stat(file)).size - 2048)],
  ['changed in one byte of a table', file => flip(file, 'company/departments.copy.gz', 512 + 20)],
  ['changed in one byte of its manifest', file => flip(file, 'manifest.json', 512 + 200)],
  ['changed in one byte of its control rows', file => flip(file, 'control/accounts.copy.gz', 512 + 20)],
  ['no backup', file => writeFile(file, 'PK')],
  ['empty', file => writeFile(file, '')],
]

test('a damaged file is refused and nothing is touched', async () => {
  const here = await installation()
  const { id } = await company(here, '华北制冷', '13800000001')
  const good = join(folder, 'good.tar')
  await backupCompany(here, id, good)
  const there = await installation()
  const before = await databases(there)
  const outcomes: string[] = []
  for (const [how, damage] of damages) {
    const file = join(folder, 'damaged.tar')
    await copyFile(good, file)
    await damage(file)
    const outcome = await restoreCompany(there, file).catch((problem: unknown) => problem)
    const code = outcome instanceof Problem ? outcome.code : 'restored'
    const isTouched = !isDeepStrictEqual(await databases(there), before)
    outcomes.push(`${how}: ${code}${isTouched ? ', touched' : ''}`)
  }
  expect(outcomes).toEqual(damages.map(([how]) => `${how}: backup.damaged`))
  expect((await sql`select 1 from companies`.execute(there.pools.control())).rows).toEqual([])
  expect((await sql`select closed_at from setup`.execute(there.pools.control())).rows).toEqual([{ closed_at: null }])
  await expect(restoreCompany(there, join(folder, 'none.tar'))).rejects.toMatchObject({ code: 'backup.unreadable' })
  await restoreCompany(there, good)
})

test('a company that is here already, or a login that is somebody else’s, is not written over', async () => {
  const here = await installation()
  const { id } = await company(here, '华北制冷', '13800000001')
  const file = join(folder, 'company.tar')
  await backupCompany(here, id, file)
  await expect(restoreCompany(here, file)).rejects.toMatchObject({ code: 'restore.company_exists' })

  const there = await installation()
  await company(there, 'Theirs', '13800000001')
  const before = await databases(there)
  await expect(restoreCompany(there, file)).rejects.toMatchObject({
    code: 'restore.login_taken',
    params: { logins: '+8613800000001' },
  })
  expect(await databases(there)).toEqual(before)
  expect((await sql`select name from companies`.execute(there.pools.control())).rows).toEqual([{ name: 'Theirs' }])
})

test('a backup that fails leaves no file', async () => {
  const here = await installation()
  await expect(backupCompany(here, randomUUID(), join(folder, 'none.tar'))).rejects.toMatchObject({
    code: 'company.unknown',
  })
  expect(await readdir(folder)).toEqual([])
})

test('a backup of a newer program is refused', async () => {
  const here = await installation()
  const { id } = await company(here, '华北制冷', '13800000001')
  const file = join(folder, 'company.tar')
  await backupCompany(here, id, file)
  await reseal(file, manifest =>
    manifest.replace(/"madeAt": "[^"]*"/, '"madeAt": ""').replace(/"company": \d+\n/, '"company": 9999\n'),
  )
  await expect(restoreCompany(await installation(), file)).rejects.toMatchObject({ code: 'backup.newer' })
})

const installation = async (): Promise<Installation> => {
  const own = await ownServer()
  await migrate(own.server, own.server.control)
  return own
}

/** A company with two departments that refer to each other's people, and one account. */
const company = async (
  { server, pools }: Installation,
  name: string,
  mobile: string,
): Promise<{ id: string; placement: Placement }> => {
  const [id, account, user, top, below] = Array.from({ length: 5 }, () => randomUUID())
  const placement = await placeCompany(server, { id: id ?? '', isFirst: true })
  await sql`insert into companies (id, name, state, server, database, schema)
    values (${id}, ${name}, 'open', ${placement.server}, ${placement.database}, ${placement.schema})`.execute(
    pools.control(),
  )
  await sql`insert into accounts (id, password_hash) values (${account}, 'hash')`.execute(pools.control())
  await sql`insert into account_logins values ('mobile', ${`+86${mobile}`}, ${account})`.execute(pools.control())
  await sql`insert into account_companies values (${account}, ${id}, ${user})`.execute(pools.control())
  await sql`insert into sessions (id, token_hash, account_id, company_id, user_id, expires_at)
    values (${randomUUID()}, ${Buffer.from(name)}, ${account}, ${id}, ${user}, now())`.execute(pools.control())
  const db = pools.at(placement)
  await sql`insert into departments (id, name) values (${top}, ${'总部\t"甲"\\N'})`.execute(db)
  await sql`insert into departments (id, name, parent_id) values (${below}, ${'line\nbreak'}, ${top})`.execute(db)
  await sql`insert into users (id, name, department_id, custom) values (${user}, '单雄信', ${below}, '{"级别":[1,null]}')`.execute(
    db,
  )
  await sql`update departments set head_id = ${user}`.execute(db)
  return { id: id ?? '', placement }
}

const placementOf = async ({ pools }: Installation, id: string): Promise<Placement> => {
  const { rows } = await sql<Placement>`select server, database, schema from companies where id = ${id}`.execute(
    pools.control(),
  )
  const placement = rows[0]
  if (!placement) throw new Error(`${id} is not known`)
  return placement
}

const tablesOf = async ({ pools }: Installation, placement: Placement): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = ${placement.schema} and tablename <> 'schema_migrations' order by 1`.execute(pools.at(placement))
  return rows.map(row => row.name)
}

const rowsOf = async ({ pools }: Installation, placement: Placement, table: string): Promise<unknown[]> =>
  (await sql`select t::text from ${sql.table(table)} t order by 1`.execute(pools.at(placement))).rows

/** Every row of every table, as text. */
const fingerprint = async (place: Installation, placement: Placement): Promise<Record<string, unknown[]>> => {
  const rows: Record<string, unknown[]> = {}
  for (const table of await tablesOf(place, placement)) rows[table] = await rowsOf(place, placement, table)
  return rows
}

const foreignKeys = async ({ pools }: Installation, placement: Placement): Promise<unknown[]> =>
  (
    await sql`select conname, pg_get_constraintdef(oid) as definition, convalidated from pg_constraint
      where contype = 'f' and connamespace = 'company'::regnamespace order by 1, 2`.execute(pools.at(placement))
  ).rows

/** The databases of this installation and the schemas of its control database. */
const databases = async ({ server, pools }: Installation): Promise<unknown[]> =>
  (
    await sql`select datname from pg_database
        where starts_with(datname, ${server.control.database}) and not starts_with(datname, ${`${server.control.database}_template`})
      union all select nspname from pg_namespace order by 1`.execute(pools.control())
  ).rows

/** Changes one byte, counted from the header of this member. */
const flip = async (file: string, member: string, offset: number): Promise<void> => {
  const bytes = await readFile(file)
  const at = bytes.indexOf(member) + offset
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  await writeFile(file, bytes)
}

/** Changes the manifest to something that is not longer, and seals it anew. */
const reseal = async (file: string, change: (manifest: string) => string): Promise<void> => {
  const bytes = await readFile(file)
  const at = bytes.lastIndexOf('manifest.json') + 512
  const size = Number.parseInt(bytes.toString('latin1', at - 512 + 124, at - 512 + 135), 8)
  const changed = Buffer.alloc(size, ' ')
  changed.write(change(bytes.toString('utf8', at, at + size)))
  changed.copy(bytes, at)
  bytes.write(createHash('sha256').update(changed).digest('hex'), bytes.lastIndexOf('manifest.sha256') + 512)
  await writeFile(file, bytes)
}
