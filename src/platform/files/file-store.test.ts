import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gathered } from '#test/harness/upload.ts'
import { type FileStores, openFileStores } from './file-store.ts'

let folder: string
let s3: S3rver
const opened = {} as Record<'disk' | 's3', FileStores>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-files-'))
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'company-files' }],
  })
  const { port } = await s3.run()
  opened.disk = openFileStores(join(folder, 'disk'), '/nowhere')
  opened.s3 = openFileStores(`s3+http://S3RVER:S3RVER@127.0.0.1:${port}/company-files`, '/nowhere')
})

afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

const [one, two] = [randomUUID(), randomUUID()]
const text = async (stream: Readable | null): Promise<string | null> => stream && (await buffer(stream)).toString()

describe.each(['disk', 's3'] as const)('%s', kind => {
  it('keeps what it is given, gives it back whole or in part, and forgets it', async () => {
    const store = opened[kind].of(one)
    const key = randomUUID()
    await store.write(key, Readable.from([Buffer.from('掌柜'), Buffer.from(' 123')]))
    expect(await text(await store.read(key))).toBe('掌柜 123')
    expect(await text(await store.read(key, { start: 7, end: 8 }))).toBe('12')
    const listed = await gathered(store.list())
    expect(listed.map(file => file.key)).toContain(key)
    expect(Math.abs(Date.now() - (listed[0]?.writtenAt.getTime() ?? 0))).toBeLessThan(60_000)
    await store.remove(key)
    expect(await store.read(key)).toBeNull()
    await store.remove(key)
    expect(await store.read(randomUUID())).toBeNull()
  })

  it('keeps companies apart', async () => {
    const key = randomUUID()
    await opened[kind].of(one).write(key, Readable.from([Buffer.from('mine')]))
    expect(await opened[kind].of(two).read(key)).toBeNull()
    expect(await gathered(opened[kind].of(two).list())).toEqual([])
  })

  it('takes many megabytes as a stream', async () => {
    const store = opened[kind].of(one)
    const key = randomUUID()
    const chunk = Buffer.alloc(1024 * 1024, 7)
    await store.write(key, Readable.from(Array.from({ length: 20 }, () => chunk)))
    expect((await buffer((await store.read(key)) as Readable)).length).toBe(20 * 1024 * 1024)
  })

  it('keeps nothing of what breaks off', async () => {
    const store = opened[kind].of(one)
    const key = randomUUID()
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000)
        throw new Error('the line went dead')
      })(),
    )
    await expect(store.write(key, broken)).rejects.toThrow('the line went dead')
    expect(await store.read(key)).toBeNull()
    expect((await gathered(store.list())).map(file => file.key)).not.toContain(key)
  })

  it.each([
    '../../etc/passwd',
    '..',
    '',
    'a/b',
    `${randomUUID()}/x`,
    `../${randomUUID()}`,
    '\u0000',
    randomUUID().toUpperCase(),
  ])('lets %j near no path', async hostile => {
    const store = opened[kind].of(one)
    await expect(store.write(hostile, Readable.from([Buffer.from('x')]))).rejects.toThrow('uuid')
    await expect(store.read(hostile)).rejects.toThrow('uuid')
    await expect(store.remove(hostile)).rejects.toThrow('uuid')
    expect(() => opened[kind].of(hostile)).toThrow('uuid')
  })
})

it('on the disk only the owner reads them, and what a crash left half written goes after a day', async () => {
  const store = opened.disk.of(two)
  const key = randomUUID()
  await store.write(key, Readable.from([Buffer.from('x')]))
  const place = join(folder, 'disk', two, key.slice(-2))
  expect((await stat(join(place, key))).mode & 0o777).toBe(0o600)
  expect((await stat(place)).mode & 0o777).toBe(0o700)
  await writeFile(join(place, `${randomUUID()}.making`), 'half')
  const old = `${randomUUID()}.making`
  await writeFile(join(place, old), 'half')
  await utimes(join(place, old), new Date(0), new Date(0))
  expect((await gathered(store.list())).map(file => file.key)).toEqual([key])
  const left = await readdir(place)
  expect(left).not.toContain(old)
  expect(left).toHaveLength(2)
})

it('a setting that cannot be is told without its secret', () => {
  for (const wrong of [
    's3://host/bucket',
    's3://key:hunter2@host/',
    's3://key:hunter2@host/UP_PER',
    's3://key:hunter2@ho st/b',
  ]) {
    expect(() => openFileStores(wrong, '/x'), wrong).toThrow('setting.invalid')
    try {
      openFileStores(wrong, '/x')
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('hunter2')
    }
  }
  expect(opened.s3.place).not.toContain('S3RVER')
})
