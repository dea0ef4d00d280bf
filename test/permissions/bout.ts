import { isDeepStrictEqual } from 'node:util'
import type { TestCompany } from '#test/harness/company.ts'
import type { AssertingClient, PersonName } from '#test/harness/people.ts'
import { fieldRight, isClear, may, outline } from './reference.ts'
import type { Dice, Noun, RecordModel, World } from './world.ts'

/** Everything that one person is asked about, and how many single answers were compared so far. */
export interface Bout {
  company: TestCompany
  world: World
  dice: Dice
  who: PersonName
  user: string
  client: AssertingClient
  decided: { count: number }
}

export const plurals: Record<Noun, string> = { customer: 'customers', opportunity: 'opportunities' }
const kinds: Record<string, 'text' | 'phone' | 'figure'> = {
  phones: 'phone',
  employees: 'figure',
  amount: 'figure',
  expectedCloseOn: 'figure',
}

export function same(bout: Bout, what: string, got: unknown, expected: unknown, weight = 1): void {
  bout.decided.count += weight
  if (isDeepStrictEqual(got, expected)) return
  const say = (value: unknown): string => JSON.stringify(value)?.slice(0, 1500) ?? String(value)
  throw new Error(`${bout.who}: ${what}: the program says ${say(got)}, the reference ${say(expected)}`)
}

export const idsOf = (records: readonly { id: string }[]): string[] => records.map(record => record.id).sort()
export const of = (noun: Noun, world: World): RecordModel[] => world.records.filter(record => record.noun === noun)

/** What the program shows of a record: its fields, and what may be done with it. */
export function shown(bout: Bout, record: RecordModel, got: Record<string, unknown>): void {
  const { world, user } = bout
  for (const [name, value] of Object.entries(record.values)) {
    const right = fieldRight(world, user, `${record.noun}.${name}`)
    const what = `${record.noun} ${record.id}, ${name} (${right})`
    if (right === 'hidden') same(bout, what, name in got, false)
    else same(bout, what, plain(got[name]), right === 'masked' ? masked(name, value) : plain(value))
  }
  const can = got.can as string[]
  for (const verb of ['update', 'remove'])
    same(bout, `${record.id} can ${verb}`, can.includes(verb), may(world, user, record, verb))
}

export const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return (value[0] as { raw: string } | undefined)?.raw ?? null
  return typeof value === 'number' ? String(value) : value
}
export const masked = (name: string, value: unknown): string => outline(kinds[name] ?? 'text', String(plain(value)))

/** Neither a hidden nor a masked value stands anywhere in a text about a record, nor what it was before (it begins with 昔日 since). */
export function tells(bout: Bout, record: RecordModel, text: string): void {
  for (const [name, value] of Object.entries(record.values)) {
    if (isClear(bout.world, bout.user, `${record.noun}.${name}`) || name === 'level') continue
    same(bout, `${name} of ${record.id} leaks`, text.includes(String(plain(value)).replace(/^昔日/, '')), false)
  }
}

/** What stands where a record is only named: its name as far as its field may be read. */
export function named({ world, user }: Bout, { noun, values }: RecordModel): string {
  const right = fieldRight(world, user, `${noun}.name`)
  if (right === 'hidden') return ''
  return right === 'masked' ? masked('name', values.name) : String(values.name)
}
