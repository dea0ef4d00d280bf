import { randomBytes, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { ownServer } from '#test/harness/own-server.ts'
import { declaredObjects } from '#test/harness/sample-values.ts'
import { fetchFile, gathered, onePixel, send, uploadFile } from '#test/harness/upload.ts'
import { openCompanies } from '../companies/companies.ts'
import { migrate } from '../db/migrate.ts'
import { openFileStores } from './file-store.ts'
import { lostFiles, strayFiles, sweepFiles } from './sweep.ts'

let company: TestCompany
let neighbour: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
  neighbour = await openTestCompany({ name: '隔壁公司' })
})

const customer = async (): Promise<string> =>
  (await company.as.li.post('/api/customers', { name: `客户${randomUUID()}` })).id
const filesOf = async (id: string, who: 'li' | 'wang' = 'li') =>
  (await company.as[who].get(`/api/customers/${id}/files`, 200)).files
const attached = async (
  name = '合同.pdf',
  content: Buffer | string = '%PDF-1.7\n1',
): Promise<{ customer: string; file: string }> => {
  const id = await customer()
  const { id: file } = await uploadFile(company.as.li, name, content)
  await company.as.li.post(`/api/customers/${id}/files`, { file }, 201)
  return { customer: id, file }
}

describe('a file of a record', () => {
  test('goes up, is listed, comes down as it was, is remembered, removed and brought back', async () => {
    const { li, wang } = company.as
    const id = await customer()
    const content = randomBytes(300_000)
    const file = await uploadFile(li, '../合同 (终稿).pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), content]))
    expect(file).toEqual({ id: expect.any(String), title: '合同 (终稿).pdf', size: 300_009, type: 'application/pdf' })
    expect(await filesOf(id)).toEqual([])
    await li.post(`/api/customers/${id}/files`, { file: file.id }, 201)
    expect(await filesOf(id)).toEqual([
      { ...file, field: null, at: expect.any(String), by: { id: li.id, title: '李强' }, canRemove: true },
    ])
    const reply = await fetchFile(wang, file.id)
    expect(reply.status).toBe(200)
    expect(
      Buffer.from(await reply.arrayBuffer())
        .subarray(9)
        .equals(content),
    ).toBe(true)
    expect(reply.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%20%28%E7%BB%88%E7%A8%BF%29.pdf",
    )
    expect((await fetchFile(wang, file.id, '', { 'if-none-match': reply.headers.get('etag') ?? '' })).status).toBe(304)
    const part = await fetchFile(li, file.id, '', { range: 'bytes=0-3' })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '%PDF',
      'bytes 0-3/300009',
    ])
    expect((await fetchFile(li, file.id, '', { range: 'bytes=999999-' })).status).toBe(416)

    await li.delete(`/api/files/${file.id}`, 204)
    expect(await filesOf(id)).toEqual([])
    expect((await fetchFile(li, file.id)).status).toBe(404)
    await li.delete(`/api/files/${file.id}`, 404)
    await li.post(`/api/files/${file.id}/restore`, undefined, 204)
    expect((await filesOf(id)).map((one: { id: string }) => one.id)).toEqual([file.id])
    const { entries } = await li.get(`/api/customers/${id}/timeline`)
    expect(entries.map((entry: { verb: string; reason: string }) => [entry.verb, entry.reason])).toEqual([
      ['attachFile', '合同 (终稿).pdf'],
      ['removeFile', '合同 (终稿).pdf'],
      ['attachFile', '合同 (终稿).pdf'],
      ['create', null],
    ])
    expect((await li.get(`/api/customers/${id}`)).version).toBe(1)
  })

  test('is known to those who may see the record and to nobody else', async () => {
    const { customer: id, file } = await attached()
    for (const stranger of [company.as.zhao, company.as.qian, neighbour.as.chen]) {
      for (const path of [`/api/customers/${id}/files`, `/api/files/${file}/content`])
        expect((await stranger.ask('GET', path)).status, stranger.name).toBe(404)
      await stranger.delete(`/api/files/${file}`, 404)
      await stranger.post(`/api/files/${file}/restore`, undefined, 404)
      await stranger.post(`/api/customers/${id}/files`, { file }, 404)
    }
    expect((await fetch(`${company.url}/api/files/${file}/content`)).status).toBe(401)
    expect(
      (await fetch(`${company.url}/api/files?name=x`, { method: 'POST', body: 'x' })).status,
    ).toBeGreaterThanOrEqual(401)
    // In the bin a record shows no files; out of it they are there again.
    await company.as.li.delete(`/api/customers/${id}`, 204)
    await company.as.li.get(`/api/customers/${id}/files`, 404)
    expect((await fetchFile(company.as.li, file)).status).toBe(404)
    await company.as.li.post(`/api/customers/${id}/restore`, undefined, 200)
    expect((await fetchFile(company.as.li, file)).status).toBe(200)
  })

  test('before it is attached it is its uploader’s alone, and nobody takes another’s', async () => {
    const { id: file } = await uploadFile(company.as.li, 'a.txt', 'text')
    expect((await fetchFile(company.as.li, file)).status).toBe(200)
    for (const other of [company.as.wang, company.as.chen]) {
      expect((await fetchFile(other, file)).status).toBe(404)
      const own = (await other.post('/api/customers', { name: `他的${randomUUID()}` })).id
      await other.post(`/api/customers/${own}/files`, { file }, 404)
    }
    const [first, second] = [await customer(), await customer()]
    await company.as.li.post(`/api/customers/${first}/files`, { file }, 201)
    // Once given it is not given again.
    await company.as.li.post(`/api/customers/${second}/files`, { file }, 404)
    for (const strange of ['x', '../x', randomUUID(), "' or 1=1"])
      await company.as.li.post(`/api/customers/${first}/files`, { file: strange }, 404)
    await company.as.li.post(`/api/customers/${first}/files`, { file, field: 'name' }, 422)
  })
})

