import { setTimeout as sleep } from 'node:timers/promises'
import { type Bout, idsOf, of, plurals, same, shown } from './bout.ts'
import { hasRight, seen } from './reference.ts'

/** A program that asks what changed since ever has in the end the records that its owner sees, with the fields he may read. */
export async function synchronising(bout: Bout): Promise<void> {
  const { world, user, client } = bout
  for (const noun of ['customer', 'opportunity'] as const) {
    const path = `/api/${plurals[noun]}?limit=7&since=`
    if (!hasRight(world, user, `${noun}.read`)) {
      same(
        bout,
        `changes of ${noun}`,
        (await client.ask('GET', `${path}2000-01-01`)).status,
        403,
        of(noun, world).length,
      )
      continue
    }
    const expected = seen(world, user, noun)
    let { records, removed } = await changes(bout, path)
    // What was written in this very second comes the next time.
    for (let times = 0; times < 20 && records.length < expected.length; times++) {
      await sleep(200)
      ;({ records, removed } = await changes(bout, path))
    }
    same(bout, `changes of ${noun}`, idsOf(records), idsOf(expected), of(noun, world).length)
    for (const got of records) {
      const record = expected.find(one => one.id === got.id)
      if (record) shown(bout, record, got)
    }
    same(
      bout,
      `removed ${noun}`,
      removed.filter(id => expected.some(record => record.id === id)),
      [],
    )
  }
}

async function changes({ client }: Bout, path: string) {
  const records: ({ id: string } & Record<string, unknown>)[] = []
  const removed: string[] = []
  for (let since = '2000-01-01'; ; ) {
    const page = await client.get(path + since, 200)
    records.push(...page.records)
    removed.push(...page.removed)
    if (!page.more) return { records, removed }
    since = page.next
  }
}
