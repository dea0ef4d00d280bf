import { anything, instant, named, next, text, uuid } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { forbidden } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import { guardCell } from '../transfer/cell-prefix.ts'
import {
  type AuditFilter,
  type AuditGroup,
  type AuditLine,
  type AuditPlace,
  auditGroups,
  isAuditCursor,
  readAudit,
} from './audit-entries.ts'
import { watermarkName } from './watermark.ts'
import './words.ts'

const groups = Object.keys(auditGroups) as [AuditGroup, ...AuditGroup[]]

const querySchema = z.strictObject({
  user: z.string().refine(isId, 'field.wrong_form').optional(),
  group: z.enum(groups).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  object: z.string().max(60).optional(),
  record: z.string().refine(isId, 'field.wrong_form').optional(),
  after: z.string().refine(isAuditCursor, 'field.wrong_form').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const auditAnswer = z.object({
  entries: z.array(
    z.object({
      id: text,
      at: instant,
      kind: text,
      said: text,
      user: named.nullable(),
      actorKind: text,
      object: text.nullable(),
      record: z.object({ id: uuid, title: text.nullable() }).nullable(),
      detail: anything.nullable(),
      ip: text.nullable(),
      userAgent: text.nullable(),
    }),
  ),
  next,
})

/** `GET /api/audit` and `/api/audit/export.csv`: what was done in the company, for whoever has the right `audit.read` over everybody. */
export function auditRoutes(server: ApiServer, companies: Companies): void {
  const placeOf = (ctx: Context): AuditPlace => {
    if (scopeOf(ctx.actor, 'audit.read') !== 'all') throw forbidden('audit.read')
    return { db: ctx.db as Database, control: companies.pools.control(), companyId: ctx.company.id }
  }

  // What everybody's own pages show, when the company wants them marked.
  server.get(
    '/api/watermark',
    says({ id: 'company.watermark', answer: z.object({ name: z.string().nullable() }) }),
    async request => {
      const ctx = await contextOf(request)
      return { name: ctx.company.watermark ? await watermarkName(ctx) : null }
    },
  )

  server.get(
    '/api/audit',
    says({ id: 'audit.list', query: querySchema.shape, answer: auditAnswer, right: 'audit.read' }),
    async request => {
      const ctx = await contextOf(request)
      const place = placeOf(ctx)
      const { filter, after, limit } = read(request.query)
      const { entries, next } = await readAudit(place, filter, { after, limit })
      return { entries: entries.map(entry => ({ ...entry, said: wordsOf(ctx, entry.kind) })), next }
    },
  )

  server.get(
    '/api/audit/export.csv',
    says({ id: 'audit.export', cost: 'export', query: querySchema.shape, file: 'text/csv', right: 'audit.read' }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const place = placeOf(ctx)
      const { filter } = read(request.query)
      return reply
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .type('text/csv; charset=utf-8')
        .send(Readable.from(lines(ctx, place, filter)))
    },
  )
}

const read = (query: unknown): { filter: AuditFilter; after: string | null; limit: number } => {
  const { user, record, after = null, limit, ...rest } = parseBody(querySchema, { ...(query as object) })
  return { filter: { userId: user, recordId: record, ...rest }, after, limit }
}

const columns = ['at', 'user', 'kind', 'object', 'record', 'detail', 'ip', 'device'] as const

async function* lines(ctx: Context, place: AuditPlace, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${stringify([columns.map(column => translate(ctx.locale, `audit.columns.${column}`))])}`
  let after: string | null = null
  do {
    const { entries, next }: Awaited<ReturnType<typeof readAudit>> = await readAudit(place, filter, {
      after,
      limit: 200,
    })
    if (entries.length > 0) yield stringify(entries.map(entry => cellsOf(ctx, entry).map(cell => guardCell(cell))))
    after = next
  } while (after !== null)
}

const cellsOf = (ctx: Context, entry: AuditLine): string[] => [
  entry.at,
  entry.user?.title ?? '',
  wordsOf(ctx, entry.kind),
  entry.object ?? '',
  entry.record?.title ?? entry.record?.id ?? '',
  entry.detail ? JSON.stringify(entry.detail) : '',
  entry.ip ?? '',
  entry.userAgent ?? '',
]

/** A kind that has no word of its own stands as it is. */
const wordsOf = ({ locale }: Context, kind: string): string => {
  const key = `audit.kinds.${kind.replaceAll('.', '_')}`
  return hasMessage(locale, key) ? translate(locale, key) : kind
}
