import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import { dayAt } from '#platform/fields/index.ts'
import { recover } from '#modules/pools/recovery.ts'
import type { TestCompany } from '#test/harness/company.ts'

/** The pool of a noun that stands ready in a company. */
export async function readyPool(company: TestCompany, object = 'customer'): Promise<{ id: string; version: number }> {
  const { records } = await company.as.chen.get('/api/pools')
  return records.find((one: { object: string }) => one.object === object)
}

/** Changes a pool as its administrator does; with `now` as if he had done so long ago, so that its rules hold today. */
export async function setPool(
  company: TestCompany,
  id: string,
  values: Record<string, unknown>,
  { now = true }: { now?: boolean } = {},
): Promise<void> {
  const { version } = await company.as.chen.get(`/api/pools/${id}`)
  await company.as.chen.patch(`/api/pools/${id}`, { version, ...values })
  if (now) {
    await sql`delete from pool_rule_versions v where pool_id = ${id} and exists (
      select from pool_rule_versions n where n.pool_id = v.pool_id and n.from_on > v.from_on)`.execute(company.db)
    await sql`update pool_rule_versions set from_on = '2020-01-01' where pool_id = ${id}`.execute(company.db)
  }
}

/** As if somebody had received a record so many days ago, at noon. */
export async function receivedAgo(company: TestCompany, table: string, id: string, days: number): Promise<void> {
  await sql`update ${sql.table(table)} set received_at = date_trunc('day', now()) + interval '4 hours' - make_interval(days => ${days}),
    created_at = now() - make_interval(days => ${days}) where id = ${id}`.execute(company.db)
}

/** The night of a company's day, as the worker has it done: that of now, of some days later, or of any instant. */
export async function night(
  company: TestCompany,
  { inDays = 0, at, timeZone }: { inDays?: number; at?: Date; timeZone?: string } = {},
): Promise<void> {
  const { db, company: known } = await company.companies.open(company.id)
  const one = { ...known, timeZone: timeZone ?? known.timeZone }
  const now = () => at ?? new Date(Date.now() + inDays * 86_400_000)
  const start = {
    db,
    company: one,
    actor: systemActor('pools.recover'),
    batch: null,
    reason: null,
    locale: one.locale,
    now,
  }
  const ctx = await company.companies.contextOf(start)
  await recover({ ...ctx, db }, dayAt(now(), one.timeZone), new AbortController().signal)
}

/** The company's day in so many days. */
export const dayIn = (days: number): string => dayAt(new Date(Date.now() + days * 86_400_000), 'Asia/Shanghai')
