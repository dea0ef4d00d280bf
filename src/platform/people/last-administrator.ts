import { sql } from 'kysely'
import { conflict } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { Draft } from '../records/module.ts'

/** Nobody who is the last to administer the company leaves it. @throws Problem `role.last_administrator` (409) */
export async function keepAdministrator(ctx: Context, leaving: readonly string[]): Promise<void> {
  if (leaving.length === 0) return
  const { rows } = await sql<{ goes: boolean; stays: boolean }>`
    select bool_or(u.id = any(${[...leaving]}::uuid[])) as goes, bool_or(u.id <> all(${[...leaving]}::uuid[])) as stays
    from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
    where r.grants ->> '*' = 'all' and u.deleted_at is null and u.state is distinct from 'left'`.execute(ctx.db)
  if (rows[0]?.goes && !rows[0].stays) throw conflict('role.last_administrator')
}

/** The same for changes of users: those who become leavers. */
export const keepAdministratorAmong = (ctx: Context, drafts: readonly Draft[]): Promise<void> =>
  keepAdministrator(
    ctx,
    drafts
      .filter(({ values, before }) => before !== null && values.state === 'left' && before.state !== 'left')
      .map(draft => draft.id),
  )
