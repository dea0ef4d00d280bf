import { createServer } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openServer } from '#platform/db/open-server.ts'
import { openPools } from '#platform/db/pools.ts'
import { migrate } from '#platform/db/migrate.ts'
import { schemaText } from '#platform/db/schema-text.ts'
import { companyPlacement } from '#platform/db/template.ts'
import { setUpCompany, signIn } from '../harness/first-company.ts'
import { foreignPostgres, freePort } from '../harness/foreign-postgres.ts'
import { ownServer } from '../harness/own-server.ts'
import { addressOf, dataFolderForTest, processesBelow, startProgramProcess, zhanggui } from '../harness/process.ts'

vi.setConfig({ testTimeout: 180_000 })

test('runs on a foreign PostgreSQL with an ordinary role, starts no PostgreSQL of its own, and leaves that one running', async () => {
  const foreign = await foreignPostgres()
  const settings = { DATABASE_URL: foreign.url, DATA_DIR: await dataFolderForTest() }
  const first = startProgramProcess(settings)
  const administrator = await setUpCompany(
    await addressOf(first),
    (await first.says(/(\S+\/setup\?token=\S+)/))[1] ?? '',
  )
  expect((await administrator.request('POST', '/api/customers', { kind: 'company', name: '甲公司' })).status).toBe(201)
  expect(await processesBelow(settings.DATA_DIR)).toEqual([])
  first.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  const second = startProgramProcess(settings)
  const { body } = await (await signIn(await addressOf(second))).request('GET', '/api/customers')
  expect(body).toMatchObject({ records: [{ name: '甲公司' }] })
  const { code, output } = await zhanggui(['doctor'], settings)
  expect(output).toContain('The database role is no superuser')
  expect(code).toBe(0)
})

test('a role that may not create databases has room for one company, in one database', async () => {
  const foreign = await foreignPostgres()
  await foreign.asSuperuser('alter role crm nocreatedb')
  const settings = { DATABASE_URL: foreign.url, DATA_DIR: await dataFolderForTest() }
  const program = startProgramProcess(settings)
  await setUpCompany(await addressOf(program), (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  const { output } = await zhanggui(['doctor'], settings)
  expect(output).toContain('The database role may not create databases')
})

test('of several hosts it takes the one that is the primary', async () => {
  const foreign = await foreignPostgres()
  const { port: standby } = await foreign.standby()
  const dead = await freePort()
  const url = (hosts: string): string => `postgresql://crm:cr%3Am%401@${hosts}/crm`
  const settings = { DATA_DIR: await dataFolderForTest() }
  const hosts = `127.0.0.1:${dead},127.0.0.1:${standby},127.0.0.1:${foreign.port}`
  const program = startProgramProcess({ ...settings, DATABASE_URL: url(hosts) })
  expect((await fetch(`${await addressOf(program)}/api/health/ready`)).status).toBe(200)
  const onlyStandby = startProgramProcess({ ...settings, DATABASE_URL: url(`127.0.0.1:${standby}`) })
  expect((await onlyStandby.ended).code).toBe(1)
  expect(onlyStandby.output()).toMatch(/^None of the hosts in DATABASE_URL is a primary, .*\.\n$/)
})

test('a server that cannot be reached, refuses the password or is no server: one sentence without the password', async () => {
  const foreign = await foreignPostgres()
  const settings = { DATA_DIR: await dataFolderForTest() }
  const urls = [
    `postgresql://crm:secret@127.0.0.1:${await freePort()}/crm`,
    `postgresql://crm:secret@127.0.0.1:${foreign.port}/crm`,
    `postgresql://crm:secret@127.0.0.1:${foreign.port}/nothing`,
  ]
  for (const DATABASE_URL of urls) {
    const program = startProgramProcess({ ...settings, DATABASE_URL })
    expect((await program.ended).code).toBe(1)
    expect(program.output()).toMatch(/^The database in DATABASE_URL cannot be reached: .*\n$/)
    expect(program.output()).not.toContain('secret')
  }
  const wrong = startProgramProcess({ ...settings, DATABASE_URL: 'mysql://crm:secret@localhost/crm' })
  expect((await wrong.ended).code).toBe(1)
  expect(wrong.output()).toMatch(/^DATABASE_URL cannot be read; .*\n$/)
  expect(wrong.output()).not.toContain('secret')
})

test('a server that is too old is refused', async () => {
  const port = await serverOfVersion(140_012)
  const program = startProgramProcess({
    DATA_DIR: await dataFolderForTest(),
    DATABASE_URL: `postgresql://crm@127.0.0.1:${port}/crm`,
  })
  expect((await program.ended).code).toBe(1)
  expect(program.output()).toMatch(/^The database .* is PostgreSQL 14\.12; Zhanggui needs 15 or newer\.\n$/)
})

test('doctor says that a superuser is no role for a program', async () => {
  const foreign = await foreignPostgres()
  const settings = { DATABASE_URL: foreign.superuserUrl, DATA_DIR: await dataFolderForTest() }
  expect((await zhanggui(['migrate'], settings)).code).toBe(0)
  expect((await zhanggui(['doctor'], settings)).output).toMatch(/warning +The database role is a superuser/)
})

test('the migrations make the same schema on the oldest PostgreSQL and on the embedded one', async () => {
  const foreign = await foreignPostgres()
  const theirs = await openServer({ databaseUrl: foreign.url, dataDir: await dataFolderForTest() })
  const { server: ours } = await ownServer()
  const texts = await Promise.all(
    [theirs, ours].map(async server => {
      const place = companyPlacement(server, 'schema_of_company')
      await server.createDatabase(place.database)
      await migrate(server, place)
      return schemaText(server, place)
    }),
  )
  expect(texts[0]).toBe(texts[1])
  expect(texts[0]).toContain('create table customers (')
  await openPools(theirs).close()
})

/** A stand-in for a PostgreSQL older than any that can be installed here: it answers the one question that is asked. */
const serverOfVersion = (version: number): Promise<number> =>
  new Promise(done => {
    const server = createServer(socket => {
      let isStarted = false
      socket.on('error', () => undefined)
      socket.on('data', data => {
        if (!isStarted) socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]))
        else if (data.toString('latin1', 0, 1) === 'Q') socket.write(answer(version))
        else socket.end()
        isStarted = true
      })
    })
    onTestFinished(() => void server.close())
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })

const answer = (version: number): Buffer => {
  const row: [string, number, string][] = [
    ['recovering', 16, 'f'],
    ['version', 23, String(version)],
    ['name', 25, 'crm'],
    ['super', 16, 'f'],
    ['create', 16, 't'],
  ]
  const columns = row.map(([name, type]) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]),
  )
  const values = row.map(([, , value]) => Buffer.concat([int32(value.length), Buffer.from(value)]))
  return Buffer.concat([
    message('T', Buffer.concat([int16(row.length), ...columns])),
    message('D', Buffer.concat([int16(row.length), ...values])),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ])
}

const message = (type: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
const int32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}
const int16 = (value: number): Buffer => {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}
