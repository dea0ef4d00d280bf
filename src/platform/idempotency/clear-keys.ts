import { sql } from 'kysely'
import type { Companies } from '../companies/companies.ts'
import type { Jobs, JobTask } from '../jobs/jobs.ts'
import { keptHours } from './once.ts'

/** Every hour keys of requests go that are known no more; the job queues itself again. */
export const idempotencyTasks = (companies: Companies, jobs: Jobs): JobTask[] => [
  {
    name: 'idempotency.clear',
    run: async (_payload, { signal }) => {
      for (const { id, state } of await companies.list()) {
        if (signal.aborted) return
        if (state !== 'open') continue
        const { db } = await companies.open(id)
        await sql`delete from idempotency_keys where made_at < now() - interval '1 hour' * ${keptHours}`.execute(db)
      }
      await queueClearing(jobs, new Date(Date.now() + hourMs))
    },
  },
]

const hourMs = 3_600_000

/** Queues the next clearing; one waits at most. */
export const queueClearing = (jobs: Jobs, runAt: Date): Promise<void> =>
  jobs.add('idempotency.clear', {}, { key: 'idempotency.clear', runAt, attempts: 25 })
