import { beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import { sql } from 'kysely'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { grown } from '#test/harness/own-fields.ts'
import { declaredObjects, pathOf, sampleChange, sampleValues } from '#test/harness/sample-values.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'
import { bringIn, download, undo } from '../imports/importing.ts'
import { differences, rowsOf } from './rows-of.ts'

// Records with everything filled in, the company's own fields too, and everything attached: what a merge, an import, a transfer and a handover did
// is taken back, and every row of every table is as it was, but for the chronicle.

let company: TestCompany
const nouns: Record<string, ObjectDefinition> = {}
const named = ['customer', 'contact', 'lead', 'opportunity', 'task', 'event']

beforeAll(async () => {
  company = await openTestCompany()
  for (const name of named) {
    const object = declaredObjects.find(one => one.name === name)
    if (object) nouns[name] = ['customer', 'contact', 'lead'].includes(name) ? await grown(company, object) : object
  }
})

const noun = (name: string): ObjectDefinition => nouns[name] as ObjectDefinition

/** What a first record of a noun named, for those that follow: making it is what takes long. */
const namedBy: Record<string, Record<string, unknown>> = {}

/** A record of li's with a value in every field that people write; apart from what it names, another one each time. */
async function full(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const object = noun(name)
  const isNaming = ([, { type }]: [string, { type: string }]): boolean =>
    ['reference', 'tags', 'user', 'department', 'lines'].includes(type)
  const some = (wanted: boolean): ObjectDefinition => ({
    ...object,
    fields: Object.fromEntries(Object.entries(object.fields).filter(field => isNaming(field) === wanted)),
  })
  namedBy[name] ??= await sampleValues(company, some(true))
  const values = { ...namedBy[name], ...(await sampleValues(company, some(false))), ...more }
  return (await company.as.li.post(pathOf(object), values, 201)).id
}

/** A customer with everything on it: people, sales, work, talks, a file, a team with and without an end, followers, a map. */
async function customerWithAll(): Promise<string> {
  const { li, wang, zhao, chen } = company.as
  const customer = await full('customer')
  const contact = await full('contact', { customer, customers: [{ customer, jobTitle: '采购' }], jobTitle: '采购' })
  const opportunity = await full('opportunity', { customer, contacts: [{ contact, influence: 'high' }] })
  await full('task', { customer, opportunity, contact })
  await full('event', {
    customer,
    opportunity,
    contact,
    startsAt: '2099-01-05T02:00:00Z',
    endsAt: '2099-01-05T03:00:00Z',
  })
  await li.post('/api/customers', { name: `下级${customer}`, parent: customer })
  await li.post('/api/activities', {
    customer,
    content: '谈过价格',
    files: [await uploadFile(li, '合影.png', onePixel)],
  })
  await attached('customer', customer)
  await li.post(`/api/customers/${customer}/choosePrimaryContact`, { contact })
  await li.post(`/api/customers/${customer}/flagHot`, { reason: '要签大单' })
  await li.patch(`/api/customers/${customer}`, { decisionPlaces: [{ contact, x: 100, y: 200 }] })
  await li.put(`/api/customers/${customer}/team/${zhao.id}`, { access: 'edit', until: '2099-05-01' })
  await li.put(`/api/customers/${customer}/team/${chen.id}`, { access: 'read' })
  await wang.put(`/api/stars/customers/${customer}`)
  return customer
}

const attached = async (name: string, id: string): Promise<void> => {
  const file = await uploadFile(company.as.li, '附件.txt', `附件 ${id}`)
  await company.as.li.post(`${pathOf(noun(name))}/${id}/files`, { file: file.id })
}

/** Nothing that was written is still to be told, so nothing follows from it later. */
const allTold = (): Promise<void> =>
  vi.waitFor(async () => {
    const { rows } = await sql`select from outbox where done_at is null`.execute(company.db)
    expect(rows).toEqual([])
  }, 30_000)

/** Everything as it is now; does it, sees that it did something, takes it back and sees that all is as it was. */
async function backAndForth<T>(does: () => Promise<T>, takesBack: (made: T) => Promise<void>): Promise<void> {
  await allTold()
  const before = await rowsOf(company)
  const made = await does()
  await allTold()
  expect(Object.keys(differences(before, await rowsOf(company)))).not.toEqual([])
  await takesBack(made)
  await allTold()
  expect(differences(before, await rowsOf(company))).toEqual({})
}

describe('merge', () => {
  /** With every other value of the second record; of customers also with every one. */
  const merging = async (name: string, make: () => Promise<string>) => {
    const { chen } = company.as
    const ids = [await make(), await make()]
    const preview = await chen.post('/api/merges/preview', { object: name, ids })
    const names: string[] = preview.fields
      .filter((field: { kind: string }) => field.kind === 'choose')
      .map((field: { name: string }) => field.name)
    const ways = [(index: number) => index % 2 === 0, ...(name === 'customer' ? [() => true] : [])]
    for (const isTaken of ways) {
      const choices = Object.fromEntries(names.map((field, index) => [field, ids[isTaken(index) ? 1 : 0]]))
      await backAndForth(
        async () => (await chen.post('/api/merges', { object: name, into: ids[0], from: ids.slice(1), choices })).merge,
        async merge => {
          expect(await chen.post(`/api/merges/${merge}/undo`)).toEqual({ kept: [] })
        },
      )
    }
  }

  it('of customers returns every field, owner, team, link and everything attached, whatever was chosen', () =>
    merging('customer', customerWithAll))
  it('of contacts does', () =>
    merging('contact', async () => {
      const id = await full('contact')
      await attached('contact', id)
      return id
    }))
  it('of leads does', () =>
    merging('lead', async () => {
      const id = await full('lead')
      await company.as.li.post('/api/activities', { lead: id, content: '加了微信' })
      await attached('lead', id)
      return id
    }))
})

describe('import', () => {
  it.each(['customer', 'contact', 'lead'])('that changed every field of a %s returns all of them', async name => {
    const { chen } = company.as
    const object = noun(name)
    const id = await full(name)
    const fields = Object.entries(object.fields).flatMap(([field, { type, setBy }]) =>
      setBy || ['files', 'images', 'lines'].includes(type) ? [] : [field],
    )
    const filter = JSON.stringify({
      field: object.title,
      op: 'is',
      value: (await chen.get(`${pathOf(object)}/${id}`)).name,
    })
    const query = new URLSearchParams({ filter, fields: fields.join(',') })
    const exported = (await download(chen, `${pathOf(object)}/export.csv?${query}`)).trim()
    const file = `系统编号,${exported.replace('\n', `\n${id},`)}\n`
    const { customers: _lines, ...changed } = await sampleChange(company, object)
    await company.as.li.patch(`${pathOf(object)}/${id}`, changed)
    await backAndForth(
      async () => {
        const brought = await bringIn(chen, { object: name, file, settings: { key: 'id', doubles: 'updateOnly' } })
        expect(brought.counts).toMatchObject({ created: 0, updated: 1, refused: 0 })
        return brought.id
      },
      async made => {
        expect(await undo(chen, made)).toMatchObject({ state: 'undone' })
      },
    )
  })

  it('that made customers takes them away with all that came with them', async () => {
    const { chen } = company.as
    const rows = [1, 2, 3].map(index => `导入撤销${index},1361111000${index},甲标签${index};乙标签`)
    await backAndForth(
      async () => (await bringIn(chen, { object: 'customer', file: ['客户名称,电话,标签', ...rows].join('\n') })).id,
      async made => {
        expect(await undo(chen, made)).toMatchObject({ state: 'undone' })
      },
    )
  })
})

describe('transfer', () => {
  const along = ['contact', 'opportunity', 'lead', 'task', 'event']

  it('of one and of many returns owner, teams with their end, and everything that went along', async () => {
    const { li, zhao } = company.as
    const ids = [await customerWithAll(), await customerWithAll()]
    for (const some of [ids.slice(0, 1), ids])
      await backAndForth(
        async () => {
          const input = { owner: zhao.id, along, keepAs: 'read', until: '2099-12-31', reason: '区域调整' }
          const run = await li.post('/api/customers/bulk', { ids: some, verb: 'transfer', input })
          expect(run).toMatchObject({ state: 'done', refusedCount: 0 })
          return run.id
        },
        async run => {
          expect(await li.post(`/api/bulk/${run}/undo`)).toMatchObject({ state: 'undone', kept: [] })
        },
      )
  })

  it('of a lead returns the task that came with it, too', async () => {
    const { wang, li, zhao } = company.as
    const lead = await full('lead')
    const input = { owner: wang.id, keepAs: 'edit' }
    await li.post('/api/leads/bulk', { ids: [lead], verb: 'transfer', input })
    await backAndForth(
      async () =>
        (await wang.post('/api/leads/bulk', { ids: [lead], verb: 'transfer', input: { ...input, owner: zhao.id } })).id,
      async run => {
        expect(await wang.post(`/api/bulk/${run}/undo`)).toMatchObject({ state: 'undone', kept: [] })
      },
    )
  })
})

describe('handover', () => {
  it('of all that points at a leaver returns every row, and him', async () => {
    const { li, zhao, chen, wang } = company.as
    await customerWithAll()
    await full('lead')
    await chen.post('/api/users', { name: '下属甲', superior: li.id })
    await chen.patch(`/api/departments/${company.departments.华东区}`, { head: li.id })
    await chen.post('/api/pools', { name: '公海甲', object: 'customer', members: [{ user: li.id, part: 'manager' }] })
    await chen.post('/api/assignment-rules', { name: '规则甲', isAtCreation: false, candidates: [{ user: li.id }] })
    await sql`insert into saved_views (id, object, owner_id, label, audience)
      values (gen_random_uuid(), 'customer', ${li.id}::uuid, '共享', 'all')`.execute(company.db)
    const theirs = (await wang.post('/api/customers', { name: '协作的客户' })).id
    await wang.put(`/api/customers/${theirs}/team/${li.id}`, { access: 'edit', until: '2099-03-01' })
    forgetActors(company.db)
    await backAndForth(
      async () => {
        const { id } = await chen.post('/api/handovers', { leaver: li.id })
        const plan = {
          to: zhao.id,
          kinds: { 'user.superior': { to: wang.id }, 'holding.teams': { to: zhao.id } },
          keepAs: 'edit',
          until: '2099-12-31',
        }
        const done = await chen.ask('POST', `/api/handovers/${id}/run`, plan)
        expect([200, 202]).toContain(done.status)
        await vi.waitFor(
          async () =>
            expect(await chen.get(`/api/handovers/${id}`)).toMatchObject({ state: 'open', kinds: [], refusedCount: 0 }),
          60_000,
        )
        await chen.post(`/api/handovers/${id}/finish`, { leaving: 'now' })
        return id
      },
      async id => {
        await chen.ask('POST', `/api/handovers/${id}/undo`, { letBackIn: true })
        await vi.waitFor(
          async () => expect(await chen.get(`/api/handovers/${id}`)).toMatchObject({ state: 'undone', kept: [] }),
          60_000,
        )
      },
    )
  })
})
