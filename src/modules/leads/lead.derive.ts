import { calendarOf } from '#platform/calendar/read-calendar.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { departmentOn, mainMemberships } from './departments-then.ts'
import { readLeadSettings } from './lead.settings.ts'
import { marketingAmong } from './marketing-people.ts'

/**
 * What follows from who has a lead and where it stands, whoever wrote it and by which way: from marketing to somebody in sales is a hand-over; a
 * new owner has it since now, and a day until which he should have spoken with them. An import with history says all of it itself.
 */
export async function deriveLead(ctx: Context, drafts: Draft[]): Promise<void> {
  const given = drafts.filter(draft => !draft.isHistory && isGiven(ctx, draft))
  if (given.length > 0) {
    await settleHandOvers(ctx, given)
    const { remindDays } = await readLeadSettings(ctx)
    const now = ctx.now().toISOString()
    const dueOn = (await calendarOf(ctx)).add(dayAt(ctx.now(), ctx.company.timeZone), remindDays)
    for (const { values, before } of given) {
      if (before === null || values.assignedAt === before.assignedAt) values.assignedAt = now
      if (inSales(values)) values.contactDueOn = dueOn
    }
  }
  await noteDepartments(ctx, drafts)
  for (const { values, isHistory } of drafts)
    if (!isHistory && values.contactDueOn && (!inSales(values) || !values.owner)) values.contactDueOn = null
}

/**
 * Which department had it then (facts 8): the owner's and marketing's on the day on which each got it. It stays when somebody moves on to
 * another department later.
 */
export async function noteDepartments(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(({ values, before, isHistory }) =>
    held.flatMap(({ person, department, since }) => {
      const id = idOf(values[person])
      if (before !== null && id === idOf(before[person])) return []
      // What is told of the past, and what an undo brings back, stands as it is told.
      if (isHistory && idOf(values[department]) !== idOf(before?.[department])) return []
      const at = (values[since] ?? values.createdAt) as string | null | undefined
      return [{ values, department, id, day: dayAt(at ? new Date(at) : ctx.now(), ctx.company.timeZone) }]
    }),
  )
  if (asked.length === 0) return
  const memberships = await mainMemberships(
    ctx,
    asked.flatMap(({ id }) => id ?? []),
  )
  for (const { values, department, id, day } of asked) {
    const then = departmentOn(memberships.get(id ?? '') ?? [], day)
    values[department] = then ? { id: then, title: '' } : null
  }
}

/** Who has it, and since when. */
const held = [
  { person: 'owner', department: 'ownerDepartment', since: 'assignedAt' },
  { person: 'marketingOwner', department: 'marketingDepartment', since: 'handedOverAt' },
] as const

/** States in which sales should be working on it. */
const inSales = ({ state }: Record<string, unknown>): boolean => state === 'handedOver' || state === 'following'

/** Whether somebody else has it from now on; who makes one for himself was not given it. */
function isGiven(ctx: Context, { values, before }: Draft): boolean {
  const owner = idOf(values.owner)
  if (!owner) return false
  return before === null ? owner !== ctx.actor.userId : owner !== idOf(before.owner)
}

/** A lead that marketing had and somebody in sales gets is handed over, be it by an assignment, a transfer or a form. */
async function settleHandOvers(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const early = drafts.filter(({ values }) => ['new', 'qualified', 'returned'].includes(String(values.state)))
  const holderOf = ({ before }: Draft): string | null => (before === null ? ctx.actor.userId : idOf(before.owner))
  const people = early.flatMap(draft => [holderOf(draft), idOf(draft.values.owner)].filter(id => id !== null))
  const marketing = await marketingAmong(ctx, people)
  const now = ctx.now().toISOString()
  for (const draft of early) {
    const [holder, owner] = [holderOf(draft), idOf(draft.values.owner)]
    if (holder === null || owner === null || !marketing.has(holder) || marketing.has(owner)) continue
    Object.assign(draft.values, { state: 'handedOver', handedOverAt: now, marketingOwner: { id: holder, title: '' } })
  }
}

const idOf = (reference: unknown): string | null => (reference as { id: string } | null | undefined)?.id ?? null
