import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'
import { conflict, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { ErasureReceipt } from './erase-person.ts'
import './words.ts'

/** An erasure as far as it is. Nothing in it says whose data they were but the record's id. */
export interface Erasure {
  id: string
  object: string
  recordId: string
  state: 'running' | 'done' | 'stopped' | 'failed'
  /** Somebody has asked it to end; it ends at the next table, with nothing done. */
  isStopped: boolean
  /** Tables gone through, of all. */
  done: number
  total: number
  /** Rows in which something of the person stood. */
  found: number
  /** Why it failed, in the reader's language. */
  problem: { code: string; message: string } | null
  receipts: ErasureReceipt[]
  by: { id: string; title: string }
  createdAt: string
  endedAt: string | null
}

/** Why an erasure failed, as it is kept. */
export interface KeptProblem {
  code: string
  params?: Record<string, unknown>
}

/** What is to be erased, by the words of whoever asked. */
export interface ErasureAsk {
  object: string
  id: string
  reason: string
  consent: string | null
}

/** Begins an erasure, in the caller's transaction; a company has one at a time. @throws Problem `personal.erasure_running` (409) */
export async function openErasure(ctx: Context, { object, id, reason, consent }: ErasureAsk): Promise<Erasure> {
  const { rows } = await sql<{ id: string }>`
    insert into erasure_runs (id, object, record_id, reason, consent_id, user_id, created_at)
    values (${newId()}::uuid, ${object}, ${id}::uuid, ${reason}, ${consent}::uuid, ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz)
    on conflict (state) where state = 'running' do nothing returning id`.execute(ctx.db)
  if (!rows[0]) throw conflict('personal.erasure_running')
  return readErasure(ctx, rows[0].id)
}

/** @throws Problem 404 */
export async function readErasure(ctx: Context, id: string): Promise<Erasure> {
  const [found] = isId(id) ? await erasures(ctx, sql`where r.id = ${id}::uuid`) : []
  if (!found) throw notFound('erasure')
  return found
}

/** The latest, newest first. */
export const latestErasures = (ctx: Context): Promise<Erasure[]> =>
  erasures(ctx, sql`order by r.created_at desc, r.id desc limit 20`)

/** The one that goes on, if one does. */
export async function runningErasure(db: Queryable): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from erasure_runs where state = 'running'`.execute(db)
  return rows[0]?.id ?? null
}

/** Asks an erasure to end. Whoever comes while it is being committed waits for that and finds it done. */
export async function askToStop(db: Queryable, id: string): Promise<void> {
  await sql`update erasure_runs set is_stopped = true where id = ${id}::uuid and state = 'running'`.execute(db)
}

async function erasures(ctx: Context, which: ReturnType<typeof sql>): Promise<Erasure[]> {
  const { rows } = await sql<Omit<Erasure, 'problem'> & { problem: KeptProblem | null }>`
    select r.id, r.object, r.record_id as "recordId", r.state, r.is_stopped as "isStopped", r.done, r.total, r.found, r.problem,
      coalesce((select json_agg(json_build_object('id', e.id, 'object', e.object, 'recordId', e.record_id, 'counts', e.counts) order by e.id)
        from erasure_receipts e where e.id = any(r.receipts)), '[]'::json) as receipts,
      json_build_object('id', u.id, 'title', u.name) as by, r.created_at as "createdAt", r.ended_at as "endedAt"
    from erasure_runs r join users u on u.id = r.user_id ${which}`.execute(ctx.db)
  return rows.map(({ problem, createdAt, endedAt, ...row }) => ({
    ...row,
    problem: problem && { code: problem.code, message: wordsOf(ctx, problem) },
    createdAt: new Date(createdAt).toISOString(),
    endedAt: endedAt && new Date(endedAt).toISOString(),
  }))
}

const wordsOf = ({ locale }: Context, { code, params }: KeptProblem): string =>
  translate(
    locale,
    hasMessage(locale, `problems.${code}`) ? `problems.${code}` : 'problems.personal.erasure_failed',
    params,
  )
