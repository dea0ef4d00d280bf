import { type RawBuilder, sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { findActor } from '../access/load-actor.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { newId } from '../db/id.ts'
import type { Database, Queryable, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, notFound, Problem } from '../errors.ts'
import { notify } from '../notify/notify.ts'
import type { Context } from '../records/context.ts'
import type { ConsentKind } from './consent-kind.ts'
import './words.ts'

type Kinds = ReadonlyMap<string, ConsentKind>

/** A request as it stands. */
export interface ConsentRequest {
  id: string
  kind: string
  object: string | null
  ask: unknown
  rows: number
  reason: string
  /** `expired` is an approval that nobody used in time. */
  state: 'asked' | 'approved' | 'refused' | 'taken' | 'withdrawn' | 'expired'
  askedBy: { id: string; title: string }
  askedAt: string
  decidedBy: { id: string; title: string } | null
  decidedAt: string | null
  word: string | null
  expiresAt: string | null
  takenAt: string | null
}

const hoursOpen = 24

/**
 * Asks: keeps exactly what is asked and how many rows it is now, and tells everybody who may decide, in the transaction that `within` opens. Gives the
 * request's id.
 * @throws Problem whatever keeps the asker from it anyway; `consent.nobody` (422) where nobody else may decide
 */
export async function askConsent(
  ctx: Context & { db: Database },
  within: (work: (trx: Context & { db: Transaction }) => Promise<string>) => Promise<string>,
  { kind, ask, reason }: { kind: ConsentKind; ask: unknown; reason: string },
): Promise<string> {
  const rows = await kind.count(ctx, ask)
  const to = await deciders(ctx, kind.right)
  if (to.length === 0) throw new Problem(422, 'consent.nobody')
  return within(async trx => {
    const id = newId()
    await sql`
      insert into consent_requests (id, kind, object, ask, rows, reason, asked_by_id, asked_at)
      values (${id}::uuid, ${kind.kind}, ${kind.object(ask)}, ${JSON.stringify(ask)}::jsonb, ${rows}, ${reason},
        ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz)`.execute(trx.db)
    await writeAudit(trx, {
      kind: 'consent.asked',
      detail: { request: id, kind: kind.kind, object: kind.object(ask), rows },
    })
    const { what } = kind.say({ ...ctx, locale: ctx.company.locale }, ask)
    const params = { by: ctx.actor.name, what, rows }
    await notify(trx, {
      kind: 'consent.asked',
      to,
      about: { object: 'consentRequest', id },
      params,
      cause: `consent ${id} asked`,
    })
    return id
  })
}

/**
 * Approves or refuses, by somebody else, once.
 * @throws Problem 404 for what he may not see, `consent.own` (403), `consent.decided` (409)
 */
export async function decide(
  ctx: Context & { db: Database },
  kinds: Kinds,
  { id, state, word }: { id: string; state: 'approved' | 'refused'; word: string | null },
): Promise<void> {
  const request = await requestNamed(ctx, kinds, id)
  if (request.askedBy.id === ctx.actor.userId) throw new Problem(403, 'consent.own')
  await transaction(ctx.db, async db => {
    const trx = { ...ctx, db }
    const at = sql`${ctx.now().toISOString()}::timestamptz`
    const { rows } = await sql`
      update consent_requests set state = ${state}, decided_by_id = ${ctx.actor.userId}::uuid, decided_at = ${at}, word = ${word},
             expires_at = case when ${state} = 'approved' then ${at} + make_interval(hours => ${hoursOpen}) end
       where id = ${id}::uuid and state = 'asked' returning id`.execute(db)
    if (rows.length === 0) throw conflict('consent.decided')
    await writeAudit(trx, {
      kind: `consent.${state}`,
      object: 'user',
      recordId: request.askedBy.id,
      detail: { request: id, kind: request.kind, object: request.object, rows: request.rows },
    })
    const what = kinds.get(request.kind)?.say({ ...ctx, locale: ctx.company.locale }, request.ask).what ?? ''
    const params = { by: ctx.actor.name, what, rows: request.rows }
    const about = { object: 'consentRequest', id }
    await notify(trx, {
      kind: `consent.${state}`,
      to: [request.askedBy.id],
      about,
      params,
      cause: `consent ${id} ${state}`,
    })
  })
}

/** Takes back one's own request while nobody has decided. @throws Problem 404, `consent.decided` (409) */
export async function withdraw(ctx: Context & { db: Database }, kinds: Kinds, id: string): Promise<void> {
  const request = await requestNamed(ctx, kinds, id)
  if (request.askedBy.id !== ctx.actor.userId) throw notFound('consentRequest')
  await transaction(ctx.db, async db => {
    const { rows } = await sql`
      update consent_requests set state = 'withdrawn' where id = ${id}::uuid and state = 'asked' returning id`.execute(
      db,
    )
    if (rows.length === 0) throw conflict('consent.decided')
    await writeAudit({ ...ctx, db }, { kind: 'consent.withdrawn', detail: { request: id } })
  })
}

/**
 * Uses an approval up, in the caller's transaction: of several who try at the same moment one has it. Only who asked may, only for what he asked.
 * @throws Problem 404, `consent.not_approved`, `consent.taken`, `consent.expired` (409)
 */
export async function takeConsent(
  ctx: Context & { db: Transaction },
  id: string,
): Promise<{ ask: unknown; decidedBy: string }> {
  const at = sql`${ctx.now().toISOString()}::timestamptz`
  const { rows } = await sql<{ ask: unknown; decidedBy: string }>`
    update consent_requests set state = 'taken', taken_at = ${at}
     where id = ${id}::uuid and asked_by_id = ${ctx.actor.userId}::uuid and state = 'approved' and expires_at > ${at}
    returning ask, decided_by_id as "decidedBy"`.execute(ctx.db)
  if (!rows[0]) throw await whyNot(ctx, id)
  await writeAudit(ctx, { kind: 'consent.taken', detail: { request: id } })
  return rows[0]
}

const whyNot = async (ctx: Context, id: string): Promise<Problem> => {
  const { rows } = await sql<{ state: string }>`
    select state from consent_requests where id = ${id}::uuid and asked_by_id = ${ctx.actor.userId}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) return notFound('consentRequest')
  if (rows[0].state === 'taken') return conflict('consent.taken')
  return conflict(rows[0].state === 'approved' ? 'consent.expired' : 'consent.not_approved')
}

/** One request that the actor made or may decide. @throws Problem 404 */
export async function requestNamed(ctx: Context, kinds: Kinds, id: string): Promise<ConsentRequest> {
  const [found] = await readRequests(ctx, sql`c.id = ${id}::uuid and (${own(ctx)} or ${decidable(ctx, kinds)})`, 1)
  if (!found) throw notFound('consentRequest')
  return found
}

/** Those that wait for the actor, those that he made, and those on which he decided: the newest. */
export async function listRequests(ctx: Context, kinds: Kinds): Promise<ConsentRequest[]> {
  return readRequests(ctx, sql`${own(ctx)} or ${decidable(ctx, kinds)}`, 200)
}

/** Those that wait for the actor: made by others and to be decided by him. */
export async function waitingRequests(ctx: Context, kinds: Kinds): Promise<ConsentRequest[]> {
  return readRequests(ctx, sql`c.state = 'asked' and not ${own(ctx)} and ${decidable(ctx, kinds)}`, 100)
}

/** Whether anything can wait for the actor at all. */
export const decidesSomething = (ctx: Context, kinds: Kinds): boolean =>
  [...kinds.values()].some(({ right }) => isWithin(ctx, right))

const isWithin = (ctx: Context, right: string): boolean => {
  const owners = ownersWithin(ctx.actor, right)
  return owners === 'all' || owners.length > 0
}

const own = (ctx: Context): RawBuilder<boolean> => sql<boolean>`(c.asked_by_id = ${ctx.actor.userId}::uuid)`

const decidable = (ctx: Context, kinds: Kinds): RawBuilder<boolean> => {
  const parts = [...Map.groupBy(kinds.values(), kind => kind.right)].map(([right, some]) => {
    const owners = ownersWithin(ctx.actor, right)
    const names = some.map(kind => kind.kind)
    return owners === 'all'
      ? sql<boolean>`c.kind = any(${names}::text[])`
      : sql<boolean>`(c.kind = any(${names}::text[]) and c.asked_by_id = any(${[...owners]}::uuid[]))`
  })
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}

const readRequests = async (ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<ConsentRequest[]> => {
  const at = sql`${ctx.now().toISOString()}::timestamptz`
  const { rows } = await sql<ConsentRequest>`
    select c.id, c.kind, c.object, c.ask, c.rows, c.reason,
           case when c.state = 'approved' and c.expires_at <= ${at} then 'expired' else c.state end as state,
           json_build_object('id', a.id, 'title', a.name) as "askedBy", c.asked_at as "askedAt",
           case when d.id is not null then json_build_object('id', d.id, 'title', d.name) end as "decidedBy",
           c.decided_at as "decidedAt", c.word, c.expires_at as "expiresAt", c.taken_at as "takenAt"
      from consent_requests c join users a on a.id = c.asked_by_id left join users d on d.id = c.decided_by_id
     where ${where} order by c.asked_at desc, c.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Who may decide on what this actor asks: not he himself, nobody who has left. */
async function deciders(ctx: Context & { db: Database }, right: ConsentKind['right']): Promise<string[]> {
  const ids = await holdersOf(ctx.db, right)
  const actors = await Promise.all(ids.filter(id => id !== ctx.actor.userId).map(id => findActor(ctx.db, id, 'person')))
  return actors.flatMap(actor => {
    const owners = actor ? ownersWithin(actor, right) : []
    const reaches = owners === 'all' || owners.includes(ctx.actor.userId ?? '')
    return actor?.userId && reaches ? [actor.userId] : []
  })
}

const holdersOf = async (db: Queryable, right: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct u.id from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
     where u.deleted_at is null and u.state is distinct from 'left'
       and (r.grants ? ${right} or r.grants ? ${`${right.split('.')[0]}.*`} or r.grants ? '*') limit 500`.execute(db)
  return rows.map(row => row.id)
}
