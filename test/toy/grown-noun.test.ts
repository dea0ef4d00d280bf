import excel from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { registerMessages } from '#platform/i18n/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import type { Person, PersonName } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { fetchFile, uploadFile } from '#test/harness/upload.ts'
import { bringIn, download, downloadBytes } from '#test/imports/importing.ts'
import { makeReaders, readersModule } from './readers.ts'

// A program of nothing but people and one new noun: its declaration, its verb, its words (`readers.ts`). All that is asked here it has by existing.

let company: TestCompany
let as: Record<PersonName, Person>
// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

beforeAll(async () => {
  registerMessages(readersModule.messages)
  await testProgram({ app: assemble([peopleModule, readersModule]), seeders: [] })
  company = await openTestCompany()
  await makeReaders(company.db)
  as = company.as
})

const where = (filter: object): string => `/api/readers?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`
const namesOf = (answer: Body): string[] => answer.records.map((record: { name: string }) => record.name).sort()
const add = async (person: PersonName, values: object): Promise<Body> => as[person].post('/api/readers', values)
const cookieOf = (person: PersonName): string => `zhanggui_session=${as[person].cookies[0]?.value}`

test('it is described with its labels, form, list and verb in both languages', async () => {
  for (const [locale, label, verb, option] of [
    ['zh', '读者', '准许入馆', '少儿'],
    ['en', 'Readers', 'Admit', 'Child'],
  ] as const) {
    const response = await fetch(`${company.url}/api/catalog`, {
      headers: { cookie: cookieOf('li'), 'x-locale': locale },
    })
    const { objects } = (await response.json()) as Body
    const noun = objects.find((one: Body) => one.name === 'reader')
    expect(noun).toMatchObject({
      labelPlural: label,
      sections: [{ fields: expect.arrayContaining(['name', 'phones']) }],
    })
    expect(noun.verbs.map((one: Body) => one.label)).toContain(verb)
    expect(JSON.stringify(noun.fields.find((one: Body) => one.name === 'kind').options)).toContain(option)
    expect(noun.quick).toContain('name')
  }
})

test('records are made, listed, filtered, found, changed, acted on; their past is told; strangers get 404', async () => {
  const { li, wang, zhao, qian } = as
  const made = await add('li', { name: '欧阳小明', kind: 'child', phones: [{ raw: '13912345678' }] })
  await add('li', { name: '司马大光', kind: 'adult' })
  expect(made).toMatchObject({ number: expect.stringMatching(/^R/), state: 'waiting' })
  expect(made.can).toContain('admit')
  expect(namesOf(await li.get(where({ field: 'kind', op: 'in', value: ['child'] })))).toEqual(['欧阳小明'])
  const page = await li.get('/api/readers?sort=-name&limit=1&count=1')
  expect(page).toMatchObject({ count: { value: 2 }, next: expect.any(String) })
  for (const q of ['小明', 'oyxm', '5678']) {
    const { results } = await li.get(`/api/search?q=${encodeURIComponent(q)}`)
    expect(
      results.map((one: Body) => one.id),
      q,
    ).toContain(made.id)
  }
  const changed = await li.patch(`/api/readers/${made.id}`, { version: made.version, remark: '常来' })
  expect(changed.version).toBe(2)
  const stale = await li.patch(`/api/readers/${made.id}`, { version: made.version, remark: '不常来' }, 409)
  expect(stale).toMatchObject({ code: 'version_conflict', current: { remark: '常来' } })
  const admitted = await li.post(`/api/readers/${made.id}/admit`, { joinedOn: '2026-11-01' })
  expect(admitted).toMatchObject({ state: 'admitted', joinedOn: '2026-11-01' })
  await li.post(`/api/readers/${made.id}/admit`, { joinedOn: '2026-11-02' }, 409)
  const { entries } = await li.get(`/api/readers/${made.id}/timeline`)
  expect(entries.map((one: Body) => one.verb)).toEqual(['admit', 'update', 'create'])

  // Seen by whoever is above, not by strangers, whichever way they come.
  await wang.get(`/api/readers/${made.id}`, 200)
  await zhao.get(`/api/readers/${made.id}`, 404)
  await zhao.get(`/api/readers/${made.id}/timeline`, 404)
  await zhao.patch(`/api/readers/${made.id}`, { remark: 'x' }, 404)
  expect((await zhao.get('/api/readers')).records).toEqual([])
  expect((await zhao.get(`/api/search?q=${encodeURIComponent('小明')}`)).results).toEqual([])
  await qian.get('/api/readers', 403)
})