describe('hostile content', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each([
    ['page.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['drawing.svg', svg, 'image/svg+xml'],
    ['photo.png', svg, 'image/png'],
    ['photo.jpg.html', '<html><body onload=alert(1)>', 'image/jpeg'],
    [
      'feed.xml',
      '<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>1</h:script></a>',
      'text/xml',
    ],
    ['run.PHp', '<?php system($_GET[0]);', 'application/x-php'],
    ['.htaccess', 'AddType application/x-httpd-php .png', 'text/plain'],
    ['script.js', 'alert(document.cookie)', 'text/javascript'],
    ['doc.pdf', '%PDF-1.7 <</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>', 'application/pdf'],
  ])('%s comes down as a download that runs nowhere', async (name, content, claimed) => {
    const reply = await send(company.as.li, name, content, claimed)
    expect(reply.status).toBe(201)
    const { id } = (await reply.json()) as { id: string }
    for (const query of ['', '?show=1']) {
      const got = await fetchFile(company.as.li, id, query)
      expect(got.headers.get('content-type')).toBe('application/octet-stream')
      expect(got.headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(got.headers.get('x-content-type-options')).toBe('nosniff')
      expect(got.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(await got.text()).toBe(content)
    }
  })

  test('a real picture is shown in place, sandboxed all the same', async () => {
    const { id, type } = await uploadFile(company.as.li, 'a.png', onePixel)
    expect(type).toBe('image/png')
    const shown = await fetchFile(company.as.li, id, '?show=1')
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    // A picture with a script behind its end stays a picture.
    const polyglot = await uploadFile(
      company.as.li,
      'b.png',
      Buffer.concat([onePixel, Buffer.from('<script>alert(1)</script>')]),
    )
    expect((await fetchFile(company.as.li, polyglot.id, '?show=1')).headers.get('content-type')).toBe('image/png')
  })

  test.each([
    '../../../../etc/passwd',
    '..\\..\\x',
    'a\u0000.png',
    '__proto__',
    'constructor',
    'con.txt',
    'a/b/c',
    '%2e%2e%2fx',
  ])('the name %j reaches no path', async name => {
    const { id, title } = await uploadFile(company.as.li, name, 'x')
    expect(title).not.toMatch(/[/\\\p{Cc}]/u)
    expect(await (await fetchFile(company.as.li, id)).text()).toBe('x')
  })

  test('neither a file without content nor one without a name is kept', async () => {
    expect((await send(company.as.li, 'a.txt', '')).status).toBe(422)
    const reply = await fetch(`${company.url}/api/files`, {
      method: 'POST',
      headers: {
        cookie: company.as.li.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        origin: company.url,
      },
      body: 'x',
    })
    expect(reply.status).toBe(400)
  })
})

describe('too much', () => {
  const headers = (): Record<string, string> => ({
    cookie: company.as.li.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: company.url,
    'content-type': 'application/octet-stream',
  })

  test('is refused by what it says of itself, and by what it is, and leaves nothing', async () => {
    const before = await keysOf()
    const said = await ask({ ...headers(), 'content-length': String(51 * 1024 * 1024) }, 0)
    expect(said).toMatchObject({ status: 413, code: 'file.too_large' })
    const was = await ask({ ...headers(), 'transfer-encoding': 'chunked' }, 52)
    expect(was).toMatchObject({ status: 413, code: 'file.too_large' })
    expect(await keysOf()).toEqual(before)
  })

  test('an upload that breaks off leaves nothing', async () => {
    const before = await keysOf()
    await new Promise<void>(done => {
      const upload = httpRequest(`${company.url}/api/files?name=x`, {
        method: 'POST',
        headers: { ...headers(), 'content-length': '5000000' },
      })
      upload.on('error', () => done())
      upload.write(Buffer.alloc(1_000_000), () => setTimeout(() => upload.destroy(), 200))
    })
    await expect.poll(keysOf).toEqual(before)
  })

  /** Sends so many megabytes and gives the answer. */
  const ask = (withHeaders: Record<string, string>, megabytes: number): Promise<{ status: number; code: string }> =>
    new Promise((done, fail) => {
      const upload = httpRequest(`${company.url}/api/files?name=x`, { method: 'POST', headers: withHeaders }, reply => {
        let text = ''
        reply.on('data', chunk => (text += chunk))
        reply.on('end', () => done({ status: reply.statusCode ?? 0, code: JSON.parse(text).code }))
        reply.on('error', fail)
      })
      // The server may hang up on the rest when it has said no.
      upload.on('error', error =>
        'code' in error && ['EPIPE', 'ECONNRESET'].includes(String(error.code)) ? undefined : fail(error),
      )
      if (megabytes === 0) upload.flushHeaders()
      else {
        for (let sent = 0; sent < megabytes; sent++) upload.write(Buffer.alloc(1024 * 1024, 1))
        upload.end()
      }
    })
})

const store = () => openFileStores('', company.server.dataFolder).of(company.id)
const keysOf = async (): Promise<string[]> => (await gathered(store().list())).map(file => file.key).sort()

describe('sweeping', () => {
  const day = 86_400_000
  const sweep = (days: number) =>
    sweepFiles(company.db, store(), { objects: declaredObjects, now: new Date(Date.now() + days * day) })

  test('takes what nobody needs when its time has come, and nothing else', async () => {
    const loose = await uploadFile(company.as.li, 'loose.txt', 'loose')
    const { file: kept } = await attached('kept.txt', 'kept')
    const { file: removed } = await attached('removed.txt', 'removed')
    await company.as.li.delete(`/api/files/${removed}`, 204)
    const { customer: erased, file: orphan } = await attached('orphan.txt', 'orphan')
    await sql`delete from search_entries where record_id = ${erased}`.execute(company.db)
    await sql`delete from customers where id = ${erased}`.execute(company.db)
    const stray = randomUUID()
    await store().write(stray, Readable.from([Buffer.from('stray')]))

    const first = await sweep(0)
    expect(first).toMatchObject({ unattached: 0, removed: 0, stray: 0 })
    expect(first?.ofErased).toBeGreaterThanOrEqual(1)
    const rows = async (...ids: string[]): Promise<number> =>
      Number(
        (await sql<{ n: string }>`select count(*) as n from files where id = any(${ids}::uuid[])`.execute(company.db))
          .rows[0]?.n,
      )
    expect(await rows(orphan)).toBe(0)
    expect(await rows(loose.id, kept, removed)).toBe(3)
    expect(await strayFiles(company.db, store(), new Date(Date.now() + day))).toEqual([stray])

    const second = await sweep(2)
    expect(second?.unattached).toBeGreaterThanOrEqual(1)
    expect(second).toMatchObject({ removed: 0, ofErased: 0, stray: 1 })
    expect(await rows(loose.id)).toBe(0)
    expect((await sweep(31))?.removed).toBeGreaterThanOrEqual(1)
    expect(await rows(removed)).toBe(0)
    expect(await rows(kept)).toBe(1)
    expect(await (await fetchFile(company.as.li, kept)).text()).toBe('kept')
    expect(await strayFiles(company.db, store(), new Date(Date.now() + day))).toEqual([])
    expect(await lostFiles(company.db, store())).toBe(0)
  })

  test('waits while a backup runs', async () => {
    await uploadFile(company.as.li, 'loose.txt', 'loose')
    await company.db.connection().execute(async connection => {
      await sql`select pg_advisory_lock_shared(740221907)`.execute(connection)
      expect(await sweep(2)).toBeNull()
      await sql`select pg_advisory_unlock_shared(740221907)`.execute(connection)
    })
    expect((await sweep(2))?.unattached).toBeGreaterThanOrEqual(1)
  })
})

test('a company that is removed takes its files with it, and nobody else’s', async () => {
  const there = await ownServer()
  await migrate(there.server, there.server.control)
  const companies = openCompanies({ ...there, contextOf: company.companies.contextOf, seeders: [] })
  const wanted = { locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' } as const
  const gone = await companies.create({ name: '要删除的公司', ...wanted })
  const stays = await companies.create({ name: '留下的公司', ...wanted })
  const stores = openFileStores('', there.server.dataFolder)
  for (const id of [gone, stays]) await stores.of(id).write(randomUUID(), Readable.from([Buffer.from('x')]))
  await companies.remove(gone)
  expect(await gathered(stores.of(gone).list())).toEqual([])
  expect(await gathered(stores.of(stays).list())).toHaveLength(1)
})
