import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { originOf, writeAudit } from '#platform/audit/write-audit.ts'
import { newId } from '#platform/db/id.ts'
import { conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, text, uuid } from '#platform/http/shapes.ts'
import { dayAt } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import { closingLock } from './closed-months.ts'

const month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/)
const closing = z.strictObject({ month, legalEntity: uuid.nullish(), reason: z.string().trim().max(500).optional() })
const reopening = z.strictObject({ reason: z.string().trim().max(500) })
const answer = z.object({
  year: text,
  legalEntities: z.array(named),
  closed: z.array(
    z.object({
      id: uuid,
      month: text,
      legalEntity: named.nullable(),
      closedAt: instant,
      closedBy: named,
      reason: text.nullable(),
    }),
  ),
})
const right = 'month.close'

/**
 * `GET /api/closed-months?year=`, `POST /api/closed-months` `{ month, legalEntity?, reason? }` and `POST /api/closed-months/:id/reopen`
 * `{ reason }`: which months are closed, of all legal entities or of one, with the right `month.close`. Each stands in the audit log.
 */
export function closingRoutes(server: ApiServer): void {
  server.get<{ Querystring: { year?: string } }>(
    '/api/closed-months',
    says({ id: 'documents.months', query: { year: z.string().regex(/^\d{4}$/) }, answer, right }),
    async request => {
      const ctx = await allowed(request)
      return closedIn(ctx, yearOf(ctx, request.query.year))
    },
  )
  server.post(
    '/api/closed-months',
    says({ id: 'documents.closeMonth', body: closing, example: { month: '2026-01' }, answer, right }),
    async request => {
      const ctx = await allowed(request)
      const given = parseBody(closing, request.body)
      await inTransaction(ctx, async trx => {
        await close(trx, given)
        await writeAudit(trx, { kind: 'month.closed', detail: { ...given }, ...originOf(request) })
      })
      return closedIn(ctx, given.month.slice(0, 4))
    },
  )
  server.post<{ Params: { id: string } }>(
    '/api/closed-months/:id/reopen',
    says({ id: 'documents.reopenMonth', body: reopening, example: { reason: '补录漏记的回款' }, answer, right }),
    async request => {
      const ctx = await allowed(request)
      const { reason } = parseBody(reopening, request.body)
      if (reason === '') throw invalid([{ path: 'reason', code: 'month.reason_needed' }])
      const opened = await inTransaction(ctx, async trx => {
        const gone = await reopen(trx, request.params.id)
        const detail = { month: gone.month, legalEntity: gone.legalEntity, reason }
        await writeAudit(trx, { kind: 'month.reopened', detail, ...originOf(request) })
        return gone
      })
      return closedIn(ctx, opened.month.slice(0, 4))
    },
  )
}

async function allowed(request: Parameters<typeof contextOf>[0]): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, right)) throw forbidden(right)
  return ctx
}

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)

const yearOf = (ctx: Context, asked: string | undefined): string =>
  asked && /^(19|20)\d\d$/.test(asked) ? asked : today(ctx).slice(0, 4)

async function closedIn(ctx: Context, year: string): Promise<z.output<typeof answer>> {
  const { rows: entities } = await sql<{ id: string; title: string }>`
    select id, name as title from legal_entities where deleted_at is null and state = 'active' order by name, id`.execute(
    ctx.db,
  )
  const { rows } = await sql<{
    id: string
    month: string
    at: string
    reason: string | null
    entity: { id: string; title: string } | null
    by: { id: string; title: string }
  }>`
    select c.id, to_char(c.month, 'YYYY-MM') as month, c.closed_at as at, c.reason,
      case when e.id is not null then json_build_object('id', e.id, 'title', e.name) end as entity,
      json_build_object('id', u.id, 'title', u.name) as by
    from closed_months c left join legal_entities e on e.id = c.legal_entity_id join users u on u.id = c.closed_by_id
    where extract(year from c.month) = ${Number(year)} order by c.month, e.name nulls first, c.id`.execute(ctx.db)
  return {
    year,
    legalEntities: entities,
    closed: rows.map(row => ({
      id: row.id,
      month: row.month,
      legalEntity: row.entity,
      closedAt: new Date(row.at).toISOString(),
      closedBy: row.by,
      reason: row.reason,
    })),
  }
}

async function close(ctx: Context, given: z.output<typeof closing>): Promise<void> {
  if (given.month > today(ctx).slice(0, 7)) throw conflict('month.not_begun', { month: given.month })
  const entity = given.legalEntity ?? null
  if (entity) await assertEntity(ctx, entity)
  await sql`select pg_advisory_xact_lock(${closingLock})`.execute(ctx.db)
  const day = `${given.month}-01`
  const { rows } = await sql<{ id: string }>`
    select id from closed_months where month = ${day}::date
      and (legal_entity_id is null or legal_entity_id is not distinct from ${entity}::uuid)`.execute(ctx.db)
  if (rows.length > 0) throw conflict('month.closed_already', { month: given.month })
  await sql`
    insert into closed_months (id, month, legal_entity_id, closed_at, closed_by_id, reason)
    values (${newId()}::uuid, ${day}::date, ${entity}::uuid, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid,
      ${given.reason || null})`.execute(ctx.db)
}

async function assertEntity(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from legal_entities where id = ${id}::uuid and deleted_at is null`.execute(ctx.db)
  if (rows.length === 0) throw invalid([{ path: 'legalEntity', code: 'field.no_such_record' }])
}

async function reopen(ctx: Context, id: string): Promise<{ month: string; legalEntity: string | null }> {
  if (!uuid.safeParse(id).success) throw notFound('month')
  const { rows } = await sql<{ month: string; legalEntity: string | null }>`
    delete from closed_months where id = ${id}::uuid
    returning to_char(month, 'YYYY-MM') as month, legal_entity_id as "legalEntity"`.execute(ctx.db)
  if (!rows[0]) throw notFound('month')
  return rows[0]
}
