import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { ownServer } from '#test/harness/own-server.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'
import { openFileStores } from '../files/file-store.ts'
import { lostFiles } from '../files/sweep.ts'
import { backupCompany } from './backup-company.ts'
import { restoreCompany } from './restore-company.ts'

let company: TestCompany
let file: { id: string }

beforeAll(async () => {
  company = await openTestCompany()
  file = await uploadFile(company.as.li, '照片.png', onePixel)
  const { id } = await company.as.li.post('/api/customers', { name: '有文件的客户' })
  await company.as.li.post(`/api/customers/${id}/files`, { file: file.id }, 201)
})

const keyOf = async (id: string): Promise<string> =>
  (await sql<{ key: string }>`select storage_key as key from files where id = ${id}`.execute(company.db)).rows[0]
    ?.key ?? ''

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'zhanggui-backup-files-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

test('files come back with their company, into whatever store is there', async () => {
  const place = await folder()
  const archive = join(place, 'company.tar')
  const manifest = await backupCompany(company, company.id, archive)
  expect(manifest).toMatchObject({ lostFiles: [], files: [{ key: await keyOf(file.id), size: onePixel.length }] })

  const there = await ownServer()
  const stores = openFileStores(join(place, 'elsewhere'), '/nowhere')
  await restoreCompany({ ...there, files: stores }, archive)
  const content = await stores.of(company.id).read(await keyOf(file.id))
  expect((await buffer(content as Readable)).equals(onePixel)).toBe(true)
})

test('a file that changed within the backup is found out, and nothing of the company stays', async () => {
  const place = await folder()
  const archive = join(place, 'company.tar')
  const manifest = await backupCompany(company, company.id, archive)
  const bytes = await readFile(archive)
  const at = bytes.indexOf(manifest.files[0]?.member ?? '')
  bytes[at + 512 + 20] = (bytes[at + 512 + 20] ?? 0) ^ 1
  await writeFile(archive, bytes)
  const there = await ownServer()
  const stores = openFileStores(join(place, 'elsewhere'), '/nowhere')
  await expect(restoreCompany({ ...there, files: stores }, archive)).rejects.toMatchObject({ code: 'backup.damaged' })
  expect(await stores.of(company.id).read(await keyOf(file.id))).toBeNull()
})

test('a file that is lost is told, and hinders no backup', async () => {
  const place = await folder()
  const store = openFileStores('', company.server.dataFolder).of(company.id)
  const { id } = await uploadFile(company.as.li, 'lost.txt', 'lost')
  const key = await keyOf(id)
  await store.remove(key)
  expect(await lostFiles(company.db, store)).toBe(1)
  const manifest = await backupCompany(company, company.id, join(place, 'company.tar'))
  expect(manifest.lostFiles).toEqual([key])
  expect(manifest.files.map(one => one.key)).not.toContain(key)
})
