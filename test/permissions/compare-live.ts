import { expect } from 'vitest'
import type { TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'
import { plurals } from './bout.ts'
import { sees } from './reference.ts'
import type { RecordModel, World } from './world.ts'

/**
 * Everybody has a page open while the administrator changes some records and removes others: each hears of exactly those that he sees, by the rights
 * of this moment, and that those are gone which he saw.
 */
export async function compareLive(
  company: TestCompany,
  world: World,
  people: readonly PersonName[],
  decided: { count: number },
): Promise<void> {
  const { chen } = company.as
  const living = world.records.filter(record => !record.isRemoved)
  const changed = living.filter((_, index) => index % 3 === 0)
  const removed = living.filter((record, index) => index % 3 === 1 && record.noun === 'opportunity')
  const seats = await Promise.all(people.map(who => listen(company, who)))
  const saw = new Map(people.map(who => [who, living.filter(record => sees(world, company.as[who].id, record))]))
  const of = (who: PersonName, some: readonly RecordModel[]): string[] =>
    some.filter(record => saw.get(who)?.includes(record)).map(record => record.id)
  try {
    for (const record of changed) {
      const name = record.noun === 'customer' ? 'remark' : 'need'
      record.values[name] = `现场${record.id}`
      await chen.patch(`/api/${plurals[record.noun]}/${record.id}`, { [name]: record.values[name] })
    }
    for (const seat of seats) await expect.poll(() => missing(seat.changed, of(seat.who, changed))).toEqual([])
    for (const record of removed) {
      await chen.delete(`/api/opportunities/${record.id}`)
      record.isRemoved = true
    }
    for (const seat of seats) await expect.poll(() => missing(seat.gone, of(seat.who, removed))).toEqual([])
    for (const { who, changed: heard, gone } of seats) {
      // He may still have heard of what others did a moment before, but of nothing that he does not see.
      const seen = new Set(of(who, living))
      expect(
        [...heard].filter(id => !seen.has(id)),
        `${who}: the program says changed, unseen`,
      ).toEqual([])
      const mayKnow = new Set([
        ...of(who, removed),
        ...world.records.filter(one => !living.includes(one)).map(one => one.id),
      ])
      expect(
        [...gone].filter(id => !mayKnow.has(id)),
        `${who}: the program says gone, unseen`,
      ).toEqual([])
      decided.count += changed.length + removed.length
    }
  } finally {
    for (const seat of seats) seat.end()
  }
}

const missing = (heard: ReadonlySet<string>, expected: readonly string[]): string[] =>
  expected.filter(id => !heard.has(id))

interface Seat {
  who: PersonName
  changed: Set<string>
  gone: Set<string>
  end: () => void
}

/** An open page: the ids that it hears of. */
async function listen(company: TestCompany, who: PersonName): Promise<Seat> {
  const stop = new AbortController()
  const cookie = company.as[who].cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { body, status } = await fetch(`${company.url}/api/live`, { headers: { cookie }, signal: stop.signal })
  expect(status).toBe(200)
  const seat: Seat = { who, changed: new Set(), gone: new Set(), end: () => stop.abort() }
  void follow(seat, body as ReadableStream<Uint8Array>).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  return seat
}

async function follow(seat: Seat, body: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const [, event, ids] = /^event: (changed|gone)\ndata: (.*)$/m.exec(frame) ?? []
      if (event === undefined || ids === undefined) continue
      const heard = event === 'changed' ? seat.changed : seat.gone
      for (const id of Object.values(JSON.parse(ids) as Record<string, string[]>).flat()) heard.add(id)
    }
  }
}
