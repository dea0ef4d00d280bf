import { sql } from 'kysely'
import { type AuditEntry, writeAudit } from '../audit/write-audit.ts'
import { charge, nextDay } from '../consent/daily-uses.ts'
import { readDataRules } from '../consent/data-rules.ts'
import '../consent/words.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { badRequest, forbidden, notFound, Problem } from '../errors.ts'
import { clockAt } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { may } from './actor.ts'
import { isMasked, maySeeField } from './readable.ts'
import { tableOf, visible } from './visible.ts'

/**
 * The value of a masked field in clear. Each reading leaves a row in the audit log before it is answered.
 * @throws Problem 404 for a record or field that is not there for the actor; 403 without `<object>.unmask` over the record, and for whoever
 * only looks as somebody else; `unmask.limit` (429) when he has had as many shown today as the company allows one person
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
  // Used up, written down and read together: whoever asks fifty times at once gets no more than he may.
  return transaction(ctx.db as Database, async db => {
    const trx = { ...ctx, db }
    await chargeOne(trx)
    await writeAudit(trx, { kind: 'field.unmasked', object: object.name, recordId: id, detail: { field }, ...origin })
    // Without roles nothing is said of fields, so this one reading shows all of them; only the one asked for goes out.
    const clear = await get({ ...trx, actor: { ...ctx.actor, roles: [] } }, object, id)
    if (!(field in clear)) throw notFound('field')
    return clear[field] ?? null
  })
}

/** One of those that the actor may have shown today. */
async function chargeOne(ctx: Context): Promise<void> {
  const { unmaskLimit: limit } = await readDataRules(ctx.db)
  if (limit === null || (await charge(ctx, { kind: 'unmask', amount: 1, limit })) !== null) return
  const again = nextDay(ctx)
  const clock = clockAt(again, ctx.company.timeZone)?.slice(0, 16).replace('T', ' ') ?? again.toISOString()
  throw new Problem(429, 'unmask.limit', {
    params: { limit, at: clock },
    details: { again: again.toISOString(), retryAfter: Math.ceil((again.getTime() - ctx.now().getTime()) / 1000) },
  })
}
