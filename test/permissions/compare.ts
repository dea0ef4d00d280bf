import { type Bout, idsOf, masked, of, plain, plurals, same, shown, tells } from './bout.ts'
import { around } from './compare-around.ts'
import { besides } from './compare-beside.ts'
import { deeds } from './compare-deeds.ts'
import { synchronising } from './compare-programs.ts'
import { fieldRight, hasRight, isClear, may, mayByOwner, sees, seen } from './reference.ts'
import type { Noun, RecordModel } from './world.ts'

/** Fields by which lists are ordered and asked. */
const measured: Record<Noun, string[]> = {
  customer: ['name', 'taxNo', 'employees'],
  opportunity: ['name', 'amount', 'expectedCloseOn'],
}
/** Asks the program by every way there is, and the reference; throws at the first difference. Reading comes before writing. */
export async function compare(bout: Bout): Promise<void> {
  for (const noun of ['customer', 'opportunity'] as const) {
    await lists(bout, noun)
    await singles(bout, noun)
    await filters(bout, noun)
    await sorts(bout, noun)
    await searches(bout, noun)
    await exports(bout, noun)
  }
  await references(bout)
  await sums(bout)
  await reports(bout)
  await board(bout)
  await keys(bout)
  await unmasking(bout)
  await besides(bout)
  await around(bout)
  await synchronising(bout)
  await writes(bout)
  await deeds(bout)
}

async function lists(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client } = bout
  const path = `/api/${plurals[noun]}`
  if (!hasRight(world, user, `${noun}.read`)) {
    same(bout, `list of ${noun}`, (await client.ask('GET', path)).status, 403, of(noun, world).length)
    return
  }
  const expected = seen(world, user, noun)
  const whole = await client.get(`${path}?limit=200&count=exact`, 200)
  same(bout, `list of ${noun}`, idsOf(whole.records), idsOf(expected), of(noun, world).length)
  same(bout, `count of ${noun}`, whole.count, { value: expected.length, capped: false })
  for (const got of whole.records) {
    const record = expected.find(one => one.id === got.id)
    if (record) shown(bout, record, got)
  }
  const paged: { id: string }[] = []
  let after = ''
  do {
    const page = await client.get(`${path}?limit=5${after}`, 200)
    paged.push(...page.records)
    after = page.next ? `&after=${page.next}` : ''
  } while (after)
  same(bout, `pages of ${noun}`, idsOf(paged), idsOf(expected), of(noun, world).length)
}

async function singles(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client } = bout
  for (const record of of(noun, world)) {
    const path = `/api/${plurals[noun]}/${record.id}`
    const reply = await client.ask('GET', path)
    const isSeen = sees(world, user, record)
    same(bout, `get ${noun} ${record.id}`, reply.status, isSeen ? 200 : 404)
    if (isSeen) {
      shown(bout, record, reply.body)
      if (record.unitPrice !== null) price(bout, record, reply.body.lines)
    }
    if (!isSeen && bout.dice.chance(0.7)) continue
    const past = await client.ask('GET', `${path}/timeline`)
    same(bout, `timeline of ${record.id}`, past.status, isSeen ? 200 : 404)
    if (isSeen) tells(bout, record, JSON.stringify(past.body))
    const team = await client.ask('GET', `${path}/team`)
    same(bout, `team of ${record.id}`, team.status, isSeen ? 200 : 404)
    const mayChange = isSeen && mayByOwner(world, user, record, 'update')
    if (isSeen) same(bout, `change the team of ${record.id}`, team.body.mayChange, mayChange)
  }
}

/** Lines have their own rights on fields, and those of their parent on the whole. */
function price(bout: Bout, record: RecordModel, lines: Record<string, unknown>[] | undefined): void {
  const right = fieldRight(bout.world, bout.user, 'opportunityLine.unitPrice')
  const line = lines?.[0] ?? {}
  const what = `unit price of ${record.id} (${right})`
  if (right === 'hidden') same(bout, what, 'unitPrice' in line, false)
  else if (right === 'masked') same(bout, what, line.unitPrice, '****')
  else same(bout, what, Number(line.unitPrice), Number(record.unitPrice))
}

