import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { Company } from '../records/context.ts'
import { type Carriers, deliverWaiting } from './deliver.ts'
import type { TimedNotice } from './notice-kinds.ts'
import { notifyAll } from './notify.ts'

/** Tells what is due, and sends what waits. */
export interface NoticeClock {
  start(): void
  stop(): Promise<void>
  /** One round in one company, now. For tests and the operator. */
  round(companyId: string): Promise<void>
}

const roundMs = 2000
const dueEveryMs = 15_000
const dayMs = 86_400_000
const keptDays = 180

/**
 * A clock that has stood still tells late what became due meanwhile, once: each cause is told once whoever tells it, so several processes
 * may each have a clock.
 */
export function openNoticeClock(parts: Carriers & { timed: readonly TimedNotice[] }): NoticeClock {
  const { companies, timed, log } = parts
  let isStopping = false
  let running: Promise<void> = Promise.resolve()
  const lookedAt = new Map<string, number>()
  const tidied = new Map<string, number>()

  const tellDue = async ({ db, company }: { db: Database; company: Company }): Promise<void> => {
    for (const one of timed)
      await transaction(db, async trx => {
        const actor = systemActor('clock')
        const start = { company, actor, batch: null, reason: one.name, locale: company.locale, now: () => new Date() }
        const ctx = await companies.contextOf({ ...start, db: trx })
        await notifyAll(ctx, await one.due(ctx))
      }).catch(error =>
        log.error({ err: error, company: company.id, notice: one.name }, 'what is due could not be told'),
      )
  }
  const serve = async (companyId: string, isPatient: boolean): Promise<void> => {
    const place = await companies.open(companyId)
    const now = Date.now()
    if (!isPatient || (lookedAt.get(companyId) ?? 0) + dueEveryMs <= now) {
      lookedAt.set(companyId, now)
      await tellDue(place)
    }
    await deliverWaiting(parts, place)
    if ((tidied.get(companyId) ?? 0) > now) return
    tidied.set(companyId, now + dayMs)
    await tidy(place.db)
  }
  const rounds = async (): Promise<void> => {
    while (!isStopping) {
      try {
        for (const { id, state } of await companies.list()) {
          if (isStopping) return
          if (state === 'open')
            await serve(id, true).catch(error => log.error({ err: error, company: id }, 'notices could not be sent'))
        }
      } catch (error) {
        // A database that is away for a while ends a round, not the clock.
        log.error({ err: error }, 'a round of notices broke off')
      }
      await new Promise<void>(done => setTimeout(done, roundMs).unref())
    }
  }
  return {
    round: companyId => serve(companyId, false),
    start: () => {
      running = rounds()
    },
    stop: async () => {
      isStopping = true
      await Promise.race([running, new Promise<void>(done => setTimeout(done, 2 * roundMs).unref())])
    },
  }
}

/** Notices are kept for half a year; what was sent goes with them. */
async function tidy(db: Database): Promise<void> {
  await sql`delete from notices where created_at < now() - make_interval(days => ${keptDays})`.execute(db)
  await sql`delete from notice_deliveries where created_at < now() - make_interval(days => ${keptDays})`.execute(db)
}
