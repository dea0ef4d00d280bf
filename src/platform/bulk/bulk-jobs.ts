import { type Actor, systemActor } from '../access/actor.ts'
import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { JobPayload, Jobs, JobTask } from '../jobs/jobs.ts'
import { type BulkRun, saveRun } from './bulk-run.ts'
import { undoRun } from './undo.ts'
import { type BulkContext, workOn } from './work.ts'

const tasks = { 'bulk.run': workOn, 'bulk.undo': undoRun } as const

/** Queues a run that is too long for a request; one company's runs come one after another. */
export const queueBulk = (jobs: Jobs, ctx: BulkContext, task: keyof typeof tasks, run: BulkRun): Promise<void> =>
  jobs.add(
    task,
    { company: ctx.company.id, run: run.id, user: ctx.actor.userId, locale: ctx.locale },
    // Only crashes use up attempts.
    { queue: `bulk ${ctx.company.id}`, key: `${task} ${run.id}`, attempts: 1000 },
  )

/** What a process that works on jobs must know of bulk changes. */
export const bulkTasks = (companies: Companies): JobTask[] =>
  (Object.keys(tasks) as (keyof typeof tasks)[]).map(name => ({
    name,
    run: async (payload, { signal }) => {
      const runId = String(payload.run)
      const { db } = await companies.open(String(payload.company))
      try {
        await tasks[name](await contextFor(companies, payload), runId, signal)
      } catch (error) {
        // A rule that ends the whole (he has left, a right was taken) is for him to read; the rest comes again.
        if (!(error instanceof Problem) || error.status >= 500) throw error
        await saveRun(db, runId, { state: 'failed', problem: { code: error.code, params: error.params } })
      }
      if (signal.aborted) throw new Error('the program stops; the rest comes with the next try')
    },
  }))

/** In the name of the person who began it, with his rights of now. */
async function contextFor(companies: Companies, payload: JobPayload): Promise<BulkContext> {
  const { db, company } = await companies.open(String(payload.company))
  const ctx = await companies.contextOf({
    db,
    company,
    actor: await actorOf(db, payload.user),
    batch: null,
    reason: null,
    locale: payload.locale === 'en' ? 'en' : 'zh',
    now: () => new Date(),
  })
  return { ...ctx, db }
}

const actorOf = async (db: Database, user: unknown): Promise<Actor> =>
  typeof user === 'string' ? await loadActor(db, user, 'person') : systemActor('bulk')
