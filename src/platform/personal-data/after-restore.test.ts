import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'
import { erase } from '#test/harness/erasing.ts'
import { ownServer } from '#test/harness/own-server.ts'
import { systemActor } from '../access/actor.ts'
import { sealAudit } from '../audit/seal.ts'
import { verifyAudit } from '../audit/verify.ts'
import { backupCompany } from '../backup/backup-company.ts'
import { restoreCompany } from '../backup/restore-company.ts'
import { openCompanies } from '../companies/companies.ts'
import { openFileStores } from '../files/file-store.ts'
import { eraseAgain, erasureLines, readErasureLines } from './erase-again.ts'

test('backup and restore keep the chain whole; what was erased after the backup is erased again by its receipts', async () => {
  const company = await openTestCompany()
  const { li, chen } = company.as
  const { id } = await li.post('/api/contacts', { name: '上官婉儿', phones: [{ raw: '13522223333' }] })
  await chen.patch('/api/data-rules', { unmaskLimit: 50 })
  await sealAudit(company.db)
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-erasures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const archive = join(folder, 'company.tar')
  await backupCompany(company, company.id, archive)
  await erase(chen, 'contacts', { id, reason: '上官婉儿本人要求', confirm: '上官婉儿' })
  const text = (await erasureLines(company.db)).join('\n')
  expect(text).not.toMatch(/上官婉儿|13522223333/)

  const there = await ownServer()
  const stores = openFileStores(join(folder, 'elsewhere'), '/nowhere')
  await restoreCompany({ ...there, files: stores }, archive)
  const { contextOf, seeders } = company.companies
  const companies = openCompanies({ ...there, files: stores, contextOf, seeders })
  const { db, company: settings } = await companies.open(company.id)
  const place = { db, control: there.pools.control(), companyId: company.id }
  expect(await verifyAudit(place)).toMatchObject({ broken: null, lines: 1 })
  const nameNow = async (): Promise<string | undefined> =>
    (await sql<{ name: string }>`select name from contacts where id = ${id}`.execute(db)).rows[0]?.name
  expect(await nameNow()).toBe('上官婉儿')

  const start = { company: settings, batch: null, reason: null, locale: settings.locale, now: () => new Date() }
  const ctx = await contextOf({ ...start, db, actor: systemActor('restore') })
  // One was going on when the backup was made.
  await sql`insert into erasure_runs (id, object, record_id, reason, user_id, created_at)
    values (gen_random_uuid(), 'contact', ${id}::uuid, '上官婉儿要求', ${chen.id}::uuid, now())`.execute(db)
  const lines = readErasureLines(`${text}\n\n`)
  expect(await eraseAgain({ ...ctx, db }, stores.of(company.id), lines)).toBe(1)
  expect(await nameNow()).toBe('已删除的个人')
  expect((await sql`select state, reason from erasure_runs`.execute(db)).rows).toEqual([
    { state: 'stopped', reason: null },
  ])
  expect(await eraseAgain({ ...ctx, db }, stores.of(company.id), lines)).toBe(0)
  expect(await verifyAudit(place)).toMatchObject({ broken: null })
  expect(() => readErasureLines('{"id": 1}')).toThrow(/personal.no_receipts/)
})
