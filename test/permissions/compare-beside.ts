import { sql } from 'kysely'
import excel from 'exceljs'
import { type Bout, idsOf, named, of, plurals, same, tells } from './bout.ts'
import { fieldRight, hasRight, isClear, may, mayByOwner, sees, seen } from './reference.ts'
import type { Noun, RecordModel } from './world.ts'

const nouns = ['customer', 'opportunity'] as const

/** Ways that lead to records beside their lists and pages: files, stars, shared views, the bin, notices, look-ups by id, workbooks, paper. */
export async function besides(bout: Bout): Promise<void> {
  for (const noun of nouns) {
    await workbooks(bout, noun)
    await stars(bout, noun)
    await lookups(bout, noun)
    await papers(bout, noun)
  }
  await files(bout)
  await views(bout)
  await bin(bout)
  await notices(bout)
}

const filtered = (noun: Noun, filter: unknown): string =>
  `/api/${plurals[noun]}?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`

/** Each row of the workbook is a record that he sees, and no cell tells what he may not read. */
async function workbooks(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client, company, who } = bout
  const path = `/api/${plurals[noun]}/export.xlsx`
  if (!hasRight(world, user, `${noun}.export`) || !hasRight(world, user, `${noun}.read`)) {
    same(bout, `workbook of ${noun}`, (await client.ask('GET', path)).status, 403)
    return
  }
  const cookie = company.as[who].cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const bytes = await (await fetch(company.url + path, { headers: { cookie } })).arrayBuffer()
  const [sheet] = (await new excel.Workbook().xlsx.load(bytes)).worksheets
  const rows: string[] = []
  sheet?.eachRow(row => rows.push(JSON.stringify(row.values)))
  const expected = seen(world, user, noun)
  same(bout, `rows of the workbook of ${noun}`, rows.length - 1, expected.length, expected.length)
  const text = rows.join('\n')
  for (const record of expected) tells(bout, record, text)
  if (!isClear(world, user, `${noun}.name`)) return
  const unseen = of(noun, world).filter(record => !expected.includes(record))
  for (const record of unseen)
    same(bout, `${record.id} in the workbook`, text.includes(String(record.values.name)), false)
}

/** Everything is starred for him beforehand; he finds what he sees of it, and can star nothing else. */
async function stars(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client, company, dice } = bout
  const ids = of(noun, world).map(record => record.id)
  await sql`insert into stars (user_id, object, record_id) select ${user}::uuid, ${noun}::text, id from unnest(${ids}::uuid[]) as g (id)
    on conflict do nothing`.execute(company.db)
  const reply = await client.ask('GET', filtered(noun, { field: 'starred', op: 'me' }))
  const expected = hasRight(world, user, `${noun}.read`) ? idsOf(seen(world, user, noun)) : null
  same(bout, `starred ${noun}`, reply.status === 200 ? idsOf(reply.body.records) : null, expected, ids.length)
  for (let times = 0; times < 4; times++) {
    const record = dice.of(of(noun, world))
    const { status } = await client.ask('PUT', `/api/stars/${plurals[noun]}/${record.id}`)
    same(bout, `star ${record.id}`, status === 204, sees(world, user, record))
  }
}

/** Asked for by their ids, as titles of chosen records are, only those come that he sees. */
async function lookups(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client, dice } = bout
  const asked = of(noun, world).filter(() => dice.chance(0.5))
  const reply = await client.ask('GET', filtered(noun, { field: 'id', op: 'in', value: asked.map(one => one.id) }))
  const expected = hasRight(world, user, `${noun}.read`)
    ? idsOf(asked.filter(record => sees(world, user, record)))
    : null
  same(bout, `${noun} by ids`, reply.status === 200 ? idsOf(reply.body.records) : null, expected, asked.length)
}

/** Paper is made of records that he sees, and says nothing that he may not read. */
async function papers(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client, dice } = bout
  for (let times = 0; times < 3; times++) {
    const record = dice.of(of(noun, world))
    const path = `/api/${plurals[noun]}/${record.id}`
    const expected = sees(world, user, record) ? 200 : 404
    const preview = await client.ask('GET', `${path}/print-preview?print=record&language=zh`)
    same(bout, `paper of ${record.id}`, preview.status, expected)
    same(bout, `prints of ${record.id}`, (await client.ask('GET', `${path}/prints`)).status, expected)
    // Figures stand with separators there.
    if (preview.status === 200)
      tells(bout, record, JSON.stringify(preview.body.document).replaceAll(/(?<=\d),(?=\d)/g, ''))
  }
}

