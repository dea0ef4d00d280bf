import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { dayAt } from '#platform/fields/index.ts'
import { strikeClock } from '#test/harness/clock.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { mailSettingsFor, openMailbox } from '#test/harness/mailbox.ts'
import { daysOverdue } from './contact-escalation.ts'
import { workingDays } from '#platform/calendar/working-days.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const notices = async (who: 'li' | 'wang' | 'zhao', kind: string) =>
  (await company.as[who].get('/api/notices')).notices.filter((one: { kind: string }) => one.kind === kind)

test('an appointment of the afternoon is done when one speaks in the morning of that day; one of tomorrow stays', async () => {
  const { li } = company.as
  const { id } = await li.post('/api/customers', { name: '当天提前联系' })
  const log = (content: string, happenedAt: string, more = {}) =>
    li.post('/api/activities', { content, customer: id, happenedAt, ...more })
  await log('约好三点', '2026-04-01T02:00:00Z', { nextContactAt: '2026-04-08T07:00:00Z' })
  await log('十点就打了', '2026-04-08T02:00:00Z')
  expect((await li.get(`/api/customers/${id}`)).nextContactAt).toBeNull()
  await log('再约', '2026-04-08T03:00:00Z', { nextContactAt: '2026-04-10T01:00:00Z' })
  // 23:50 of the ninth in Shanghai.
  await log('前一天夜里聊了几句', '2026-04-09T15:50:00Z')
  expect((await li.get(`/api/customers/${id}`)).nextContactAt).toBe('2026-04-10T01:00:00.000Z')
})

test('a missed contact stays on the owner’s workbench and goes to his manager after the working days of the company', async () => {
  const { li, chen } = company.as
  await li.patch('/api/follow-up-settings', { escalateContactDays: 1 }, 403)
  expect(await chen.patch('/api/follow-up-settings', { escalateContactDays: 2 })).toMatchObject({
    escalateContactDays: 2,
    birthdayDays: 3,
  })
  const { id } = await li.post('/api/customers', { name: '错过的约定' })
  const { id: fresh } = await li.post('/api/customers', { name: '刚刚错过', nextContactAt: ago(0.02) })
  await sql`update customers set created_at = now() - interval '9 days' where id = ${fresh}::uuid`.execute(company.db)
  const days = daysOverdue(
    workingDays({ restDays: [6, 7], special: new Map() }),
    dayAt(new Date(Date.now() - 8.5 * 3_600_000), 'Asia/Shanghai'),
    3,
  )
  await li.patch(`/api/customers/${id}`, { nextContactAt: `${days[0]}T07:00:00Z` })
  await strikeClock(company)
  expect(await notices('wang', 'contact.overdue')).toMatchObject([
    { to: `/o/customers/${id}`, text: expect.stringContaining('李强') },
  ])
  expect(await notices('li', 'contact.overdue')).toEqual([])
  expect(await notices('zhao', 'contact.overdue')).toEqual([])
  await strikeClock(company)
  expect(await notices('wang', 'contact.overdue')).toHaveLength(1)
  const agenda = (await li.get('/api/workbench?lens=own')).tiles.find(
    (tile: { name: string }) => tile.name === 'agenda',
  )
  const due = new Map(agenda.content.rows.map((row: { id: string; due: unknown }) => [row.id, row.due]))
  expect(due.get(id)).toMatchObject({ isOverdue: true })
  expect(due.has(fresh)).toBe(true)
  // At its time the owner himself was told.
  expect((await notices('li', 'contact.due')).map((one: { to: string }) => one.to)).toContain(`/o/customers/${fresh}`)
  await chen.patch('/api/follow-up-settings', { escalateContactDays: 0 })
})

test('the company’s own calendar counts: days off do not, a Sunday that is worked does', async () => {
  const { li, chen } = company.as
  const dayBack = (days: number) => dayAt(new Date(Date.now() - 8.5 * 3_600_000 - days * 86_400_000), 'Asia/Shanghai')
  const [last4, ...since] = [4, 3, 2, 1, 0].map(dayBack)
  const declare = async (kinds: ('rest' | 'work')[]) => {
    const days = since.map((day, index) => ({ day, kind: kinds[index], name: '调休' }))
    for (const [year, some] of Map.groupBy(days, ({ day }) => Number(day.slice(0, 4)))) {
      const { version } = await chen.get(`/api/working-calendar?year=${year}`)
      await chen.put(`/api/working-calendar/${year}`, { version, days: some })
    }
  }
  await chen.patch('/api/follow-up-settings', { escalateContactDays: 2 })
  const { id } = await li.post('/api/customers', { name: '长假里的约定' })
  await li.patch(`/api/customers/${id}`, { nextContactAt: `${last4}T07:00:00Z` })
  const toldOfIt = async () =>
    (await notices('wang', 'contact.overdue')).filter(({ to }: { to: string }) => to.endsWith(id))
  await declare(['rest', 'rest', 'rest', 'work'])
  await strikeClock(company)
  expect(await toldOfIt()).toEqual([])
  await declare(['rest', 'rest', 'work', 'work'])
  await strikeClock(company)
  expect(await toldOfIt()).toHaveLength(1)
  await chen.patch('/api/follow-up-settings', { escalateContactDays: 0 })
})

