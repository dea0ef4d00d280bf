import { type Day, dayOf, dayText, instantAt, isoOf, isWorked, weekdayOf, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, people, sellers } from '../people.ts'
import { competitors } from '../words/catalogue.ts'
import { followUps, type Phase, taskResults, taskTitles } from '../words/follow-ups.ts'
import { type Account, leavesOn } from './accounts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

/** A follow-up before it is written down; people write at the end of the day, those of long ago are put down by week and month. */
export interface Note {
  by: PersonKey
  happenedAt: number
  values: Record<string, unknown>
}

/** What was said about opportunities from opening to end, and with customers in between. */
export function planFollowUps(world: World, deals: readonly Deal[], accounts: readonly Account[]): Note[] {
  const notes: Note[] = []
  for (const deal of deals) if (deal.account) notes.push(...notesOf(world, deal, deal.account))
  for (const account of accounts) notes.push(...careFor(world, account, deals))
  notes.push(...dueToday(world, accounts))
  writeDown(world, notes)
  return notes
}

function notesOf(world: World, deal: Deal, account: Account): Note[] {
  const { random } = world
  const notes: Note[] = []
  const isStalled = deal.state === 'open' && (deal.stays.at(-1)?.from ?? 0) < world.today - 60
  const until = Math.min(
    deal.closed ?? (isStalled ? (deal.stays.at(-1)?.from ?? 0) + 21 : world.today),
    leavesOn(world, deal.owner) - 1,
  )
  let day = workedFrom(deal.opened + random.whole(0, 2))
  while (day < until) {
    const next = workedFrom(day + random.whole(4, 13))
    const stage = deal.stays.filter(({ from }) => from <= day).length
    const phase: Phase = stage <= 1 ? 'first' : stage === 2 ? 'proposal' : 'negotiation'
    const note = noteOn(world, { by: deal.owner, day, phase, account, deal })
    // Of the last one nobody knows when the next will be; some say so all the same.
    if (next < until || (deal.state === 'open' && !isStalled && random.chance(0.7)))
      note.values.nextContactAt = isoOf(instantAt(next, random.pick([540, 570, 600])))
    notes.push(note)
    taskFor(world, note, { account, phase, deal })
    day = next
  }
  if (deal.closed !== null && (deal.state === 'won' || deal.state === 'lost'))
    notes.push(noteOn(world, { by: deal.owner, day: deal.closed, phase: deal.state, account, deal }))
  return notes
}

/** Between opportunities customers are called on now and then; some are neglected. */
function careFor(world: World, account: Account, deals: readonly Deal[]): Note[] {
  const { random } = world
  const own = deals.filter(deal => deal.account === account)
  const notes: Note[] = []
  const isNeglected = random.chance(0.12)
  let day = account.day + random.whole(1, 20)
  while (day < Math.min(world.today, leavesOn(world, account.owner))) {
    const isBusy = own.some(deal => deal.opened <= day && (deal.closed ?? world.today) >= day)
    if (!isBusy && isWorked(day)) {
      const hasBought = own.some(deal => deal.state === 'won' && (deal.closed ?? 0) < day)
      const by = hasBought && random.chance(0.35) ? 'zhengkai' : account.owner
      const note = noteOn(world, { by, day, phase: hasBought ? 'care' : 'first', account })
      const isLast = isNeglected && notes.length > 0
      if (!isLast && random.chance(0.25))
        note.values.nextContactAt = isoOf(instantAt(workedFrom(day + random.whole(10, 25)), 600))
      notes.push(note)
      if (isLast) break
    }
    day += random.whole(28, 75)
  }
  return notes
}

/** Yesterday two customers of each salesperson asked to be called today. */
function dueToday(world: World, accounts: readonly Account[]): Note[] {
  const day = workedUntil(world.today - 1)
  return sellers.flatMap(({ key }) => {
    const own = accounts.filter(account => account.owner === key && account.day < day && account.contacts.length > 0)
    return world.random
      .shuffled(own)
      .slice(0, 2)
      .map((account, place) => {
        const note = noteOn(world, { by: key, day, phase: 'care', account, minutes: 16 * 60 + place * 20 })
        note.values.nextContactAt = isoOf(instantAt(world.today, place === 0 ? 10 * 60 : 15 * 60))
        return note
      })
  })
}

interface Told {
  by: PersonKey
  day: Day
  phase: Phase
  account: Account
  deal?: Deal
  minutes?: number
}

