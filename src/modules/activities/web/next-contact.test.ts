import { expect, test } from 'vitest'
import { nextChoices } from './next-contact.ts'

const said = (now: string) => nextChoices(new Date(now), 'Asia/Shanghai').map(({ key, at }) => [key, at])

test('offers tomorrow morning, Friday and next Monday by the clock of the company', () => {
  // Wednesday evening in Shanghai.
  expect(said('2026-11-25T12:00:00Z')).toEqual([
    ['tomorrowMorning', '2026-11-26T02:00:00.000Z'],
    ['friday', '2026-11-27T06:00:00.000Z'],
    ['nextMonday', '2026-11-30T02:00:00.000Z'],
  ])
})

test('says a day once: on Thursday tomorrow is Friday, on Sunday it is Monday', () => {
  expect(said('2026-11-26T03:00:00Z').map(([key]) => key)).toEqual(['tomorrowMorning', 'nextMonday'])
  expect(said('2026-11-29T03:00:00Z')).toEqual([
    ['tomorrowMorning', '2026-11-30T02:00:00.000Z'],
    ['friday', '2026-12-04T06:00:00.000Z'],
  ])
})

test('the day is the one in Shanghai, not the one in Greenwich', () => {
  expect(said('2026-11-24T17:00:00Z')[0]).toEqual(['tomorrowMorning', '2026-11-26T02:00:00.000Z'])
})
