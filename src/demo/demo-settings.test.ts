import { expect, it } from 'vitest'
import { nameKey } from '#modules/duplicates/index.ts'
import { readSettings } from '#src/settings.ts'
import { dayFrom, dayText, instantAt, isWorked } from './days.ts'
import { type PersonKey, people, sellers } from './people.ts'
import { planOf } from './plan/plan.ts'
import type { Step } from './step.ts'

const users = Object.fromEntries(people.map(({ key }) => [key, key])) as Record<PersonKey, string>
const stages = (kinds: readonly string[]) => kinds.map(kind => ({ id: kind, name: kind, kind }))
const pipelines = [
  { id: 'quick', name: 'quick', stages: stages(['open', 'open', 'open', 'won', 'afterWon', 'lost', 'invalid']) },
  { id: 'long', name: 'long', stages: stages(['open', 'open', 'open', 'open', 'won', 'lost', 'invalid']) },
]

it('a demo has data of its own and takes no foreign database', () => {
  expect(readSettings({}, { demo: true }).database.dataDir).toBe('data-demo')
  expect(readSettings({ DATA_DIR: '/srv/crm' }, { demo: true }).database.dataDir).toBe('/srv/crm-demo')
  expect(readSettings({}, {})).toMatchObject({ demo: null, database: { dataDir: 'data' } })
  expect(readSettings({}, { demo: true, day: '2026-03-31' }).demo).toEqual({
    until: Date.parse('2026-03-31T09:30:00Z'),
  })
  for (const day of ['2026-13-01', 'tomorrow', '2026-3-1'])
    expect(() => readSettings({}, { demo: true, day }), day).toThrow('setting.invalid')
  expect(() => readSettings({ DATABASE_URL: 'postgres://localhost/crm' }, { demo: true })).toThrow('demo.own_database')
})

it.each(['2026-02-20', '2026-05-17', '2027-01-01', '2026-10-31'])(
  'the plan of %s is whole, in order, and the same whenever it is made',
  day => {
    const until = instantAt(dayFrom(day), 7 * 60)
    const plan = planOf({ until, scale: 1, pipelines, users })
    expect(planOf({ until, scale: 1, pipelines, users })).toEqual(plan)
    expect(plan.length).toBeGreaterThan(2500)
    expect(plan.every(({ at }, place) => at <= until && at >= (plan[place - 1]?.at ?? 0))).toBe(true)
    const made = plan.flatMap(step => (step.kind === 'create' ? [step.id] : []))
    expect(new Set(made).size).toBe(made.length)
    // Nothing is changed before it is there.
    const known = new Set<string>(Object.values(users))
    for (const step of plan) {
      if (step.kind === 'create') known.add(step.id)
      else if (step.kind !== 'view' && step.kind !== 'night' && step.kind !== 'flow')
        expect(known.has(step.id), `${step.kind} ${step.object}`).toBe(true)
    }
    expect(doublesIn(plan)).toEqual([])
    // The last six months have won more than the same months a year before.
    const wins = plan.filter(step => step.kind === 'act' && step.verb === 'win')
    const year = 365 * 86_400_000
    const wonIn = (from: number, to: number) =>
      wins.reduce((sum, step) => {
        const isIn = step.at > from && step.at <= to && 'input' in step
        return isIn ? sum + Number(step.input.amount) : sum
      }, 0)
    expect(wonIn(until - year / 2, until)).toBeGreaterThan(1.2 * wonIn(until - 1.5 * year, until - year))
  },
)

it('whatever the day, everybody who sells has a hot customer', () => {
  for (let day = dayFrom('2026-11-01'); day < dayFrom('2026-12-15'); day++) {
    const plan = planOf({ until: instantAt(day, 7 * 60), scale: 0.03, pipelines, users })
    const hot = plan.filter(step => step.kind === 'act' && step.verb === 'flagHot')
    expect(hot.map(step => ('by' in step ? step.by : null)).toSorted(), dayText(day)).toEqual(
      sellers.map(({ key }) => key).toSorted(),
    )
  }
})

it('knows when China works', () => {
  expect(['2026-02-17', '2026-02-28', '2026-03-02', '2026-03-01'].map(day => isWorked(dayFrom(day)))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(dayText(dayFrom('2026-02-28'))).toBe('2026-02-28')
})

/** Names of companies and numbers that two leads have, or two customers or their contacts, without a word of why: the second would be refused. */
function doublesIn(plan: readonly Step[]): string[] {
  const known = new Map<string, string>()
  return plan.flatMap(step => {
    if (step.kind !== 'create' || !['customer', 'lead', 'contact'].includes(step.object) || step.values.duplicateReason)
      return []
    const { kind, name, company, phones } = step.values as { [key: string]: string } & { phones?: { raw: string }[] }
    const called = step.object === 'contact' || kind === 'person' ? null : step.object === 'lead' ? company : name
    const keys = [...(called ? [nameKey(called)] : []), ...(phones ?? []).map(({ raw }) => raw)]
    const noun = step.object === 'lead' ? 'lead' : 'customer'
    return keys.map(key => `${noun} ${key}`).filter(key => known.has(key) || !known.set(key, step.id))
  })
}