async function filters(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client } = bout
  if (!hasRight(world, user, `${noun}.read`)) return
  const name = noun === 'customer' ? 'employees' : 'amount'
  const middle = noun === 'customer' ? 100_110 : 7208
  const right = fieldRight(world, user, `${noun}.${name}`)
  const ask = (filter: unknown) =>
    client.ask('GET', `/api/${plurals[noun]}?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  const greater = await ask({ not: { field: name, op: 'lt', value: String(middle) } })
  if (right === 'hidden') same(bout, `filter hidden ${name}`, greater.body.code, 'filter.unknown_field')
  else if (right === 'masked') same(bout, `filter masked ${name}`, greater.body.code, 'filter.masked')
  else {
    const expected = seen(world, user, noun).filter(record => Number(record.values[name]) >= middle)
    same(bout, `filter ${name}`, idsOf(greater.body.records), idsOf(expected), of(noun, world).length)
  }
  for (const field of measured[noun]) {
    const allowed = fieldRight(world, user, `${noun}.${field}`)
    const { status, body } = await ask({ field, op: 'notEmpty' })
    if (allowed === 'hidden') same(bout, `whether hidden ${field} is empty`, body.code, 'filter.unknown_field')
    else if (allowed === 'masked') same(bout, `whether masked ${field} is empty`, body.code, 'filter.masked')
    else same(bout, `whether ${field} is empty`, status, 200)
  }
  const one = bout.dice.of(of(noun, world))
  const exact = await ask({ field: name, op: 'is', value: String(one.values[name]) })
  const found = right === 'hidden' ? null : sees(world, user, one) ? [one.id] : []
  same(bout, `whole value of ${name} (${right})`, exact.status === 200 ? idsOf(exact.body.records) : null, found)
}

async function sorts(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client } = bout
  if (!hasRight(world, user, `${noun}.read`)) return
  const ask = (sort: string) => client.ask('GET', `/api/${plurals[noun]}?limit=200&sort=${sort}`)
  for (const name of measured[noun]) {
    const isAllowed = isClear(world, user, `${noun}.${name}`)
    same(bout, `sort by ${name}`, (await ask(name)).status, isAllowed ? 200 : 400)
  }
  const name = noun === 'customer' ? 'employees' : 'amount'
  if (!isClear(world, user, `${noun}.${name}`)) return
  const { body } = await ask(`-${name}`)
  const expected = seen(world, user, noun).sort((a, b) => Number(b.values[name]) - Number(a.values[name]))
  const ids = body.records.map((record: { id: string }) => record.id)
  same(
    bout,
    `order by ${name}`,
    ids,
    expected.map(record => record.id),
    expected.length,
  )
}

async function searches(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client } = bout
  const find = async (text: string): Promise<{ object: string; id: string; title: string }[]> =>
    (await client.get(`/api/search?limit=50&q=${encodeURIComponent(text)}`, 200)).results
  const nameRight = fieldRight(world, user, `${noun}.name`)
  const expected = isClear(world, user, `${noun}.name`) ? seen(world, user, noun) : []
  const found = (await find(noun === 'customer' ? '星海客户' : '星海商机')).filter(one => one.object === noun)
  same(bout, `search ${noun} by name (${nameRight})`, idsOf(found), idsOf(expected), of(noun, world).length)
  if (noun === 'opportunity') return
  const one = bout.dice.of(of('customer', world))
  const phone = String(plain(one.values.phones))
  const byPhone = (await find(phone)).filter(result => result.object === 'customer')
  const isFound = sees(world, user, one) && isClear(world, user, 'customer.phones')
  same(bout, `search by phone`, idsOf(byPhone), isFound ? [one.id] : [])
  if (!isFound) return
  const title = nameRight === 'hidden' ? '' : nameRight === 'masked' ? masked('name', one.values.name) : one.values.name
  same(bout, `title of a hit (${nameRight})`, byPhone[0]?.title, title)
}

async function exports(bout: Bout, noun: Noun): Promise<void> {
  const { world, user, client, company, who } = bout
  const path = `/api/${plurals[noun]}/export.csv`
  const allowed = hasRight(world, user, `${noun}.export`) && hasRight(world, user, `${noun}.read`)
  if (!allowed) {
    same(bout, `export of ${noun}`, (await client.ask('GET', path)).status, 403)
    return
  }
  const cookie = company.as[who].cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const text = await (await fetch(company.url + path, { headers: { cookie } })).text()
  const expected = seen(world, user, noun)
  same(bout, `rows of the export of ${noun}`, text.trim().split('\n').length - 1, expected.length, expected.length)
  for (const record of expected) tells(bout, record, text)
}

/** An opportunity names its customer, and a filter goes through it, only as far as the customer itself may be read. */
async function references(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  if (!hasRight(world, user, 'opportunity.read') || fieldRight(world, user, 'opportunity.customer') === 'hidden') return
  const right = fieldRight(world, user, 'customer.name')
  const { records } = await client.get('/api/opportunities?limit=200&fields=customer', 200)
  for (const got of records) {
    const record = world.records.find(one => one.id === got.id)
    const customer = world.records.find(one => one.id === record?.customer)
    if (!customer) continue
    const name = customer.values.name
    const title = right === 'hidden' ? '' : right === 'masked' ? masked('name', name) : name
    same(bout, `title of the customer of ${got.id} (${right})`, got.customer.title, title)
  }
  if (!isClear(world, user, 'customer.employees')) return
  const filter = { field: 'customer.employees', op: 'gte', value: 100_105 }
  const reply = await client.ask(
    'GET',
    `/api/opportunities?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  const expected = seen(world, user, 'opportunity').filter(record => {
    const customer = world.records.find(one => one.id === record.customer)
    return customer && sees(world, user, customer) && Number(customer.values.employees) >= 100_105
  })
  same(bout, 'filter through the customer', idsOf(reply.body.records), idsOf(expected), of('opportunity', world).length)
}

