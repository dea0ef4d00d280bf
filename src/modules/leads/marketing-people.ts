import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'

/** Roles that sell; whoever has none of them and the marketing role is marketing. */
const selling = ['salesperson', 'salesManager', 'director']

/** Which of these people are marketing: they hold a lead until it is handed over. One statement. */
export async function marketingAmong({ db }: Pick<Context, 'db'>, people: readonly string[]): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const { rows } = await sql<{ user_id: string }>`select user_id from user_roles
    where user_id = any(${[...people]}::uuid[]) group by user_id
    having bool_or(role_id = 'marketing') and not bool_or(role_id = any(${selling}::text[]))`.execute(db)
  return new Set(rows.map(row => row.user_id))
}
