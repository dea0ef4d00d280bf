import { change, run, tryUpload, upload } from '#test/imports/importing.ts'
import { type Bout, of, plurals, same } from './bout.ts'
import { isInHisBin } from './compare-beside.ts'
import { fieldRight, hasRight, may, sees, seen } from './reference.ts'
import type { Noun, RecordModel } from './world.ts'

/** What one does with many records at once, and with what was removed; each time also that nothing else has changed. */
export async function deeds(bout: Bout): Promise<void> {
  await bulkByIds(bout, 'customer')
  await bulkByIds(bout, 'opportunity')
  await bulkByFilter(bout, 'customer')
  await bulkRemoval(bout)
  await restoring(bout)
  await importing(bout)
}

const textField: Record<Noun, string> = { customer: 'remark', opportunity: 'need' }

/** What is answered before any record is looked at; null when it goes on. */
function refusal({ world, user }: Bout, noun: Noun, verb: string): number | null {
  if (!hasRight(world, user, `${noun}.read`) || !hasRight(world, user, `${noun}.${verb}`)) return 403
  if (verb !== 'update') return null
  return fieldRight(world, user, `${noun}.${textField[noun]}`) === 'edit' ? null : 422
}

interface Outcome {
  status: number
  body: { total: number; refused: { id: string; code: string }[] }
}

async function bulkByIds(bout: Bout, noun: Noun): Promise<void> {
  const { client, dice, world } = bout
  const chosen = of(noun, world).filter(() => dice.chance(0.4))
  if (chosen.length === 0) return
  const name = textField[noun]
  const given = `众改${dice.below(1_000_000)}号`
  const ids = chosen.map(record => record.id)
  const reply: Outcome = await client.ask('POST', `/api/${plurals[noun]}/bulk`, {
    ids,
    verb: 'update',
    values: { [name]: given },
  })
  const refused = refusal(bout, noun, 'update')
  same(bout, `bulk of ${noun}`, reply.status, refused ?? 200)
  if (refused === null) {
    expectRefused(bout, reply, chosen, 'update')
    for (const record of chosen) if (reaches(bout, record, 'update')) record.values[name] = given
  }
  await untouched(bout, noun)
}

/** By a filter only what he sees is meant at all. */
async function bulkByFilter(bout: Bout, noun: Noun): Promise<void> {
  const { client, dice, world, user } = bout
  const name = textField[noun]
  const given = `筛改${dice.below(1_000_000)}号`
  const filter = { field: 'id', op: 'in', value: of(noun, world).map(record => record.id) }
  const change = { filter, verb: 'update', values: { [name]: given } }
  const reply: Outcome = await client.ask('POST', `/api/${plurals[noun]}/bulk`, change)
  const refused = refusal(bout, noun, 'update')
  same(bout, `bulk by filter of ${noun}`, reply.status, refused ?? 200)
  if (refused === null) {
    const meant = seen(world, user, noun)
    same(bout, `how many are meant of ${noun}`, reply.body.total, meant.length)
    expectRefused(bout, reply, meant, 'update')
    for (const record of meant) if (reaches(bout, record, 'update')) record.values[name] = given
  }
  await untouched(bout, noun)
}

async function bulkRemoval(bout: Bout): Promise<void> {
  const { client, dice, world } = bout
  const chosen = of('opportunity', world).filter(() => dice.chance(0.15))
  if (chosen.length === 0) return
  const ids = chosen.map(record => record.id)
  const reply: Outcome = await client.ask('POST', '/api/opportunities/bulk', { ids, verb: 'remove' })
  const refused = refusal(bout, 'opportunity', 'remove')
  same(bout, 'bulk removal', reply.status, refused ?? 200)
  if (refused === null) {
    expectRefused(bout, reply, chosen, 'remove')
    for (const record of chosen) if (reaches(bout, record, 'remove')) record.isRemoved = true
  }
  await untouched(bout, 'opportunity')
}

/** Each refusal by its reason: what he does not see is not there, what he sees but may not change is forbidden. */
function expectRefused(bout: Bout, { body }: Outcome, meant: readonly RecordModel[], verb: string): void {
  const { world, user } = bout
  const expected = meant.flatMap(record => {
    if (!sees(world, user, record)) return [[record.id, 'not_found']]
    return may(world, user, record, verb) ? [] : [[record.id, 'forbidden']]
  })
  const got = body.refused.map(({ id, code }) => [id, code])
  same(bout, `refused in bulk (${verb})`, got.sort(byFirst), expected.sort(byFirst), meant.length)
}

/** To be changed a record must be seen, too. */
const reaches = ({ world, user }: Bout, record: RecordModel, verb: string): boolean =>
  sees(world, user, record) && may(world, user, record, verb)

const byFirst = (a: string[], b: string[]): number => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)

/** As the administrator finds it, everything is as the reference has it. */
async function untouched(bout: Bout, noun: Noun): Promise<void> {
  const { company, world } = bout
  const { records } = await company.as.chen.get(`/api/${plurals[noun]}?limit=200&fields=${textField[noun]}`, 200)
  const got = new Map((records as ({ id: string } & Record<string, unknown>)[]).map(one => [one.id, one]))
  for (const record of of(noun, world)) {
    same(bout, `${record.id} is there`, got.has(record.id), !record.isRemoved)
    const value = got.get(record.id)?.[textField[noun]]
    if (!record.isRemoved) same(bout, `${record.id} afterwards`, value, record.values[textField[noun]])
  }
}

async function restoring(bout: Bout): Promise<void> {
  const { client, company, world } = bout
  for (const record of world.records.filter(one => one.isRemoved).slice(0, 4)) {
    const path = `/api/${plurals[record.noun]}/${record.id}`
    const { status } = await client.ask('POST', `${path}/restore`, {})
    const mayRestore = isInHisBin(bout, record)
    same(bout, `restore ${record.id}: ${status}`, status === 200, mayRestore)
    if (mayRestore) record.isRemoved = false
    same(bout, 'afterwards', (await company.as.chen.ask('GET', path)).status, mayRestore ? 200 : 404)
  }
}

/** A file that changes records by their ids: the dry run and the run say of each row what one may do with its record. */
async function importing(bout: Bout): Promise<void> {
  const { company, who, world, user, dice } = bout
  const person = company.as[who]
  const chosen = of('customer', world).filter(() => dice.chance(0.5))
  const given = `导入${dice.below(1_000_000)}号`
  const file = ['系统编号,备注', ...chosen.map(record => `${record.id},${given}`)].join('\n')
  const mayBring = hasRight(world, user, 'import.run') && hasRight(world, user, 'customer.create')
  if (!mayBring || !hasRight(world, user, 'customer.read')) {
    const { status } = await tryUpload(person, { object: 'customer', file })
    same(bout, 'import', status === 403, !mayBring || status === 403)
    return
  }
  // What one may not write is no column to him.
  if (fieldRight(world, user, 'customer.remark') !== 'edit') return
  const { id } = await upload(person, { object: 'customer', file })
  const looked = await change(person, id, { settings: { key: 'id', doubles: 'updateOnly' } })
  const meant = chosen.filter(record => reaches(bout, record, 'update'))
  const unseen = chosen.filter(record => !sees(world, user, record)).length
  const forbidden = chosen.length - meant.length - unseen
  const { created, updated, skipped, refused } = looked.counts
  // An id that he does not see is none for him; what he sees but may not change is passed over.
  same(bout, 'dry run of an import', [created, updated, skipped, refused], [0, meant.length, forbidden, unseen])
  if (meant.length === 0) return
  await run(person, id)
  for (const record of meant) record.values.remark = given
  await untouched(bout, 'customer')
}
