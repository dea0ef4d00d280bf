import { sql } from 'kysely'
import { lateDays, type NoticeKind, type TimedNotice } from '#platform/notify/notice-kinds.ts'
import type { Context } from '#platform/records/index.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const contractNoticeKinds: readonly NoticeKind[] = [
  { name: 'collectionPlan.due', ways: everywhere, isForGroups: true },
  { name: 'collectionPlan.overdue', ways: everywhere, isForGroups: true },
  { name: 'contract.expiring', ways: everywhere, isForGroups: true },
]

interface Told {
  id: string
  owner_id: string
  superior_id: string | null
  day: string
}

const people = ({ owner_id: owner, superior_id: superior }: Told): string[] => (superior ? [owner, superior] : [owner])

/** Nine in the morning of a day, where the company is. */
const morning = (ctx: Context, day: string) =>
  sql`((${sql.raw(day)}) + time '09:00') at time zone ${ctx.company.timeZone}::text`

/**
 * Told to the owner and to whoever leads him, once: money that begins to stand on the workbench (so many days before it is due), money of
 * which the day has passed, contracts that end. A clock that stood still for three days tells it once when it goes again; another day is told anew
 * when its own time comes, and nothing that was past before it was written here.
 */
export const contractTimed: readonly TimedNotice[] = [
  {
    name: 'collectionPlan.due',
    due: async ctx => {
      const rows = await plansAt(ctx, 'p.due_on - coalesce(p.remind_days::int, s.remind_days)')
      return rows.map(row => ({
        kind: 'collectionPlan.due',
        to: people(row),
        about: { object: 'collectionPlan', id: row.id },
        params: { day: row.day },
        cause: `collectionPlan.due ${row.id} ${row.day}`,
      }))
    },
  },
  {
    name: 'collectionPlan.overdue',
    due: async ctx => {
      const rows = await plansAt(ctx, 'p.due_on + 1')
      return rows.map(row => ({
        kind: 'collectionPlan.overdue',
        to: people(row),
        about: { object: 'collectionPlan', id: row.id },
        params: { day: row.day },
        cause: `collectionPlan.overdue ${row.id} ${row.day}`,
      }))
    },
  },
  {
    name: 'contract.expiring',
    due: async ctx => {
      const now = sql`${ctx.now().toISOString()}::timestamptz`
      const moment = morning(ctx, 'c.end_on - s.expiry_days')
      const { rows } = await sql<Told>`
        select c.id, c.owner_id, u.superior_id, c.end_on::text as day
        from contracts c join users u on u.id = c.owner_id cross join contract_settings s
        where c.deleted_at is null and c.state in ('inEffect', 'changing')
          and c.end_on between ${now}::date - 2 and ${now}::date + 400
          and ${moment} <= ${now} and ${moment} > ${now} - make_interval(days => ${lateDays}) and ${moment} > c.created_at`.execute(
        ctx.db,
      )
      return rows.map(row => ({
        kind: 'contract.expiring',
        to: people(row),
        about: { object: 'contract', id: row.id },
        params: { day: row.day },
        cause: `contract.expiring ${row.id} ${row.day}`,
      }))
    },
  },
]

/** Unpaid instalments of contracts in effect whose moment (SQL for a day) has come within the last days. */
async function plansAt(ctx: Context, day: string): Promise<Told[]> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const moment = morning(ctx, day)
  const { rows } = await sql<Told>`
    select p.id, p.owner_id, u.superior_id, p.due_on::text as day
    from collection_plans p join users u on u.id = p.owner_id cross join contract_settings s
    where p.deleted_at is null and p.standing = 'live' and p.state in ('pending', 'partial')
      and p.due_on between ${now}::date - ${lateDays + 3}::int and ${now}::date + 400
      and ${moment} <= ${now} and ${moment} > ${now} - make_interval(days => ${lateDays}) and ${moment} > p.created_at`.execute(
    ctx.db,
  )
  return rows
}
