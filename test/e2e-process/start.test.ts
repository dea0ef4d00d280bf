import { createServer } from 'node:net'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openServer } from '#platform/db/open-server.ts'
import { openPools } from '#platform/db/pools.ts'
import { setUpCompany, signIn } from '../harness/first-company.ts'
import { freePort } from '../harness/foreign-postgres.ts'
import {
  addressOf,
  dataFolderForTest,
  processesBelow,
  type RunningProcess,
  startProgramProcess,
  startScript,
} from '../harness/process.ts'

vi.setConfig({ testTimeout: 180_000 })

test('starts from nothing, prints the set-up link, serves, ends on SIGTERM with its database, and starts again', async () => {
  const data = await dataFolderForTest()
  const first = startProgramProcess({ DATA_DIR: data })
  const url = await addressOf(first)
  const setupUrl = (await first.says(/(\S+\/setup\?token=\S+)/))[1] ?? ''
  expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)
  const administrator = await setUpCompany(url, setupUrl)
  expect((await administrator.request('POST', '/api/customers', { kind: 'company', name: '甲公司' })).status).toBe(201)

  first.kill('SIGTERM')
  expect(await first.ended).toEqual({ code: 0, signal: null })
  expect(await processesBelow(data)).toEqual([])

  const second = startProgramProcess({ DATA_DIR: data })
  const again = await signIn(await addressOf(second))
  const { body } = await again.request('GET', '/api/customers')
  expect(body).toMatchObject({ records: [{ name: '甲公司' }] })
  expect(second.output()).not.toContain('/setup?token=')
  second.kill('SIGINT')
  expect(await second.ended).toEqual({ code: 0, signal: null })
  expect(await processesBelow(data)).toEqual([])
})

test('npm start ends cleanly when only the script is told, and when the script is killed', async () => {
  const data = await dataFolderForTest()
  const told = startScript('bin/start.mjs', [], { DATA_DIR: data })
  await addressOf(told)
  told.kill('SIGTERM')
  expect(await told.ended).toEqual({ code: 0, signal: null })
  expect(await processesBelow(data)).toEqual([])

  const killed = startScript('bin/start.mjs', [], { DATA_DIR: data })
  await addressOf(killed)
  killed.kill('SIGKILL')
  await expect.poll(() => processesBelow(data), { timeout: 15_000 }).toEqual([])
})

test('a killed program takes its database with it; a killed database comes back under the program', async () => {
  const data = await dataFolderForTest()
  const first = startProgramProcess({ DATA_DIR: data })
  await addressOf(first)
  first.kill('SIGKILL')
  await first.ended
  await expect.poll(() => processesBelow(data), { timeout: 15_000 }).toEqual([])

  const second = startProgramProcess({ DATA_DIR: data })
  const url = await addressOf(second)
  process.kill(await postmasterOf(data), 'SIGKILL')
  await second.says(/database.died/)
  await expect.poll(async () => (await fetch(`${url}/api/health/ready`)).status, { timeout: 15_000 }).toBe(200)
  second.kill('SIGTERM')
  expect((await second.ended).code).toBe(0)
})

test('a port that is taken: one sentence, nothing started', async () => {
  const data = await dataFolderForTest()
  const port = await freePort()
  const other = createServer().listen(port, 'localhost')
  onTestFinished(() => void other.close())
  const program = startProgramProcess({ DATA_DIR: data, PORT: String(port) })
  expect(await refusalOf(program)).toMatch(new RegExp(`^Port ${port} is taken by another program; .*PORT\\.$`))
  expect(await processesBelow(data)).toEqual([])
})

test('data in use by another process: one sentence, and the other one goes on', async () => {
  const data = await dataFolderForTest()
  const first = startProgramProcess({ DATA_DIR: data })
  const url = await addressOf(first)
  const second = startProgramProcess({ DATA_DIR: data })
  expect(await refusalOf(second)).toMatch(
    new RegExp(
      `^The data folder ${data} is in use by another Zhanggui process \\(process ${first.pid}, .*DATA_DIR\\.$`,
    ),
  )
  const onItsPort = startProgramProcess({ DATA_DIR: data, PORT: new URL(url).port })
  expect(await refusalOf(onItsPort)).toMatch(/^The data folder .* is in use by another Zhanggui process/)
  expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)
})

test('a database newer than the program: one sentence, nothing changed', async () => {
  const data = await dataFolderForTest()
  const server = await openServer({ dataDir: data, embedded: { sharedBuffers: '64MB' } })
  const pools = openPools(server)
  const control = pools.control()
  await sql`create schema control`.execute(control)
  await sql`create table control.schema_migrations (version int primary key, name text not null, checksum text not null,
    applied_at timestamptz not null default now())`.execute(control)
  await sql`insert into control.schema_migrations values (9999, '9999_of_tomorrow', '')`.execute(control)
  await pools.close()
  await server.stop()
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data }))).toMatch(
    /^The database zhanggui was made by a newer Zhanggui \(it holds 9999_of_tomorrow.*$/,
  )
})

test('a setting that makes no sense: one sentence that names it', async () => {
  const data = await dataFolderForTest()
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data, PORT: 'http' }))).toMatch(
    /^The setting PORT cannot be "http"; it should be 0 … 65535\.$/,
  )
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data, LOG_LEVEL: 'loud' }))).toMatch(
    /^The setting LOG_LEVEL cannot be "loud".*$/,
  )
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data, PUBLIC_URL: 'crm' }))).toMatch(
    /^The setting PUBLIC_URL cannot be "crm".*$/,
  )
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data, HOST: '203.0.113.7' }))).toMatch(
    /^This machine has no address 203\.0\.113\.7; .*$/,
  )
})

test('a cluster of another PostgreSQL, or one that does not start: one sentence with the reason', async () => {
  const data = await dataFolderForTest()
  const program = startProgramProcess({ DATA_DIR: data })
  await addressOf(program)
  program.kill('SIGTERM')
  await program.ended
  const version = join(data, 'postgresql/PG_VERSION')
  const right = await readFile(version)
  await writeFile(version, '17\n')
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data }))).toMatch(
    /^The data folder .* was made by PostgreSQL 17 and this program brings 18; .*$/,
  )
  await writeFile(version, right)
  await rm(join(data, 'postgresql/global/pg_control'))
  expect(await refusalOf(startProgramProcess({ DATA_DIR: data }))).toMatch(
    /^The embedded PostgreSQL does not start: .*pg_control.*$/,
  )
})

test('a first start that broke off is made good by the next one', async () => {
  const data = await dataFolderForTest()
  await mkdir(join(data, 'postgresql.new/base'), { recursive: true })
  await writeFile(join(data, 'postgresql.new/PG_VERSION'), '18\n')
  const cut = startProgramProcess({ DATA_DIR: data })
  await new Promise(done => setTimeout(done, 700))
  cut.kill('SIGKILL')
  await cut.ended
  const program = startProgramProcess({ DATA_DIR: data })
  expect((await fetch(`${await addressOf(program)}/api/health/ready`)).status).toBe(200)
})

/** What a program says that refuses to start: its only line; fails when there are more, a stack trace, or another code than 1. */
const refusalOf = async (program: RunningProcess): Promise<string> => {
  const { code } = await program.ended
  expect(code).toBe(1)
  const [sentence = '', ...more] = program.output().trim().split('\n')
  expect(more).toEqual([])
  return sentence
}

const postmasterOf = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'postgresql/postmaster.pid'), 'utf8')).split('\n')[0])
