import { expect, it } from 'vitest'
import { type Candidate, choose, type LeadFacts, type ReadyRule } from './choose.rules.ts'

const rule = (values: Partial<ReadyRule>): ReadyRule => ({
  id: 'rule',
  name: '规则',
  isAtCreation: false,
  sources: [],
  campaign: null,
  industries: [],
  levels: [],
  regions: [],
  keywords: [],
  method: 'roundRobin',
  fitsTerritory: false,
  fitsExpertise: false,
  cap: 10,
  taskPriority: 'normal',
  taskDays: 1,
  candidates: ['a', 'b', 'c'],
  ...values,
})
const person = (id: string, values: Partial<Candidate> = {}): [string, Candidate] => [
  id,
  {
    id,
    name: id,
    territory: [],
    expertise: [],
    isOnLeave: false,
    open: 0,
    customers: 0,
    won: 0,
    winRate: null,
    ...values,
  },
]
const lead: LeadFacts = {
  id: 'l',
  source: 'visit',
  campaign: null,
  industry: null,
  level: null,
  region: '330205',
  words: '',
}
const equal = { amountWeight: 50 }

it('a thousand leads in turn are shared evenly, and nobody gets more than his cap, whatever he had', () => {
  const people = new Map([person('a', { open: 3 }), person('b'), person('c', { isOnLeave: true })])
  const turns = new Map<string, number>()
  const got = new Map<string, number>()
  for (let turn = 1; turn <= 1000; turn++) {
    const { user } = choose(lead, [rule({ cap: 100 })], people, (_rule, id) => turns.get(id) ?? 0, equal)
    if (!user) continue
    turns.set(user.id, turn)
    got.set(user.id, (got.get(user.id) ?? 0) + 1)
    const one = people.get(user.id)
    if (one) one.open++
  }
  expect(Object.fromEntries(got)).toEqual({ a: 97, b: 100 })
})

it('performance weighs amount and win rate as the company says', () => {
  const people = new Map([person('a', { won: 100, winRate: 0.1 }), person('b', { won: 50, winRate: 0.9 })])
  const best = (amountWeight: number) =>
    choose(lead, [rule({ method: 'performance' })], people, () => 0, { amountWeight }).user?.id
  expect(best(100)).toBe('a')
  expect(best(0)).toBe('b')
})

it('a rule that takes a lead and has nobody leaves it to the next, and all who were looked at are told', () => {
  const people = new Map([
    person('a', { open: 10 }),
    person('b', { territory: ['44'] }),
    person('c', { territory: ['33'] }),
  ])
  const rules = [
    rule({ id: 'full', candidates: ['a'] }),
    rule({ id: 'strange', sources: ['advertisement'] }),
    rule({ id: 'place', candidates: ['b', 'c'], fitsTerritory: true }),
  ]
  const decision = choose(lead, rules, people, () => 0, equal)
  expect(decision).toMatchObject({ rule: { id: 'place' }, user: { id: 'c' } })
  expect(decision.considered.map(({ user, why }) => [user.id, why])).toEqual([
    ['a', 'cap'],
    ['b', 'territory'],
    ['c', 'chosen'],
  ])
})
