import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ClockFacts, clock, type PoolRules, protectedUntil } from './clock.rules.ts'
import { limitFor } from './limit.rules.ts'

const dayAfter = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
const someDay = fc.integer({ min: 0, max: 600 }).map(dayAfter)
const maybe = <T>(inner: fc.Arbitrary<T>) => fc.option(inner, { nil: null })
const length = fc.integer({ min: 1, max: 200 })
const facts: fc.Arbitrary<ClockFacts> = fc.record({
  receivedOn: someDay,
  lastCountedOn: maybe(someDay),
  lastOpportunityOn: maybe(someDay),
  hasOpenOpportunity: fc.boolean(),
  lastDealOn: maybe(someDay),
  isClosed: fc.boolean(),
  isLocked: fc.boolean(),
  level: fc.constantFrom('a', 'b', null),
})
const rules: fc.Arbitrary<PoolRules> = fc.record({
  rules: fc.uniqueArray(
    fc.record({
      level: fc.constantFrom('a', null),
      measure: fc.constantFrom('activity', 'opportunity', 'deal', 'dealAgain'),
      days: length,
    }),
    { maxLength: 6, selector: one => `${one.measure} ${one.level}` },
  ),
  protectionDays: maybe(length),
  longestDays: maybe(length),
  sparesOpen: fc.boolean(),
  countedMethods: fc.constant([]),
  countedLength: fc.constant(0),
  countedNeedsFile: fc.constant(false),
})

it('what is locked, or spared, or meant by no rule never falls', () => {
  fc.assert(
    fc.property(facts, rules, (fact, rule) => {
      if (fact.isLocked || (rule.sparesOpen && fact.hasOpenOpportunity) || rule.rules.length === 0)
        expect(clock(fact, rule)).toBeNull()
    }),
  )
})

it('nothing falls before its protection is over, nor before a rule’s days since it was received', () => {
  fc.assert(
    fc.property(facts, rules, (fact, rule) => {
      const due = clock(fact, rule)
      if (!due) return
      const until = protectedUntil(fact, rule)
      if (until !== null) expect(due.on > until).toBe(true)
      expect(due.on > fact.receivedOn).toBe(true)
    }),
  )
})

it('a follow-up never brings the fall nearer, and never beyond the longest protection', () => {
  fc.assert(
    fc.property(facts, rules, someDay, (fact, rule, day) => {
      const lastCountedOn = fact.lastCountedOn !== null && fact.lastCountedOn > day ? fact.lastCountedOn : day
      const [before, after] = [clock(fact, rule), clock({ ...fact, lastCountedOn }, rule)]
      expect(after === null).toBe(before === null)
      if (!before || !after) return
      expect(after.on >= before.on).toBe(true)
      const general = rule.rules.filter(one => one.level === fact.level || one.level === null)
      const own = general.find(one => one.measure === 'activity' && one.level === fact.level && fact.level !== null)
      const days = (own ?? general.find(one => one.measure === 'activity'))?.days
      if (rule.longestDays === null || days === undefined || fact.isClosed) return
      const last = Math.max(rule.longestDays, days, rule.protectionDays === null ? 0 : rule.protectionDays + 1)
      const limit = new Date(Date.parse(fact.receivedOn) + last * 86_400_000).toISOString().slice(0, 10)
      expect(after.on <= limit).toBe(true)
    }),
  )
})

it('the rule of a level stands in place of the general one; who has bought falls only by his own rule', () => {
  fc.assert(
    fc.property(facts, rules, (fact, rule) => {
      const due = clock({ ...fact, isLocked: false, hasOpenOpportunity: false }, rule)
      if (fact.isClosed && due) expect(due.why).toBe('dealAgain')
      if (!fact.isClosed && due) expect(due.why).not.toBe('dealAgain')
    }),
  )
})

it('a limit of the person counts before the department’s, that before the role’s, that before everybody’s', () => {
  const limit = (values: object) => ({
    kind: 'own' as const,
    userId: null,
    departmentId: null,
    role: null,
    max: 1,
    countsClosed: true,
    ...values,
  })
  const subject = { userId: 'u', name: '李', departments: ['near', 'far'], roles: ['a', 'b'] }
  const all = [
    limit({ max: 100 }),
    limit({ role: 'a', max: 50 }),
    limit({ role: 'b', max: 60 }),
    limit({ departmentId: 'far', max: 5 }),
    limit({ departmentId: 'near', max: 30 }),
    limit({ userId: 'u', max: 200 }),
  ]
  const expected = [200, 30, 5, 60, 50, 100]
  const left = [...all]
  for (const max of expected) {
    expect(limitFor(subject, left)?.max).toBe(max)
    left.splice(
      left.findIndex(one => one.max === max),
      1,
    )
  }
  expect(limitFor(subject, left)).toBeNull()
})
