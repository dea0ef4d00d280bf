import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import { type FieldProblem, forbidden, invalid } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { type Context, get, type Written } from '../records/index.ts'
import { titlesOf } from '../records/titles.ts'

/** A department to which a user belongs beside his main one; both days included, an open end is null. */
export interface Membership {
  department: { id: string; title: string }
  from: string | null
  until: string | null
}

/** What a user's department becomes, his main membership becomes: the former ends yesterday, the new one begins today. */
export async function keepMainMembership(ctx: Context, written: readonly Written[]): Promise<void> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  for (const { id, before, values } of written) {
    if (values === null) continue
    const [former, department] = [idOf(before?.department), idOf(values.department)]
    if (before !== null && former === department) continue
    await sql`delete from department_members where user_id = ${id}::uuid and is_main and until_on is null and from_on = ${today}::date`.execute(
      ctx.db,
    )
    await sql`update department_members set until_on = ${today}::date - 1
      where user_id = ${id}::uuid and is_main and until_on is null`.execute(ctx.db)
    if (department === null) continue
    const from = before === null ? ((values.joinedOn as string | null | undefined) ?? null) : today
    await sql`insert into department_members (id, user_id, department_id, from_on, is_main)
      values (${newId()}::uuid, ${id}::uuid, ${department}::uuid, ${from}::date, true)`.execute(ctx.db)
  }
}

/** The departments of a user beside his main one, the latest first. @throws Problem 404 */
export async function readMemberships(ctx: Context, userId: string): Promise<Membership[]> {
  await get(ctx, objectOf(ctx.catalog, 'user'), userId)
  const { rows } = await sql<{ id: string; from: string | null; until: string | null }>`
    select department_id as id, from_on::text as from, until_on::text as until from department_members
    where user_id = ${userId}::uuid and not is_main order by from_on desc nulls last, id`.execute(ctx.db)
  const names = await titlesOf(
    ctx,
    objectOf(ctx.catalog, 'department'),
    rows.map(row => row.id),
  )
  return rows.map(({ id, from, until }) => ({ department: { id, title: names.get(id) ?? '' }, from, until }))
}

/**
 * Gives a user exactly these departments beside his main one, in the caller's transaction; who may change the user may.
 * @throws Problem 404, 403, `invalid` (no such department, an end before its beginning)
 */
export async function writeMemberships(
  ctx: Context,
  userId: string,
  wanted: readonly { department: string; from?: string | null; until?: string | null }[],
): Promise<void> {
  const user = await get(ctx, objectOf(ctx.catalog, 'user'), userId)
  if (!user.can.includes('update')) throw forbidden('user.update')
  const { rows } = await sql<{ id: string }>`select id from departments
    where deleted_at is null and id = any(${wanted.map(one => one.department)}::uuid[])`.execute(ctx.db)
  const known = new Set(rows.map(row => row.id))
  const problems = wanted.flatMap(({ department, from, until }, index): FieldProblem[] => {
    if (!known.has(department)) return [{ path: `departments.${index}.department`, code: 'field.no_such_record' }]
    const isBackwards = from && until && until < from
    return isBackwards ? [{ path: `departments.${index}.until`, code: 'membership.ends_before' }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  await sql`delete from department_members where user_id = ${userId}::uuid and not is_main`.execute(ctx.db)
  for (const { department, from, until } of wanted)
    await sql`insert into department_members (id, user_id, department_id, from_on, until_on)
      values (${newId()}::uuid, ${userId}::uuid, ${department}::uuid, ${from ?? null}::date, ${until ?? null}::date)`.execute(
      ctx.db,
    )
}

const idOf = (reference: unknown): string | null => (reference as { id: string } | null | undefined)?.id ?? null
