import { systemActor } from '../access/actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Jobs, JobTask } from '../jobs/jobs.ts'
import { eraseOldBin } from './erase.ts'

/** Once a day every company's bin is looked through; the job queues itself again. */
export const binTasks = (companies: Companies, jobs: Jobs): JobTask[] => [
  {
    name: 'bin.erase',
    run: async (_payload, { signal }) => {
      for (const { id, state } of await companies.list()) {
        if (signal.aborted) return
        if (state !== 'open') continue
        const { db, company } = await companies.open(id)
        const ctx = await companies.contextOf({
          db,
          company,
          actor: systemActor('bin'),
          batch: null,
          reason: null,
          locale: company.locale,
          now: () => new Date(),
        })
        await eraseOldBin({ ...ctx, db })
      }
      await queueErasing(jobs, new Date(Date.now() + dayMs))
    },
  },
]

const dayMs = 86_400_000

/** Queues the next look through the bins; one waits at most. */
export const queueErasing = (jobs: Jobs, runAt: Date): Promise<void> =>
  jobs.add('bin.erase', {}, { key: 'bin.erase', runAt, attempts: 25 })
