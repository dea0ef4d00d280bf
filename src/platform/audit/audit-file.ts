import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import { type ConsentKind, consentKind } from '../consent/consent-kind.ts'
import type { Database } from '../db/server.ts'
import { forbidden } from '../errors.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import { guardCell } from '../transfer/cell-prefix.ts'
import {
  type AuditFilter,
  type AuditGroup,
  type AuditLine,
  type AuditPlace,
  auditGroups,
  readAudit,
} from './audit-entries.ts'
import './words.ts'

const groups = Object.keys(auditGroups) as [AuditGroup, ...AuditGroup[]]

const askSchema = z.strictObject({
  userId: z.uuid().optional(),
  recordId: z.uuid().optional(),
  group: z.enum(groups).optional(),
  from: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
  object: z.string().max(60).optional(),
})

export type AuditAsk = z.output<typeof askSchema>

/** The log as a CSV file, of the lines that a filter leaves. */
export const auditFile = (placeOf: (ctx: Context) => AuditPlace): ConsentKind<AuditAsk> =>
  consentKind<AuditAsk>({
    kind: 'audit',
    right: 'export.consent',
    ask: askSchema,
    object: () => null,
    count: async (ctx, ask) => {
      let lines = 0
      for await (const page of pagesOf(placeOf(ctx), ask)) lines += page.length
      return lines
    },
    say: ctx => ({ what: translate(ctx.locale, 'consent.audit') }),
    open: async (ctx, ask) => ({
      name: 'audit.csv',
      type: 'text/csv; charset=utf-8',
      body: Readable.from(linesOf(ctx, placeOf(ctx), ask)),
    }),
  })

/** Where the log is, for whoever may read it. @throws Problem `forbidden` */
export const auditPlace =
  (control: () => Database) =>
  (ctx: Context): AuditPlace => {
    if (scopeOf(ctx.actor, 'audit.read') !== 'all') throw forbidden('audit.read')
    return { db: ctx.db as Database, control: control(), companyId: ctx.company.id }
  }

/** What was done, in words; a kind that has none stands as it is. */
export const auditWords = ({ locale }: Pick<Context, 'locale'>, kind: string): string => {
  const key = `audit.kinds.${kind.replaceAll('.', '_')}`
  return hasMessage(locale, key) ? translate(locale, key) : kind
}

const columns = ['at', 'user', 'kind', 'object', 'record', 'detail', 'ip', 'device'] as const

async function* linesOf(ctx: Context, place: AuditPlace, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${stringify([columns.map(column => translate(ctx.locale, `audit.columns.${column}`))])}`
  for await (const page of pagesOf(place, filter))
    if (page.length > 0) yield stringify(page.map(entry => cellsOf(ctx, entry).map(cell => guardCell(cell))))
}

async function* pagesOf(place: AuditPlace, filter: AuditFilter): AsyncGenerator<AuditLine[]> {
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readAudit>> = await readAudit(place, filter, { after, limit: 500 })
    yield page.entries
    after = page.next
  } while (after !== null)
}

const cellsOf = (ctx: Context, entry: AuditLine): string[] => [
  entry.at,
  entry.user?.title ?? '',
  auditWords(ctx, entry.kind),
  entry.object ?? '',
  entry.record?.title ?? entry.record?.id ?? '',
  entry.detail ? JSON.stringify(entry.detail) : '',
  entry.ip ?? '',
  entry.userAgent ?? '',
]