test('at the next-contact time the owner is told in the product and on the channel that he chose, once', async () => {
  const { li, chen } = company.as
  const box = await openMailbox()
  await chen.put('/api/mail-settings', mailSettingsFor(box))
  await chen.patch(`/api/users/${li.id}`, { emails: [{ raw: 'li@example.com' }] })
  const ways = (await li.get('/api/notice-ways')).kinds.find((one: { kind: string }) => one.kind === 'contact.due')
  expect(ways).toMatchObject({ inProduct: true, inBrowser: true })
  await li.put('/api/notice-ways/contact.due', { inProduct: true, inBrowser: true, byMail: true })
  const { id } = await li.post('/api/customers', { name: '到点该打电话' })
  await li.post('/api/activities', { content: '约好了', customer: id, nextContactAt: '2099-01-01T02:00:00Z' })
  await strikeClock(company)
  const mine = async () => (await notices('li', 'contact.due')).filter((one: { to: string }) => one.to.endsWith(id))
  expect(await mine()).toEqual([])
  await sql`update customers set created_at = now() - interval '2 days', next_contact_at = now() - interval '1 minute'
    where id = ${id}::uuid`.execute(company.db)
  await expect
    .poll(async () => (await strikeClock(company), box.mails.filter(mail => mail.read.text?.includes(id)).length), {
      timeout: 15_000,
    })
    .toBe(1)
  await strikeClock(company)
  expect(await mine()).toHaveLength(1)
  const [mail, ...again] = box.mails.filter(one => one.read.text?.includes(id))
  expect(mail?.read.subject).toContain('到点该打电话')
  expect(again).toEqual([])
  expect((await notices('zhao', 'contact.due')).some((one: { to: string }) => one.to?.endsWith(id))).toBe(false)
})

test('on working days alone it is counted how long a contact waits', () => {
  const calendar = workingDays({ restDays: [6, 7], special: new Map() })
  // Tuesday, 24 November 2026.
  expect(daysOverdue(calendar, '2026-11-24', 2)).toContain('2026-11-20')
  expect(daysOverdue(calendar, '2026-11-24', 2)).not.toContain('2026-11-23')
  expect(daysOverdue(calendar, '2026-11-21', 2)[0]).toBe('2026-11-18')
})

test('birthdays of contacts and of persons are told to their owners some days ahead, and stand on the workbench', async () => {
  const { li } = company.as
  const inDays = (days: number) => dayAt(new Date(Date.now() + days * 86_400_000), 'Asia/Shanghai').slice(5)
  const { id } = await li.post('/api/contacts', { name: '周工', birthday: inDays(1) })
  const { id: person } = await li.post('/api/customers', { name: '张三', kind: 'person', birthday: inDays(2) })
  await li.post('/api/contacts', { name: '远着呢', birthday: inDays(60) })
  await strikeClock(company)
  const told = await notices('li', 'birthday.soon')
  expect(told.map((one: { to: string }) => one.to).sort()).toEqual([`/o/contacts/${id}`, `/o/customers/${person}`])
  const { tiles } = await li.get('/api/workbench?lens=own')
  const tile = tiles.find((one: { name: string }) => one.name === 'contacts.birthdays')
  expect(tile.content.rows).toMatchObject([{ id, note: expect.stringContaining(inDays(1)) }])
  const persons = (who: 'li' | 'wang', lens: string) =>
    company.as[who]
      .get(`/api/workbench?lens=${lens}`)
      .then(({ tiles: all }) => all.find((one: { name: string }) => one.name === 'contacts.personBirthdays'))
  const own = await persons('li', 'own')
  expect(own.content.rows).toMatchObject([{ id: person, note: expect.stringContaining(inDays(2)) }])
  const { link, count } = own.content
  const { records } = await li.get(`/api/${link.path}?filter=${encodeURIComponent(JSON.stringify(link.filter))}`)
  expect([records.map((one: { id: string }) => one.id), count.value]).toEqual([[person], 1])
  expect((await persons('wang', 'team')).content.rows).toMatchObject([{ id: person }])
  // Whoever has none has no such tile.
  expect(await persons('wang', 'own')).toBeUndefined()
})

test('common phrases are one’s own and the company’s, in order; the company’s are changed by whoever may', async () => {
  const { li, wang, chen } = company.as
  const ready = await li.get('/api/phrases')
  expect(ready.own).toEqual([])
  expect(ready.company).toContain('约好上门拜访')
  expect(ready.mayChangeCompany).toBe(false)
  expect((await li.put('/api/phrases', { own: ['已加微信', '等财务回复'] })).own).toEqual(['已加微信', '等财务回复'])
  expect((await wang.get('/api/phrases')).own).toEqual([])
  await li.put('/api/phrases', { company: [] }, 403)
  await chen.put('/api/phrases', { company: ['统一说法'] })
  expect((await li.get('/api/phrases')).company).toEqual(['统一说法'])
  expect((await li.put('/api/phrases', { own: [''] }, 422)).fields).toMatchObject([{ code: 'field.required' }])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from phrases`.execute(company.db)
  expect(rows[0]?.n).toBe(3)
})
