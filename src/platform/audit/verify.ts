import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { digestOf, hashOf, type SealedLine } from './chain.ts'
import { type AuditHead, noteHead, sealAudit } from './seal.ts'

/** Why a line does not stand as it was sealed. */
export type AuditBreach = 'gap' | 'content' | 'detail' | 'scrubbed' | 'end' | 'head'

/** What a check of the chain found. */
export interface AuditVerdict {
  /** Lines that were looked at. */
  lines: number
  scrubbed: number
  head: AuditHead | null
  /** The first line that does not stand as it was sealed; null when all do. */
  broken: { position: string; id: string | null; breach: AuditBreach } | null
}

interface Place {
  db: Database
  control: Database
  companyId: string
}

/**
 * Seals what is new and then reckons the whole chain again from its first line, a few thousand lines at a time. Breaches: `gap` (a line is missing or was put
 * in), `content`, `detail` (changed), `scrubbed` (taken out without a receipt), `end` (the log ends before what was known of it in the control
 * database), `head` (the line at `expected`, which somebody kept elsewhere, is another one).
 */
export async function verifyAudit(place: Place, expected: AuditHead | null = null): Promise<AuditVerdict> {
  const newest = await sealAudit(place.db)
  const verdict = await checkChain(place, expected)
  if (verdict.broken === null && newest) await noteHead(place.control, place.companyId, newest)
  return verdict
}

/** The same without sealing: nothing is written. */
export async function checkChain(
  { db, control, companyId }: Place,
  expected: AuditHead | null = null,
): Promise<AuditVerdict> {
  const known = [await knownHead(control, companyId), expected].filter(head => head !== null)
  const walk = await walkChain(db, known)
  return { ...walk, broken: walk.broken ?? missingEnd(walk, known) }
}

const page = 5000

async function walkChain(db: Database, known: readonly AuditHead[]): Promise<AuditVerdict> {
  const walk: AuditVerdict = { lines: 0, scrubbed: 0, head: null, broken: null }
  for (;;) {
    const rows = await linesAfter(db, walk.head?.position ?? '0')
    for (const row of rows) {
      const breach = breachOf(row, walk.head, known)
      if (breach) return { ...walk, broken: { position: row.position, id: row.id, breach } }
      walk.lines += 1
      walk.scrubbed += row.scrubbedBy === null ? 0 : 1
      walk.head = { position: row.position, hash: row.hash }
    }
    if (rows.length < page) return walk
  }
}

function breachOf(row: Line, before: AuditHead | null, known: readonly AuditHead[]): AuditBreach | null {
  if (BigInt(row.position) !== BigInt(before?.position ?? 0) + 1n) return 'gap'
  if (!row.digest || !hashOf(before?.hash ?? null, row, row.digest).equals(row.hash)) return 'content'
  if (row.scrubbedBy === null && (!row.salt || !digestOf(row.salt, row.detail).equals(row.digest))) return 'detail'
  if (row.scrubbedBy !== null && !row.hasReceipt) return 'scrubbed'
  return known.some(head => head.position === row.position && !head.hash.equals(row.hash)) ? 'head' : null
}

const missingEnd = ({ head }: AuditVerdict, known: readonly AuditHead[]): AuditVerdict['broken'] => {
  const beyond = known.find(one => BigInt(one.position) > BigInt(head?.position ?? 0))
  return beyond ? { position: String(BigInt(head?.position ?? 0) + 1n), id: null, breach: 'end' } : null
}

interface Line extends SealedLine {
  hash: Buffer
  salt: Buffer | null
  digest: Buffer | null
  detail: string | null
  scrubbedBy: string | null
  hasReceipt: boolean
}

const linesAfter = async (db: Database, position: string): Promise<Line[]> => {
  const { rows } = await sql<Line>`
    select a.position::text as position, a.id, (extract(epoch from a.at) * 1000000)::bigint::text as stamp, a.user_id as "userId",
           a.actor_kind as "actorKind", a.kind, a.object, a.record_id as "recordId", a.ip, a.correlation_id as "correlationId",
           a.hash, a.salt, a.digest, a.detail::text as detail, a.scrubbed_by as "scrubbedBy",
           exists (select from erasure_receipts r where r.id = a.scrubbed_by) as "hasReceipt"
      from audit_log a where a.position > ${position}::bigint order by a.position limit ${page}`.execute(db)
  return rows
}

const knownHead = async (control: Database, companyId: string): Promise<AuditHead | null> => {
  const { rows } = await sql<AuditHead>`
    select position::text as position, hash from audit_heads where company_id = ${companyId}::uuid`.execute(control)
  return rows[0] ?? null
}