async function files(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  for (const { id, record: recordId } of world.files) {
    const record = world.records.find(one => one.id === recordId) as RecordModel
    const isSeen = sees(world, user, record)
    const listed = await client.ask('GET', `/api/${plurals[record.noun]}/${record.id}/files`)
    same(bout, `files of ${record.id}`, listed.status, isSeen ? 200 : 404)
    if (isSeen) {
      const [file] = listed.body.files
      same(bout, `file of ${record.id}`, [file?.id, file?.canRemove], [id, may(world, user, record, 'update')])
    }
    const content = await client.ask('GET', `/api/files/${id}/content`)
    same(bout, `content of the file of ${record.id}`, content.status, isSeen ? 200 : 404)
    if (isSeen && may(world, user, record, 'update')) continue
    const removal = await client.ask('DELETE', `/api/files/${id}`)
    same(bout, `take away the file of ${record.id}`, removal.status, isSeen ? 403 : 404)
  }
}

/** A view that the administrator shares with all: without the conditions and orders of which he may not ask. */
async function views(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  const { objects } = await client.get('/api/views', 200)
  const found = objects.customer?.views.find((view: { id: string }) => view.id === world.sharedView)
  const isOffered = hasRight(world, user, 'customer.read')
  same(bout, 'the shared view is there', found !== undefined, isOffered)
  if (!isOffered) return
  const isEmployees = isClear(world, user, 'customer.employees')
  const isTaxNo = isClear(world, user, 'customer.taxNo')
  const dropped = Number(!isEmployees) * 2 + Number(!isTaxNo)
  same(bout, 'what is left out of the shared view', found.dropped, dropped)
  same(bout, 'its order', found.sort, isEmployees ? ['-employees'] : null)
  const text = JSON.stringify(found.filter)
  same(bout, 'its conditions', [text.includes('employees'), text.includes('taxNo')], [isEmployees, isTaxNo])
  const list = await client.get(found.filter ? filtered('customer', found.filter) : '/api/customers?limit=200', 200)
  const expected = seen(world, user, 'customer').filter(
    record => !isEmployees || Number(record.values.employees) >= 100_108,
  )
  same(bout, 'records of the shared view', idsOf(list.records), idsOf(expected), expected.length)
}

async function bin(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  const { entries } = await client.get('/api/bin', 200)
  const expected = world.records.filter(record => isInHisBin(bout, record))
  same(bout, 'bin', idsOf(entries), idsOf(expected), world.records.length)
  for (const entry of entries as { id: string; title: string }[]) {
    const record = world.records.find(one => one.id === entry.id) as RecordModel
    const title = isClear(world, user, `${record.noun}.name`) ? record.values.name : ''
    same(bout, `title in the bin of ${entry.id}`, entry.title, title)
  }
}

/** What lies in the bin shows itself to whoever may take it out. */
export const isInHisBin = ({ world, user }: Pick<Bout, 'world' | 'user'>, record: RecordModel): boolean =>
  record.isRemoved && hasRight(world, user, `${record.noun}.read`) && mayByOwner(world, user, record, 'restore')

/** A notice names its record only to whoever sees it at this moment, in the words that he may read. */
async function notices(bout: Bout): Promise<void> {
  const { world, user, client, company } = bout
  const about = world.records.filter((_, index) => index % 5 === 0)
  for (const { id, noun } of about)
    await sql`insert into notices (id, recipient_id, kind, object, record_id, params, cause, in_product, in_browser)
      values (gen_random_uuid(), ${user}::uuid, 'record.handed', ${noun}, ${id}::uuid, '{"by":"某人"}'::jsonb, ${`test ${id}`}, true, false)`.execute(
      company.db,
    )
  const { notices: told } = await client.get('/api/notices', 200)
  for (const record of about) {
    const way = `/o/${plurals[record.noun]}/${record.id}`
    const notice = told.find((one: { to: string | null }) => one.to === way)
    const isSeen = sees(world, user, record)
    same(bout, `notice of ${record.id} leads there`, notice !== undefined, isSeen)
    if (notice) same(bout, `notice names ${record.id}`, notice.text.includes(`“${named(bout, record)}”`), true)
    const isTold = JSON.stringify(told).includes(String(record.values.name))
    const isClearName =
      fieldRight(world, user, `${record.noun}.name`) !== 'hidden' && isClear(world, user, `${record.noun}.name`)
    same(bout, `the name of ${record.id} among the notices`, isTold, isSeen && isClearName)
  }
}
