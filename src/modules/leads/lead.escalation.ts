import { sql } from 'kysely'
import { calendarOf } from '#platform/calendar/read-calendar.ts'
import { Problem } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { NoticeAsk, NoticeKind, TimedNotice } from '#platform/notify/notice-kinds.ts'
import { act, type Context, update } from '#platform/records/index.ts'
import { lead } from './lead.object.ts'
import { type LeadSettings, readLeadSettings } from './lead.settings.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }
export const leadNoticeKinds: readonly NoticeKind[] = [
  { name: 'lead.overdue', ways: everywhere, isForGroups: false },
  { name: 'lead.overdueOfTeam', ways: everywhere, isForGroups: false },
  { name: 'lead.recovered', ways: everywhere, isForGroups: false },
]

/** How many leads one round takes from their owners; what is left the next round takes. */
const mostAtOnce = 100

/**
 * Leads that nobody has followed up since they were assigned: on working day 3 their owner is told, on day 5 his superior too, on day 7 they go to
 * the pool or to the fallback person (the days are the company's). One cause tells one person once, so a clock that stood still or runs in two
 * processes tells nothing twice.
 */
export const leadTimed: readonly TimedNotice[] = [{ name: 'lead.overdue', due: escalate }]

interface Waiting {
  id: string
  owner: string
  superior: string | null
  assigned: string
  /** Working days since it was assigned. */
  days: number
}

async function escalate(ctx: Context): Promise<NoticeAsk[]> {
  const settings = await readLeadSettings(ctx)
  if (!settings.isEscalating) return []
  const waiting = await waitingLeads(ctx, settings)
  const recovered =
    settings.recoverTo === 'nowhere'
      ? []
      : await recover(ctx, settings, waiting.filter(({ days }) => days >= settings.recoverDays).slice(0, mostAtOnce))
  const gone = new Set(recovered.map(({ about }) => about?.id))
  return [...recovered, ...waiting.filter(({ id }) => !gone.has(id)).flatMap(one => reminders(one, settings))]
}

/** All that are at least at the first step, whoever's they are. */
async function waitingLeads(ctx: Context, { remindDays, escalatesFrom }: LeadSettings): Promise<Waiting[]> {
  const calendar = await calendarOf(ctx)
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  // Nothing assigned after the first moment of that day can be due; a day more for whatever the time zone says.
  const latest = new Date(Date.parse(`${calendar.add(today, -remindDays)}T00:00:00Z`) + 2 * 86_400_000).toISOString()
  const { rows } = await sql<Omit<Waiting, 'days' | 'assigned'> & { assigned: Date | string }>`
    select l.id, l.owner_id as owner, u.superior_id as superior, l.assigned_at as assigned
    from leads l join users u on u.id = l.owner_id
    where l.deleted_at is null and l.state in ('handedOver', 'following') and l.contact_due_on is not null
      and l.assigned_at < ${latest}::timestamptz and l.assigned_at >= ${escalatesFrom}::timestamptz
    order by l.assigned_at limit 5000`.execute(ctx.db)
  return rows
    .map(row => {
      const assigned = new Date(row.assigned)
      const days = calendar.between(dayAt(assigned, ctx.company.timeZone), today)
      return { ...row, assigned: assigned.toISOString(), days }
    })
    .filter(({ days }) => days >= remindDays)
}

function reminders({ id, owner, superior, assigned, days }: Waiting, { managerDays }: LeadSettings): NoticeAsk[] {
  const about = { object: 'lead', id }
  const own: NoticeAsk = {
    kind: 'lead.overdue',
    to: [owner],
    about,
    params: { days },
    cause: `lead.overdue ${id} ${assigned}`,
  }
  if (days < managerDays || superior === null) return [own]
  const cause = `lead.overdueOfTeam ${id} ${assigned}`
  return [own, { kind: 'lead.overdueOfTeam', to: [superior], about, params: { days }, cause }]
}

/** Takes them from their owners, each for itself, and says so to owner and superior. */
async function recover(ctx: Context, settings: LeadSettings, overdue: readonly Waiting[]): Promise<NoticeAsk[]> {
  const told: NoticeAsk[] = []
  for (const one of overdue) {
    if (!(await takeAway(ctx, settings, one))) continue
    const to = [one.owner, ...(one.superior ? [one.superior] : [])]
    const cause = `lead.recovered ${one.id} ${one.assigned}`
    told.push({ kind: 'lead.recovered', to, about: { object: 'lead', id: one.id }, params: { days: one.days }, cause })
  }
  return told
}

/** False for one that may not go now (its pool is off, somebody just took it up): it stays, and is asked again. */
async function takeAway(ctx: Context, { recoverTo, fallback }: LeadSettings, one: Waiting): Promise<boolean> {
  const reason =
    ctx.locale === 'zh' ? `分配后 ${one.days} 个工作日没有跟进` : `Not followed up for ${one.days} working days`
  await sql`savepoint lead_recovery`.execute(ctx.db)
  try {
    const within = { ...ctx, reason }
    if (recoverTo === 'pool') await act(within, lead, one.id, 'release', { reason })
    else if (fallback && fallback.id !== one.owner) await update(within, lead, one.id, { owner: fallback.id })
    else return false
    await sql`release savepoint lead_recovery`.execute(ctx.db)
    return true
  } catch (error) {
    await sql`rollback to savepoint lead_recovery`.execute(ctx.db)
    if (error instanceof Problem) return false
    throw error
  }
}
