import { sql } from 'kysely'
import type { Logger } from 'pino'
import { systemActor } from '../access/actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { clockAt, dayAt } from '../fields/index.ts'
import type { Context } from '../records/context.ts'
import type { Jobs, JobTask } from './jobs.ts'

/**
 * Work that each company has done once a day, in the small hours of its own time zone. It may be done again after a crash, and by two
 * processes at once: what it finds done it leaves alone.
 */
export interface DailyWork {
  /** `pools.recover` */
  name: string
  run: (ctx: Context & { db: Database }, day: string, signal: AbortSignal) => Promise<void>
}

/** Not before this time of the company's day: a day that has just begun is sure to have begun everywhere. */
const earliest = '00:10'
const roundMs = 600_000

/** Looks every ten minutes which companies have begun a day whose work is not done; a program that stood still does today's, not each missed day's. */
export const dailyTasks = (
  companies: Companies,
  jobs: Jobs,
  { works, log }: { works: readonly DailyWork[]; log: Logger },
): JobTask[] => [
  {
    name: 'daily',
    run: async (_payload, { signal }) => {
      for (const { id, state } of await companies.list()) {
        if (signal.aborted) return
        if (state !== 'open') continue
        for (const work of works)
          await doOnce(companies, id, { work, signal }).catch(error =>
            log.error({ err: error, company: id, work: work.name }, 'the work of the day could not be done'),
          )
      }
      await queueDaily(jobs, new Date(Date.now() + roundMs))
    },
  },
]

/** Queues the next look; one waits at most. */
export const queueDaily = (jobs: Jobs, runAt: Date): Promise<void> =>
  jobs.add('daily', {}, { key: 'daily', runAt, attempts: 25 })

async function doOnce(
  companies: Companies,
  companyId: string,
  { work, signal }: { work: DailyWork; signal: AbortSignal },
): Promise<void> {
  const { db, company } = await companies.open(companyId)
  const now = new Date()
  const day = dayAt(now, company.timeZone)
  const time = clockAt(now, company.timeZone)?.slice(11, 16) ?? '24:00'
  if (time < earliest || (await isDone(db, work.name, day))) return
  const start = { db, company, actor: systemActor(work.name), batch: null, reason: null, locale: company.locale }
  const ctx = await companies.contextOf({ ...start, now: () => new Date() })
  await work.run({ ...ctx, db }, day, signal)
  if (signal.aborted) return
  await sql`insert into daily_runs (name, on_day, finished_at) values (${work.name}, ${day}::date, now()) on conflict do nothing`.execute(
    db,
  )
  await sql`delete from daily_runs where on_day < ${day}::date - 400`.execute(db)
}

async function isDone(db: Database, name: string, day: string): Promise<boolean> {
  const { rows } = await sql`select from daily_runs where name = ${name} and on_day = ${day}::date`.execute(db)
  return rows.length > 0
}
