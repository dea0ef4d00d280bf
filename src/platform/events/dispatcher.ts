import { sql } from 'kysely'
import type { Logger } from 'pino'
import { systemActor } from '../access/actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { prepareMonths } from '../history/months.ts'
import type { Changes } from '../live/live-channel.ts'
import type { Json } from '../objects/index.ts'
import type { Assembly } from '../records/assembly.ts'
import type { Company } from '../records/context.ts'
import type { DomainEvent, Subscriber } from '../records/module.ts'

/** Tells committed events to their subscribers. */
export interface Dispatcher {
  start(): void
  /** Ends after the event in hand. */
  stop(): Promise<void>
  /** Tells all events of a company that wait now; gives how many. For tests and the operator. */
  drain(companyId: string): Promise<number>
}

const pollMs = 1000
const batch = 100
const dayMs = 86_400_000
const toldKeptDays = 7
const longestWaitSeconds = 3600

/**
 * Polls each company's outbox once a second. Rows are taken with `for update skip locked`, never by "id greater than", since ids do not
 * commit in their order; a subscriber's effect and its mark commit together, so it acts once. One that fails is tried again, later and
 * later, and holds up nobody else.
 */
export function openDispatcher(parts: {
  companies: Companies
  assembly: Assembly
  log: Logger
  /** Told after commit what changed, so that live pages show it. */
  announce?: (changes: Changes) => Promise<void>
}): Dispatcher {
  const subscribers = parts.assembly.modules.flatMap(module => module.subscribers)
  let isStopping = false
  let running: Promise<void> = Promise.resolve()
  const drain = async (companyId: string): Promise<number> => {
    const { db, company } = await parts.companies.open(companyId)
    let told = 0
    for (;;) {
      const some = await tellSome({ ...parts, subscribers, db, company })
      told += some.length
      // What cannot be announced is no reason to tell it twice: pages read anew by themselves, only later.
      if (some.length > 0)
        await parts
          .announce?.({ company: companyId, ids: some })
          .catch(error => parts.log.warn({ err: error }, 'changes could not be announced'))
      if (some.length < batch || isStopping) return told
    }
  }
  const tidied = new Map<string, number>()
  const serve = async (companyId: string): Promise<void> => {
    await drain(companyId)
    if ((tidied.get(companyId) ?? 0) > Date.now()) return
    tidied.set(companyId, Date.now() + dayMs)
    await tidy((await parts.companies.open(companyId)).db)
  }
  const round = async (): Promise<void> => {
    for (const { id, state } of await parts.companies.list()) {
      if (isStopping) return
      if (state !== 'open') continue
      await serve(id).catch(error => parts.log.error({ err: error, company: id }, 'events could not be told'))
    }
  }
  const rounds = async (): Promise<void> => {
    while (!isStopping) {
      // A database that is away for a while ends a round, not the dispatcher.
      await round().catch(error => parts.log.error({ err: error }, 'a round of events broke off'))
      await new Promise<void>(done => setTimeout(done, pollMs).unref())
    }
  }
  return {
    drain,
    start: () => {
      running = rounds()
    },
    stop: async () => {
      isStopping = true
      await Promise.race([running, new Promise<void>(done => setTimeout(done, 2 * pollMs).unref())])
    },
  }
}

/** Once a day: the coming months of history get their partitions, and events told long ago go. */
async function tidy(db: Database): Promise<void> {
  await prepareMonths(db, new Date())
  await sql`delete from outbox where done_at < now() - make_interval(days => ${toldKeptDays})`.execute(db)
}

interface Telling {
  assembly: Assembly
  log: Logger
  subscribers: readonly Subscriber[]
  db: Database
  company: Company
}

/** One transaction: takes waiting events, tells each to whoever has not had it, marks. Gives what they were about. */
function tellSome(telling: Telling): Promise<Changes['ids']> {
  return transaction(telling.db, async trx => {
    const { rows } = await sql<
      Omit<DomainEvent, 'recordId' | 'userId'> & {
        record_id: string
        user_id: string | null
        payload: Record<string, Json>
        attempts: number
      }
    >`
      select id, name, object, record_id, user_id, payload, attempts from outbox
      where done_at is null and next_at <= now() order by next_at limit ${batch} for update skip locked`.execute(trx)
    const told: string[] = []
    for (const { record_id: recordId, user_id: userId, attempts, ...row } of rows) {
      const error = await tell(telling, trx, { ...row, recordId, userId })
      if (error === null) told.push(row.id)
      else
        await sql`update outbox set attempts = attempts + 1, error = ${error},
            next_at = now() + make_interval(secs => ${Math.min(2 ** attempts, longestWaitSeconds)}) where id = ${row.id}`.execute(
          trx,
        )
    }
    if (told.length > 0)
      await sql`update outbox set done_at = now(), error = null where id = any(${told}::uuid[])`.execute(trx)
    return rows.map(row => [row.object, row.object === 'notice' ? String(row.payload.to) : row.record_id] as const)
  })
}

const hears = ({ event: wanted }: Subscriber, event: DomainEvent): boolean =>
  typeof wanted === 'string' ? wanted === event.name : wanted(event)

/** Gives what went wrong, or null. A subscriber's failure undoes its own effect alone, and the others are told. */
async function tell(telling: Telling, trx: Transaction, event: DomainEvent): Promise<string | null> {
  let failure: string | null = null
  for (const subscriber of telling.subscribers.filter(one => hears(one, event))) {
    const marked = await sql`insert into outbox_marks (event_id, subscriber) values (${event.id}, ${subscriber.name})
      on conflict do nothing returning subscriber`.execute(trx)
    if (marked.rows.length === 0) continue
    await sql`savepoint telling`.execute(trx)
    try {
      const ctx = await telling.assembly.contextOf({
        db: trx,
        company: telling.company,
        actor: systemActor(subscriber.name),
        batch: null,
        reason: event.name,
        locale: telling.company.locale,
        now: () => new Date(),
      })
      await subscriber.handle(ctx, event)
      await sql`release savepoint telling`.execute(trx)
    } catch (error) {
      await sql`rollback to savepoint telling`.execute(trx)
      await sql`delete from outbox_marks where event_id = ${event.id} and subscriber = ${subscriber.name}`.execute(trx)
      telling.log.error({ err: error, event: event.name, subscriber: subscriber.name }, 'a subscriber failed')
      failure = error instanceof Error ? error.message : String(error)
    }
  }
  return failure
}