test('the role editor lists it, and a field closed to a role is closed', async () => {
  const { chen, zhao } = as
  const { nouns } = await chen.get('/api/roles/choices')
  const noun = nouns.find((one: Body) => one.name === 'reader')
  expect(noun.rights.map((one: Body) => one.name)).toEqual(
    expect.arrayContaining(['read', 'create', 'export', 'admit']),
  )
  expect(noun.fields.map((one: Body) => one.name)).toContain('reader.remark')
  const { id } = await add('zhao', { name: '闭卷', remark: '秘密' })
  await setFieldRights(company, 'salesperson', { 'reader.remark': 'hidden' })
  expect(await zhao.get(`/api/readers/${id}`)).not.toHaveProperty('remark')
  const refused = await zhao.get(where({ field: 'remark', op: 'contains', value: '秘' }), 400)
  expect(refused.code).toBe('filter.unknown_field')
  await setFieldRights(company, 'salesperson', {})
})

test('files go in and out: a template, an import, and the list as CSV and XLSX that say the same', async () => {
  const { chen, zhao } = as
  const sheetOf = async (path: string, locale?: 'zh') => {
    const book = new excel.Workbook()
    await book.xlsx.load((await downloadBytes(chen, path, locale)) as unknown as ArrayBuffer)
    return book.worksheets[0]
  }
  const template = await sheetOf('/api/imports/template.xlsx?object=reader', 'zh')
  expect(String(template?.getRow(1).values)).toContain('姓名')
  const file = '姓名,类别,电话,入馆日期\n诸葛亮,成人,13700001111,2026-01-02\n黄月英,成人,,2026-01-03\n'
  expect(await bringIn(chen, { object: 'reader', file })).toMatchObject({ state: 'done', counts: { created: 2 } })
  const january = { field: 'joinedOn', op: 'between', value: ['2026-01-01', '2026-01-31'] }
  const query = `?filter=${encodeURIComponent(JSON.stringify(january))}&fields=name,joinedOn&sort=joinedOn`
  const csv = (await download(chen, `/api/readers/export.csv${query}`)).replace('\uFEFF', '').trim().split(/\r?\n/)
  expect(csv).toEqual(['Name,Joined on', '诸葛亮,2026-01-02', '黄月英,2026-01-03'])
  const sheet = await sheetOf(`/api/readers/export.xlsx${query}`)
  expect([sheet?.rowCount, sheet?.getCell('A2').value]).toEqual([3, '诸葛亮'])
  await zhao.get('/api/readers/export.csv', 403)
})

test('an administrator gives it a field of the company’s own: at once in form, filter and history', async () => {
  const { chen } = as
  const field = { type: 'number', labelZh: '借书数', labelEn: 'Loans' }
  const { added } = await chen.post('/api/layout/reader/fields', field)
  const { id } = await add('chen', { name: '书虫', [added]: 42 })
  expect(namesOf(await chen.get(where({ field: added, op: 'gte', value: 40 })))).toEqual(['书虫'])
  await chen.patch(`/api/readers/${id}`, { [added]: 43 })
  expect(JSON.stringify((await chen.get(`/api/readers/${id}/timeline`)).entries[0])).toContain('43')
})

