import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { systemActor } from '../access/actor.ts'
import { newId } from '../db/id.ts'
import type { Context } from './context.ts'

/** What is done together and can be taken back as one. */
export interface NewBatch {
  /** `import`, `bulk`, `undo`, `merge` … */
  kind: string
  object: string
  reason?: string | null
  /** The batch that this one takes back. */
  undoes?: string
}

/** Opens a batch; changes go into it by `{ ...ctx, batch: id }`. */
export async function openBatch(ctx: Context, { kind, object, reason, undoes }: NewBatch): Promise<string> {
  const id = newId()
  await sql`insert into batches (id, kind, object, user_id, reason, created_at, undoes_id)
    values (${id}, ${kind}, ${object}, ${ctx.actor.userId}::uuid, ${reason ?? null}, ${ctx.now().toISOString()}::timestamptz, ${undoes ?? null}::uuid)`.execute(
    ctx.db,
  )
  return id
}

/**
 * Whoever undoes what he did reaches it also where his own change took it out of his sight (handed to a colleague, a field hidden since):
 * he puts things back as they were, and nothing else. History names him.
 */
export const asUndoer = (actor: Actor): Actor => ({
  ...systemActor(actor.name),
  kind: actor.kind,
  userId: actor.userId,
  departmentId: actor.departmentId,
})