function noteOn(
  world: World,
  { by, day, phase, account, deal, minutes = world.random.whole(10 * 60 + 5, 17 * 60 + 30) }: Told,
): Note {
  const { random } = world
  const contact = account.contacts.length > 0 && random.chance(0.85) ? random.pick(account.contacts) : null
  const words = random.pick(followUps[phase])
  const content = words.text
    .replace('{who}', contact?.who ?? '对方负责人')
    .replace('{what}', deal?.what ?? '能耗监测')
    .replace('{rival}', random.pick(competitors))
    .replace('{n}', String(random.whole(5, 36)))
  // Never before the customer was there.
  const happenedAt = Math.max(instantAt(day, minutes), instantAt(account.day, 17 * 60 + 45))
  return {
    by,
    happenedAt,
    values: {
      method: words.method,
      result: words.result,
      content,
      customer: account.id,
      contact: contact?.id ?? null,
      opportunity: deal?.id ?? null,
      happenedAt: isoOf(happenedAt),
    },
  }
}

/** When a follow-up of that instant is written down. */
function writtenAt(world: World, by: PersonKey, happenedAt: number): number {
  const day = dayOf(happenedAt)
  const place = people.findIndex(({ key }) => key === by)
  const ago = world.today - day
  const evening = ago <= 7 ? day : ago <= 40 ? endOfWeek(day) : Math.min(endOfMonth(day), world.today - 40)
  const at = instantAt(evening, 18 * 60 + 5 + place)
  const left = leavesOn(world, by)
  return Math.min(at, world.until, Number.isFinite(left) ? instantAt(left, 8 * 60) : at)
}

/** The Sunday of a day's week. */
const endOfWeek = (day: Day): Day => day + 7 - weekdayOf(day)

const endOfMonth = (day: Day): Day => {
  const [year = 0, month = 1] = dayText(day).split('-').map(Number)
  return Date.UTC(year, month, 0) / 86_400_000
}

/** Puts follow-ups down: those of one person that are written at the same time stand together. */
export function writeDown(world: World, notes: readonly Note[]): void {
  for (const { by, happenedAt, values } of [...notes].sort((a, b) => a.happenedAt - b.happenedAt)) {
    if (happenedAt > world.until) continue
    world.create({ at: Math.max(writtenAt(world, by, happenedAt), happenedAt), by, object: 'activity' }, values)
  }
}

/** What one promised to do next. */
function taskFor(
  world: World,
  note: Note,
  { account, phase, deal }: { account: Account; phase: Phase; deal: Deal },
): void {
  const { random } = world
  const titles = phase === 'lead' || phase === 'lost' ? [] : taskTitles[phase]
  if (titles.length === 0 || dayOf(note.happenedAt) < world.today - 110 || !random.chance(0.4)) return
  const at = Math.min(writtenAt(world, note.by, note.happenedAt) + 60_000, world.until)
  const due = workedFrom(dayOf(note.happenedAt) + random.whole(1, 8))
  const isGiven = random.chance(0.12)
  const superior = people.find(({ key }) => key === note.by)?.superior ?? null
  const giver = isGiven && superior ? superior : note.by
  const id = world.create(
    { at, by: giver, owner: note.by, object: 'task' },
    {
      title: random.pick(titles).replace('{customer}', account.brand),
      dueOn: dayText(due),
      priority: random.weighted({ urgent: 6, high: 22, normal: 60, low: 12 }),
      owner: world.users[note.by],
      customer: account.id,
      opportunity: deal.id,
    },
  )
  if (id === null) return
  const isForgotten = random.chance(due > world.today - 20 ? 0.2 : 0.01)
  const done = instantAt(
    workedFrom(Math.max(due - random.whole(0, 3), dayOf(at)) + (random.chance(0.12) ? 3 : 0)),
    1075,
  )
  if (isForgotten || done >= instantAt(leavesOn(world, note.by), 0)) return
  const step = { at: Math.max(done, at + 60_000), by: note.by, object: 'task', id } as const
  if (random.chance(0.04)) world.add({ kind: 'act', ...step, verb: 'cancel', input: { reason: '客户改期，不再需要' } })
  else
    world.add({
      kind: 'act',
      ...step,
      verb: 'complete',
      input: random.chance(0.6) ? { result: random.pick(taskResults) } : {},
    })
}
