import { z } from 'zod'
import type { Companies } from '../companies/companies.ts'
import { sendFile } from '../consent/send-file.ts'
import { invalid } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import { anything, instant, named, next, text, uuid, whole } from '../http/shapes.ts'
import { type AuditFilter, type AuditGroup, auditGroups, isAuditCursor, readAudit } from './audit-entries.ts'
import { type AuditAsk, auditFile, auditPlace, auditWords } from './audit-file.ts'
import { headText, readHead } from './chain.ts'
import { verifyAudit } from './verify.ts'
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

/** `GET /api/audit` and `/api/audit/export.csv`: what was done in the company, and `POST /api/audit/verify`: whether it stands as it was written; for whoever has the right `audit.read` over everybody. */
export function auditRoutes(server: ApiServer, companies: Companies): void {
  const placeOf = auditPlace(companies.pools.control)
  const file = auditFile(placeOf)

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
      return { entries: entries.map(entry => ({ ...entry, said: auditWords(ctx, entry.kind) })), next }
    },
  )

  server.get(
    '/api/audit/export.csv',
    says({ id: 'audit.export', cost: 'export', query: querySchema.shape, file: 'text/csv', right: 'audit.read' }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      placeOf(ctx)
      const { filter } = read(request.query)
      return sendFile(ctx, reply, file, filter as AuditAsk)
    },
  )

  // Sealing before looking writes nothing that is not there; a look may be repeated.
  server.post(
    '/api/audit/verify',
    says({
      id: 'audit.verify',
      isHarmlessTwice: true,
      cost: 'report',
      body: verifySchema,
      example: {},
      answer: verdictAnswer,
      right: 'audit.read',
    }),
    async request => {
      const ctx = await contextOf(request)
      const place = placeOf(ctx)
      const { expected } = parseBody(verifySchema, request.body ?? {})
      const head = expected === undefined ? null : readHead(expected)
      if (expected !== undefined && !head) throw invalid([{ path: 'expected', code: 'audit.no_head' }])
      const verdict = await verifyAudit(place, head)
      return { ...verdict, head: verdict.head && headText(verdict.head) }
    },
  )
}

const verifySchema = z.strictObject({ expected: z.string().max(100).optional() })

const verdictAnswer = z.object({
  lines: whole,
  scrubbed: whole,
  head: text.nullable(),
  broken: z
    .object({
      position: text,
      id: uuid.nullable(),
      breach: z.enum(['gap', 'content', 'detail', 'scrubbed', 'end', 'head']),
    })
    .nullable(),
})

const read = (query: unknown): { filter: AuditFilter; after: string | null; limit: number } => {
  const { user, record, after = null, limit, ...rest } = parseBody(querySchema, { ...(query as object) })
  return { filter: { userId: user, recordId: record, ...rest }, after, limit }
}
