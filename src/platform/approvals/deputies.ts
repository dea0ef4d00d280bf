import { sql } from 'kysely'
import { invalid } from '../errors.ts'
import type { Context } from '../records/context.ts'

/** Who decides for the actor while he is on leave; null when he named nobody. */
export async function readDeputy(ctx: Context): Promise<{ id: string; title: string } | null> {
  const { rows } = await sql<{ id: string; title: string }>`select u.id, u.name as title from approval_deputies d
    join users u on u.id = d.deputy_id where d.user_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
  return rows[0] ?? null
}

/** Names the actor's deputy, or nobody. @throws Problem `invalid` for himself or somebody who is not there */
export async function setDeputy(ctx: Context, deputy: string | null): Promise<void> {
  if (deputy === ctx.actor.userId) throw invalid([{ path: 'user', code: 'approval.own_deputy' }])
  if (deputy === null) {
    await sql`delete from approval_deputies where user_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
    return
  }
  const { numAffectedRows } = await sql`insert into approval_deputies (user_id, deputy_id, set_at)
    select ${ctx.actor.userId}::uuid, id, ${ctx.now().toISOString()}::timestamptz from users
      where id = ${deputy}::uuid and deleted_at is null and state is distinct from 'left'
    on conflict (user_id) do update set deputy_id = excluded.deputy_id, set_at = excluded.set_at`.execute(ctx.db)
  if (Number(numAffectedRows ?? 0) === 0) throw invalid([{ path: 'user', code: 'field.no_such_record' }])
}
