import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { digestOf, hashOf, type SealedLine } from './chain.ts'

/** Where the chain stands. */
export interface AuditHead {
  position: string
  hash: Buffer
}

/**
 * Seals every line that was written since the last time: gives each its position and the hash over it and its predecessor. Whoever writes a line
 * waits for nobody; one at a time seals, a second one waits. Gives where the chain stands then, null for an empty log.
 */
export async function sealAudit(db: Database): Promise<AuditHead | null> {
  for (;;) {
    const { head, isAll } = await transaction(db, trx => sealSome(trx), { statementTimeoutMs: 60_000 })
    if (isAll) return head
  }
}

/** The same within somebody's transaction, for whoever is about to scrub what stands in the log. */
export async function sealAllWithin(trx: Transaction): Promise<void> {
  while (!(await sealSome(trx)).isAll);
}

/** Notes in the control database how far a company's log is sealed; it never goes back. */
export async function noteHead(control: Database, companyId: string, head: AuditHead): Promise<void> {
  await sql`
    insert into audit_heads (company_id, position, hash) values (${companyId}::uuid, ${head.position}::bigint, ${head.hash})
    on conflict (company_id) do update set position = excluded.position, hash = excluded.hash, sealed_at = now()
      where audit_heads.position < excluded.position`.execute(control)
}

const atOnce = 1000
/** Any number: the lock under which one seals. */
const sealLock = 7_240_024

const sealSome = async (trx: Transaction): Promise<{ head: AuditHead | null; isAll: boolean }> => {
  await sql`select pg_advisory_xact_lock(${sealLock})`.execute(trx)
  const { rows: ends } = await sql<AuditHead>`
    select a.position::text as position, a.hash from audit_log a where a.position is not null order by a.position desc limit 1`.execute(
    trx,
  )
  let head = ends[0] ?? null
  const { rows } = await sql<Omit<SealedLine, 'position'> & { detail: string | null }>`
    select id, (extract(epoch from at) * 1000000)::bigint::text as stamp, user_id as "userId", actor_kind as "actorKind", kind, object,
           record_id as "recordId", detail::text as detail, ip, correlation_id as "correlationId"
      from audit_log where position is null order by at, id limit ${atOnce}`.execute(trx)
  const seals = rows.map(({ detail, ...line }) => {
    const salt = randomBytes(16)
    const digest = digestOf(salt, detail)
    const position = String(BigInt(head?.position ?? 0) + 1n)
    const hash = hashOf(head?.hash ?? null, { ...line, position }, digest)
    head = { position, hash }
    return { id: line.id, position, salt, digest, hash }
  })
  if (seals.length > 0)
    await sql`
      update audit_log a set position = s.position, hash = decode(s.hash, 'hex'), salt = decode(s.salt, 'hex'), digest = decode(s.digest, 'hex')
        from unnest(${seals.map(seal => seal.id)}::uuid[], ${seals.map(seal => seal.position)}::bigint[],
          ${seals.map(seal => seal.hash.toString('hex'))}::text[], ${seals.map(seal => seal.salt.toString('hex'))}::text[],
          ${seals.map(seal => seal.digest.toString('hex'))}::text[]) as s (id, position, hash, salt, digest)
       where a.id = s.id`.execute(trx)
  return { head, isAll: rows.length < atOnce }
}
