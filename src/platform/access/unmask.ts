import { sql } from 'kysely'
import { writeAudit, type AuditEntry } from '../audit/write-audit.ts'
import { badRequest, forbidden, notFound, Problem } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { may } from './actor.ts'
import { isMasked, maySeeField } from './readable.ts'
import { tableOf, visible } from './visible.ts'

/**
 * The value of a masked field in clear. Each reading leaves a row in the audit log before it is answered.
 * @throws Problem 404 for a record or field that is not there for the actor; 403 without `<object>.unmask` over the record, and for whoever
 * only looks as somebody else
 */
export async function unmask(
  ctx: Context,
  object: ObjectDefinition,
  { id, field, origin }: { id: string; field: string; origin: Pick<AuditEntry, 'ip' | 'correlationId'> },
): Promise<unknown> {
  const record = await get(ctx, object, id)
  if (!maySeeField(ctx, object, field)) throw badRequest('filter.unknown_field', { field })
  if (!isMasked(ctx, object, field)) return record[field] ?? null
  if (ctx.actor.viewedBy) throw new Problem(403, 'view_as.read_only')
  const { rows } = await sql`select from ${sql.table(tableOf(object))} t
    where t.id = ${id}::uuid and ${visible(ctx, object, 't', 'unmask')}`.execute(ctx.db)
  if (!may(ctx.actor, `${object.name}.unmask`) || rows.length === 0) throw forbidden(`${object.name}.unmask`)
  await writeAudit(ctx, { kind: 'field.unmasked', object: object.name, recordId: id, detail: { field }, ...origin })
  // Without roles nothing is said of fields, so this one reading shows all of them; only the one asked for goes out.
  const clear = await get({ ...ctx, actor: { ...ctx.actor, roles: [] } }, object, id)
  if (!(field in clear)) throw notFound('field')
  return clear[field] ?? null
}