test('views, stars, changes of many with their undo, the bin', async () => {
  const { li } = as
  const ids: string[] = []
  for (const name of ['批一', '批二', '批三']) ids.push((await add('li', { name, kind: 'child' })).id)
  const children = { field: 'kind', op: 'in', value: ['child'] }
  const view = await li.post('/api/views', { object: 'reader', label: '少儿', filter: children })
  const { objects } = await li.get('/api/views')
  expect(objects.reader.views.map((one: Body) => one.id)).toEqual(expect.arrayContaining(['all', 'mine', view.id]))
  await li.put(`/api/stars/readers/${ids[0]}`)
  expect(namesOf(await li.get(where({ field: 'starred', op: 'me' })))).toEqual(['批一'])
  const run = await li.post('/api/readers/bulk', { ids, verb: 'update', values: { kind: 'adult' } })
  expect(run).toMatchObject({ state: 'done', total: 3, refusedCount: 0 })
  await li.post(`/api/bulk/${run.id}/undo`)
  expect((await li.get(`/api/readers/${ids[0]}`)).kind).toBe('child')
  await li.delete(`/api/readers/${ids[0]}`)
  await li.get(`/api/readers/${ids[0]}`, 404)
  const { entries } = await li.get('/api/bin?object=reader')
  expect(entries).toMatchObject([{ id: ids[0], title: '批一' }])
  await li.post(`/api/readers/${ids[0]}/restore`, {})
  await li.get(`/api/readers/${ids[0]}`, 200)
})

test('files in a field and on the record; open pages hear of every change, and its new owner of the handing over', async () => {
  const { wang, li, zhao } = as
  const scan = await uploadFile(wang, '证件.txt', '照片')
  const loose = await uploadFile(wang, '申请.txt', '申请')
  const { id } = await add('wang', { name: '有照片的', portraits: [scan.id] })
  await wang.post(`/api/readers/${id}/files`, { file: loose.id })
  expect((await wang.get(`/api/readers/${id}/files`)).files).toHaveLength(2)
  expect((await fetchFile(wang, scan.id)).status).toBe(200)
  expect((await fetchFile(zhao, scan.id)).status).toBe(404)

  const stop = new AbortController()
  const live = await fetch(`${company.url}/api/live`, { headers: { cookie: cookieOf('li') }, signal: stop.signal })
  await wang.patch(`/api/readers/${id}`, { owner: li.id })
  expect(await textUntil(live, id)).toContain('"readers"')
  stop.abort()
  const told = async (person: Person) => (await person.get('/api/notices')).notices.map((one: Body) => one.text).join()
  await expect.poll(() => told(li)).toContain('“有照片的”')
  expect(await told(zhao)).toBe('')
})

test('programs know it: documentation, a key, a request sent twice; the audit log has its exports, a reset counts it', async () => {
  const { chen, li } = as
  const document = await chen.get('/api/openapi.json')
  const paths = Object.keys(document.paths)
  for (const path of ['/api/readers', '/api/readers/{id}', '/api/readers/{id}/admit', '/api/readers/bulk'])
    expect(paths).toContain(path)
  expect(JSON.stringify(document.components.schemas)).toContain('joinedOn')
  const { key } = await li.post('/api/keys', { name: '程序' })
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': 'once-only-0001',
  }
  const send = async (): Promise<{ status: number; id: string }> => {
    const body = JSON.stringify({ name: '只此一次' })
    const response = await fetch(`${company.url}/api/readers`, { method: 'POST', headers, body })
    return { status: response.status, id: ((await response.json()) as { id: string }).id }
  }
  const first = await send()
  expect([first.status, (await send()).id]).toEqual([201, first.id])
  expect(namesOf(await li.get(where({ field: 'name', op: 'is', value: '只此一次' })))).toHaveLength(1)
  await download(chen, '/api/readers/export.csv?fields=name')
  const audit = await chen.get('/api/audit?group=export')
  expect(JSON.stringify(audit.entries)).toContain('readers')
  expect(JSON.stringify(await chen.get('/api/number-patterns'))).toContain('读者')
  const preview = await chen.get('/api/company/reset')
  expect(preview.goes.find((one: Body) => one.name === 'reader').count).toBeGreaterThan(0)
})

async function textUntil(response: Response, part: string): Promise<string> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    if (text.includes(part)) return text
  }
  return text
}
