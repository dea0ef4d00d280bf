import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'

/** In SQL: whether a role `r` says that one may look at the log. */
const auditing = sql`(r.grants ? 'audit.read' or r.grants ? 'audit.*')`

/** In SQL: whether anybody who is still there may look at the log by a role that says so. */
export const hasAuditor = sql<boolean>`exists (
  select from users a join user_roles ur on ur.user_id = a.id join roles r on r.id = ur.role_id
   where ${auditing} and a.deleted_at is null and a.state is distinct from 'left')`

/** Who may look at the log by a role that says so; whoever may because there is no auditor is not among them. */
export const auditorIds = async (db: Queryable): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from users a join user_roles ur on ur.user_id = a.id join roles r on r.id = ur.role_id
     where ${auditing} and a.deleted_at is null and a.state is distinct from 'left' order by a.id`.execute(db)
  return rows.map(row => row.id)
}

/** Who may do everything. */
export const administratorIds = async (db: Queryable): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from users a join user_roles ur on ur.user_id = a.id join roles r on r.id = ur.role_id
     where r.grants ? '*' and a.deleted_at is null and a.state is distinct from 'left' order by a.id`.execute(db)
  return rows.map(row => row.id)
}
