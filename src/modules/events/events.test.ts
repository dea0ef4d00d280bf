import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { type Repeating, timesOf } from './event.times.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

type Person = TestCompany['as']['li']
const seen = async (person: Person, from: string, until: string, more = ''): Promise<string[]> =>
  (await person.get(`/api/calendar?from=${from}&until=${until}${more}`)).occurrences.map(
    (one: { title: string; startsAt: string }) => `${one.title} ${one.startsAt}`,
  )

describe('an event', () => {
  it('lasts an hour unless told, ends after it starts, and moves with its start', async () => {
    const { li } = company.as
    const made = await li.post('/api/events', { title: '看样品', startsAt: '2026-12-01T02:00:00Z' })
    expect(made).toMatchObject({ endsAt: '2026-12-01T03:00:00.000Z', repeats: 'never', owner: { id: li.id } })
    const moved = await li.patch(`/api/events/${made.id}`, { startsAt: '2026-12-02T05:00:00Z' })
    expect(moved.endsAt).toBe('2026-12-02T06:00:00.000Z')
    const wrong = await li.patch(`/api/events/${made.id}`, { endsAt: '2026-12-02T05:00:00Z' }, 422)
    expect(wrong.fields).toMatchObject([{ path: 'endsAt', code: 'event.ends_before_start' }])
  })

  it('is seen by whoever takes part or sees its customer, and by nobody else', async () => {
    const { li, zhao, wang, chen, qian } = company.as
    const customer = await li.post('/api/customers', { name: '日程客户' })
    const with_ = { title: '与赵敏同去', startsAt: '2027-03-01T02:00:00Z', participants: [{ user: zhao.id }] }
    const made = await li.post('/api/events', { ...with_, customer: customer.id })
    const alone = await li.post('/api/events', { title: '李强自己的', startsAt: '2027-03-01T05:00:00Z' })
    const march = ['2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z'] as const
    expect(await seen(li, ...march)).toHaveLength(2)
    expect(await seen(zhao, ...march)).toEqual(['与赵敏同去 2027-03-01T02:00:00.000Z'])
    expect((await zhao.get(`/api/events/${made.id}`)).can).toEqual([])
    await zhao.patch(`/api/events/${made.id}`, { title: '改' }, 403)
    await zhao.get(`/api/events/${alone.id}`, 404)
    await qian.get(`/api/events/${made.id}`, 404)
    expect(await seen(wang, ...march)).toEqual([])
    expect(await seen(wang, ...march, '&layer=team')).toHaveLength(2)
    expect(await seen(chen, ...march, `&layer=team&on=customer&record=${customer.id}`)).toHaveLength(1)
    await li.patch(`/api/events/${made.id}`, { participants: [] })
    await zhao.get(`/api/events/${made.id}`, 404)
  })

  it('that repeats is changed at this time only, from this time on, or as a whole', async () => {
    const { li, zhao } = company.as
    const made = await li.post('/api/events', {
      title: '周会',
      startsAt: '2027-05-03T01:00:00Z',
      repeats: 'weekly',
      times: 4,
    })
    const may = ['2027-05-01T00:00:00Z', '2027-06-30T00:00:00Z'] as const
    const mondays = ['03', '10', '17', '24'].map(day => `周会 2027-05-${day}T01:00:00.000Z`)
    expect(await seen(li, ...may)).toEqual(mondays)
    const change = (body: unknown, status = 200) => li.post(`/api/events/${made.id}/times`, body, status)

    await change({ at: '2027-05-10T01:00:00Z', scope: 'one', changes: { startsAt: '2027-05-11T06:00:00Z' } })
    expect(await seen(li, ...may)).toEqual([mondays[0], '周会 2027-05-11T06:00:00.000Z', mondays[2], mondays[3]])
    const gone = await change({ at: '2027-05-10T01:00:00Z', scope: 'one', remove: true }, 422)
    expect(gone.fields).toMatchObject([{ code: 'event.no_such_time' }])
    await zhao.post(`/api/events/${made.id}/times`, { at: '2027-05-17T01:00:00Z', scope: 'all', remove: true }, 404)

    const later = await change({
      at: '2027-05-17T01:00:00Z',
      scope: 'following',
      changes: { startsAt: '2027-05-18T01:00:00Z' },
    })
    expect(later.id).not.toBe(made.id)
    expect(await seen(li, ...may)).toEqual([
      mondays[0],
      '周会 2027-05-11T06:00:00.000Z',
      '周会 2027-05-18T01:00:00.000Z',
      '周会 2027-05-25T01:00:00.000Z',
    ])
    await li.post(`/api/events/${later.id}/times`, {
      at: '2027-05-25T01:00:00Z',
      scope: 'all',
      changes: { startsAt: '2027-05-25T03:00:00Z', title: '例会' },
    })
    expect((await seen(li, ...may)).slice(2)).toEqual([
      '例会 2027-05-18T03:00:00.000Z',
      '例会 2027-05-25T03:00:00.000Z',
    ])
    await li.post(`/api/events/${later.id}/times`, { at: '2027-05-18T03:00:00Z', scope: 'one', remove: true }, 204)
    await li.post(`/api/events/${later.id}/times`, { at: '2027-05-25T03:00:00Z', scope: 'all', remove: true }, 204)
    expect(await seen(li, ...may)).toEqual([mondays[0], '周会 2027-05-11T06:00:00.000Z'])
  })

  it('is asked for by periods that make sense', async () => {
    const { li } = company.as
    for (const query of ['', '?from=2027-01-01&until=2026-01-01', '?from=2020-01-01&until=2027-01-01'])
      expect((await li.get(`/api/calendar${query}`, 400)).code).toBe('event.bad_period')
  })
})

