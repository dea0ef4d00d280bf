import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Context } from '../records/context.ts'

/** One thing that must be answerable later. */
export interface AuditEntry {
  /** What happened: `signIn`, `export`, `field.unmasked`, `role.changed`, `user.viewAs.started` … */
  kind: string
  object?: string
  recordId?: string
  /** What else is known of it; never a secret and never a masked value. */
  detail?: Record<string, unknown>
  /** The address of whoever asked. */
  ip?: string
  correlationId?: string
}

/** Appends to the company's audit log as the actor of the context, in the context's transaction where it is one. */
export async function writeAudit(ctx: Pick<Context, 'db' | 'actor' | 'now'>, entry: AuditEntry): Promise<void> {
  const { kind, object, recordId, detail, ip, correlationId } = entry
  // Whoever looks as somebody else is himself in the log.
  const userId = ctx.actor.viewedBy?.userId ?? ctx.actor.userId
  await sql`
    insert into audit_log (id, at, user_id, actor_kind, kind, object, record_id, detail, ip, correlation_id)
    values (${newId()}::uuid, ${ctx.now().toISOString()}::timestamptz, ${userId}::uuid, ${ctx.actor.kind}, ${kind},
      ${object ?? null}, ${recordId ?? null}::uuid, ${detail ? JSON.stringify(detail) : null}::jsonb, ${ip ?? null},
      ${correlationId ?? null})`.execute(ctx.db)
}

/** Where a request came from, for its audit entries. */
export const originOf = (request: { ip: string; id: string }): Pick<AuditEntry, 'ip' | 'correlationId'> => ({
  ip: request.ip,
  correlationId: request.id,
})