const total = (records: readonly RecordModel[]): number =>
  records.reduce((sum, record) => sum + Number(record.values.amount), 0)
const amountIn = (sums: Record<string, string> | null | undefined): number => Number(sums?.CNY ?? 0)

async function sums(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  if (!hasRight(world, user, 'opportunity.read')) return
  const reply = await client.ask('GET', '/api/opportunities?sums=amount')
  if (!isClear(world, user, 'opportunity.amount')) {
    same(bout, 'sum of an amount that is not clear', Object.keys(reply.body.sums ?? {}), [])
    return
  }
  same(bout, 'sum of amounts', amountIn(reply.body.sums.amount), total(seen(world, user, 'opportunity')))
}

async function reports(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  const reply = await client.ask('GET', '/api/reports/opportunitiesByStage')
  const isOffered = hasRight(world, user, 'report.read') && hasRight(world, user, 'opportunity.read')
  same(bout, 'report', reply.status, isOffered ? 200 : 404)
  if (!isOffered) return
  const expected = seen(world, user, 'opportunity')
  const isAmount = isClear(world, user, 'opportunity.amount')
  const { totals, rows } = reply.body
  const counted = rows.reduce((sum: number, row: { values: { count: number } }) => sum + row.values.count, 0)
  same(bout, 'count in the report', [totals.count ?? 0, counted], [expected.length, expected.length], expected.length)
  same(
    bout,
    'amount in the report',
    isAmount ? amountIn(totals.amount) : totals.amount,
    isAmount ? total(expected) : undefined,
  )
  const drill = await client.get('/api/reports/opportunitiesByStage/rows?key=null&measure=count&limit=200', 200)
  same(bout, 'rows behind the report', idsOf(drill.records), idsOf(expected), of('opportunity', world).length)
  same(bout, 'count behind the report', drill.count.value, expected.length)
  same(
    bout,
    'sums behind the report',
    isAmount ? amountIn(drill.sums.amount) : drill.sums,
    isAmount ? total(expected) : {},
  )
  for (const got of drill.records) {
    const record = expected.find(one => one.id === got.id)
    if (record) shown(bout, record, got)
  }
}

async function board(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  const reply = await client.ask('GET', '/api/opportunities/board')
  if (!hasRight(world, user, 'opportunity.read')) {
    same(
      bout,
      'board',
      reply.status >= 400 || reply.body.columns.every((one: { count: { value: number } }) => one.count.value === 0),
      true,
    )
    return
  }
  const { columns } = reply.body as {
    columns: { records: Record<string, unknown>[]; count: { value: number }; sums: Record<string, string> }[]
  }
  const expected = seen(world, user, 'opportunity')
  const cards = columns.flatMap(column => column.records) as ({ id: string } & Record<string, unknown>)[]
  same(bout, 'cards', idsOf(cards), idsOf(expected), of('opportunity', world).length)
  same(
    bout,
    'counts on the board',
    columns.reduce((sum, column) => sum + column.count.value, 0),
    expected.length,
  )
  const sum = columns.reduce((all, column) => all + amountIn(column.sums), 0)
  same(bout, 'sums on the board', sum, isClear(world, user, 'opportunity.amount') ? total(expected) : 0)
  for (const record of expected) tells(bout, record, JSON.stringify(cards.find(card => card.id === record.id)))
}