describe('the times of a rule', () => {
  const rule = (values: Partial<Repeating>): Repeating => ({
    startsAt: '2026-01-30T01:00:00Z',
    endsAt: '2026-01-30T02:00:00Z',
    repeats: 'daily',
    every: 1,
    weekdays: null,
    until: null,
    times: null,
    ...values,
  })
  const year = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }
  const at = (values: Partial<Repeating>, timeZone = 'Asia/Shanghai', period = year) =>
    timesOf(rule(values), period, { timeZone })

  it('stay on the clock of the company when summer time begins', () => {
    const times = at({ startsAt: '2026-03-27T08:00:00Z', endsAt: '2026-03-27T09:00:00Z', times: 4 }, 'Europe/Berlin')
    expect(times.map(time => time.slice(5, 16))).toEqual(['03-27T08:00', '03-28T08:00', '03-29T07:00', '03-30T07:00'])
  })

  it('count weekdays by the day in Shanghai, end with the last day, and leave out months without the day', () => {
    const early = { startsAt: '2026-01-31T17:00:00Z', endsAt: '2026-01-31T18:00:00Z' }
    // Sunday, 1 February, one o'clock in Shanghai.
    expect(at({ ...early, repeats: 'weekly', weekdays: ['su', 'we'], until: '2026-02-08' })).toEqual([
      '2026-01-31T17:00:00.000Z',
      '2026-02-03T17:00:00.000Z',
      '2026-02-07T17:00:00.000Z',
    ])
    expect(at({ repeats: 'monthly', times: 3 }).map(time => time.slice(0, 10))).toEqual([
      '2026-01-30',
      '2026-03-30',
      '2026-04-30',
    ])
    expect(at({ repeats: 'never' })).toEqual(['2026-01-30T01:00:00.000Z'])
  })

  it('touch a period with their end, too, and never fill it without bound', () => {
    const night = { startsAt: '2026-01-30T15:00:00Z', endsAt: '2026-01-30T23:00:00Z', repeats: 'never' }
    expect(at(night, 'UTC', { from: '2026-01-30T22:00:00Z', until: '2026-01-30T22:30:00Z' })).toHaveLength(1)
    expect(at(night, 'UTC', { from: '2026-01-30T23:00:00Z', until: '2026-01-31T22:30:00Z' })).toHaveLength(0)
    expect(at({}).length).toBeLessThanOrEqual(400)
  })
})
