import { type Bout, idsOf, named, of, plurals, same, shown, tells } from './bout.ts'
import { fieldRight, hasRight, isClear, mayByOwner, mayFor, sees, seen } from './reference.ts'
import type { RecordModel } from './world.ts'

/** What stands around records: their whole page, where they came from and the lead's files, segments, likenesses, and handovers. */
export async function around(bout: Bout): Promise<void> {
  await pages(bout)
  await origins(bout)
  await segments(bout)
  await likenesses(bout)
  await handovers(bout)
}

/** A page says of its record what the record itself says, and names of the others only those that he sees. */
async function pages(bout: Bout): Promise<void> {
  const { world, user, client, dice } = bout
  for (const record of world.records.filter(({ noun }) => dice.chance(noun === 'customer' ? 0.35 : 0.15))) {
    const reply = await client.ask('GET', `/api/${plurals[record.noun]}/${record.id}/page`)
    const isSeen = sees(world, user, record)
    same(bout, `page of ${record.id}`, reply.status, isSeen ? 200 : 404)
    if (!isSeen) continue
    shown(bout, record, reply.body.record)
    const text = JSON.stringify(reply.body)
    tells(bout, record, text)
    if (record.noun === 'opportunity') continue
    for (const other of of('opportunity', world)) {
      const isTold = text.includes(String(other.values.name).replace(/^昔日/, ''))
      const mayBeTold = sees(world, user, other) && isClear(world, user, 'opportunity.name')
      same(bout, `${other.id} on the page of ${record.id}`, isTold && !mayBeTold, false)
      if (sees(world, user, other)) tells(bout, other, text)
    }
    const listed = reply.body.answers.find(
      ({ path, query }: { path: string; query: { filter?: { field?: string } } }) =>
        path === '/opportunities' && query.filter?.field === 'customer',
    )
    const isAsked = hasRight(world, user, 'opportunity.read') && isClear(world, user, 'opportunity.customer')
    if (!listed || !isAsked) continue
    const expected = seen(world, user, 'opportunity').filter(one => one.customer === record.id)
    same(bout, `opportunities on the page of ${record.id}`, idsOf(listed.answer.records), idsOf(expected))
  }
}

/** How a customer came, by which lead, and the lead's file: for whoever sees the customer, or the lead. */
async function origins(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  for (const lead of world.leads) {
    const customer = world.records.find(one => one.id === lead.customer) as RecordModel
    const isSeen = sees(world, user, customer)
    const isLeadSeen = mayByOwner(world, user, { noun: 'lead', owner: lead.owner }, 'read')
    const touches = await client.ask('GET', `/api/customers/${customer.id}/touches`)
    same(bout, `how ${customer.id} came`, touches.status, isSeen ? 200 : 404)
    if (isSeen)
      same(
        bout,
        `by which lead ${customer.id} came`,
        touches.body.touches.map((one: { kind: string; lead: { id: string } }) => [one.kind, one.lead.id]),
        [['conversion', lead.id]],
      )
    const conversion = await client.ask('GET', `/api/leads/${lead.id}/conversion`)
    same(bout, `what became of the lead ${lead.id}`, conversion.status, isLeadSeen ? 200 : 404)
    if (isLeadSeen)
      same(bout, `the customer of ${lead.id}`, conversion.body.done.customer, {
        id: customer.id,
        title: named(bout, customer),
      })
    const content = await client.ask('GET', `/api/files/${lead.file}/content`)
    same(bout, `the file of the lead ${lead.id}`, content.status, isSeen || isLeadSeen ? 200 : 404)
    const listed = await client.ask('GET', `/api/customers/${customer.id}/files`)
    same(
      bout,
      `the lead's file with ${customer.id}`,
      listed.status === 200 && listed.body.files.some((file: { id: string }) => file.id === lead.file),
      isSeen,
    )
    // It stays the lead's: who may not change the lead does not take it away, and of a lead that he does not see there is nothing to take.
    const mayTake = mayByOwner(world, user, { noun: 'lead', owner: lead.owner }, 'update')
    if (mayTake) continue
    const removal = await client.ask('DELETE', `/api/files/${lead.file}`)
    same(bout, `take away the file of ${lead.id}`, removal.status, isLeadSeen ? 403 : 404)
  }
}