/** A key does what its owner may, no more and no less. */
async function keys(bout: Bout): Promise<void> {
  const { world, user, client, company } = bout
  const { key } = await client.post('/api/keys', { name: '对照' }, 201)
  const reply = await fetch(`${company.url}/api/customers?limit=200`, { headers: { authorization: `Bearer ${key}` } })
  const body = (await reply.json()) as { records?: { id: string }[] }
  const expected = hasRight(world, user, 'customer.read') ? idsOf(seen(world, user, 'customer')) : null
  same(bout, 'list by key', body.records ? idsOf(body.records) : null, expected, of('customer', world).length)
}

async function unmasking(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  for (const record of of('customer', world).slice(0, 8)) {
    const { status, body } = await client.ask('GET', `/api/customers/${record.id}/unmask/phones`)
    const right = fieldRight(world, user, 'customer.phones')
    if (!sees(world, user, record)) same(bout, `unmask ${record.id}, unseen`, status, 404)
    else if (right === 'hidden') same(bout, 'unmask a hidden field', status, 400)
    else if (right !== 'masked' || mayByOwner(world, user, record, 'unmask'))
      same(bout, `unmask ${record.id}`, plain(body.value), plain(record.values.phones))
    else same(bout, `unmask ${record.id} without the right`, status, 403)
  }
}

/** Changes, removals and verbs: the answer, and that a refused one changed nothing. */
async function writes(bout: Bout): Promise<void> {
  const { world, user, client, company, dice } = bout
  const { chen } = company.as
  for (const record of world.records.filter(one => !one.isRemoved && dice.chance(0.4))) {
    const path = `/api/${plurals[record.noun]}/${record.id}`
    const name = record.noun === 'customer' ? 'remark' : 'need'
    const right = fieldRight(world, user, `${record.noun}.${name}`)
    const given = `新值${dice.below(1_000_000)}号`
    const reply = await client.ask('PATCH', path, { [name]: given })
    const expected = !sees(world, user, record)
      ? 404
      : !may(world, user, record, 'update')
        ? 403
        : right === 'edit'
          ? 200
          : 422
    same(bout, `change ${name} (${right}) of ${record.id}`, reply.status, expected)
    if (expected === 422)
      same(bout, 'why', reply.body.fields[0].code, right === 'hidden' ? 'field.unknown' : 'field.read_only')
    if (expected === 200) record.values[name] = given
    same(bout, `${name} afterwards`, (await chen.get(path, 200))[name], record.values[name])
  }
  const invalidated = dice.of(of('opportunity', world).filter(record => !record.isRemoved))
  const verb = await client.ask('POST', `/api/opportunities/${invalidated.id}/invalidate`, { reason: 'duplicate' })
  const mayInvalidate = sees(world, user, invalidated) && may(world, user, invalidated, 'invalidate')
  // Somebody may have done it before; then the verb is not possible, which only who has the right is told.
  const answers = !sees(world, user, invalidated) ? [404] : mayInvalidate ? [200, 409] : [403]
  same(bout, `invalidate ${invalidated.id}: ${verb.status}`, answers.includes(verb.status), true)
  const removed = dice.of(world.records.filter(record => record.noun === 'opportunity' && !record.isRemoved))
  const removal = await client.ask('DELETE', `/api/opportunities/${removed.id}`)
  const mayRemove = sees(world, user, removed) && may(world, user, removed, 'remove')
  same(bout, `remove ${removed.id}`, removal.status, !sees(world, user, removed) ? 404 : mayRemove ? 204 : 403)
  if (mayRemove) removed.isRemoved = true
  same(bout, 'afterwards', (await chen.ask('GET', `/api/opportunities/${removed.id}`)).status, mayRemove ? 404 : 200)
}