/** A segment counts for whoever asks what he sees of it, by the conditions that he may ask. */
async function segments(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  const { segments: all } = await client.get('/api/segments', 200)
  const found = all.find((one: { id: string }) => one.id === world.sharedView)
  const isOffered = hasRight(world, user, 'customer.read')
  same(bout, 'the segment is there', found !== undefined, isOffered)
  if (!isOffered) return
  const isEmployees = isClear(world, user, 'customer.employees')
  const expected = seen(world, user, 'customer').filter(
    record => !isEmployees || Number(record.values.employees) >= 100_108,
  )
  same(bout, 'how many are in the segment', found.count, { value: expected.length, capped: false }, expected.length)
  // What came and went is its maker's.
  same(bout, 'history of the segment', [found.history, found.entered, found.left], [[], 0, 0])
  same(bout, 'moves', (await client.ask('GET', `/api/segments/${world.sharedView}/moves`)).status, 404)
}

/** Whoever types a phone that is there learns that it is, and whose; the name only of what he sees. */
async function likenesses(bout: Bout): Promise<void> {
  const { world, user, client, dice } = bout
  for (let times = 0; times < 6; times++) {
    const record = dice.of(of('customer', world))
    const phones = record.values.phones
    const reply = await client.ask('POST', '/api/duplicates/check', { object: 'customer', name: '毫不相干', phones })
    const mayAsk = hasRight(world, user, 'customer.create') || hasRight(world, user, 'customer.update')
    same(bout, 'whether one may look for the same', reply.status, mayAsk ? 200 : 403)
    if (!mayAsk) return
    const match = reply.body.same.find((one: { id: string }) => one.id === record.id)
    const isSeen = sees(world, user, record)
    same(bout, `the same as ${record.id}`, [match?.isSeen, match?.title], [isSeen, isSeen ? named(bout, record) : null])
    same(bout, `whose ${record.id} is`, match.owner?.id ?? null, record.owner)
    const { title: _title, ...rest } = match
    tells(bout, record, JSON.stringify(rest))
  }
}

/** The right to hand over reaches the people of its scope, and all that points at them, whoever may see that. */
async function handovers(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  for (const { id } of world.people) {
    if (id === user) continue
    const reply = await client.ask('POST', '/api/handovers', { leaver: id })
    const isHis = mayFor(world, user, id, 'handover.run')
    same(bout, `hand over for ${id}`, reply.status, isHis ? 200 : 403)
    if (!isHis) continue
    const kind = reply.body.kinds.find((one: { kind: string }) => one.kind === 'customer.owner')
    const held = of('customer', world).filter(record => record.owner === id && !record.isRemoved)
    same(bout, `customers of ${id}`, kind?.count ?? 0, held.length)
    if (!kind || !hasRight(world, user, 'customer.read')) continue
    if (fieldRight(world, user, 'customer.owner') === 'hidden') continue
    const filter = encodeURIComponent(JSON.stringify(kind.link.filter))
    const list = await client.get(`/api/customers?limit=200&filter=${filter}`, 200)
    same(
      bout,
      `the list of the customers of ${id}`,
      idsOf(list.records),
      idsOf(held.filter(one => sees(world, user, one))),
    )
  }
  const listed = await client.ask('GET', '/api/handovers')
  const mayAtAll = hasRight(world, user, 'handover.run')
  same(bout, 'handovers', listed.status, mayAtAll ? 200 : 403)
  if (!mayAtAll) return
  for (const { leaver } of listed.body.handovers as { leaver: { id: string } }[])
    same(bout, `the handover of ${leaver.id} is told`, mayFor(world, user, leaver.id, 'handover.run'), true)
}
