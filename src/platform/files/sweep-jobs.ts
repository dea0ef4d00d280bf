import type { Companies } from '../companies/companies.ts'
import type { Jobs, JobTask } from '../jobs/jobs.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { FileStores } from './file-store.ts'
import { sweepFiles } from './sweep.ts'

/** Once a day the files of every company are swept; the job queues itself again. While a backup runs it comes back in an hour. */
export const fileTasks = (
  companies: Companies,
  jobs: Jobs,
  { stores, objects }: { stores: FileStores; objects: readonly ObjectDefinition[] },
): JobTask[] => [
  {
    name: 'files.sweep',
    run: async (_payload, { signal }) => {
      let isWhole = true
      for (const { id, state } of await companies.list()) {
        if (signal.aborted) return
        if (state !== 'open') continue
        const { db } = await companies.open(id)
        if (!(await sweepFiles(db, stores.of(id), { objects, now: new Date() }))) isWhole = false
      }
      await queueSweep(jobs, new Date(Date.now() + (isWhole ? 24 : 1) * 3_600_000))
    },
  },
]

/** Queues the next sweep; one waits at most. */
export const queueSweep = (jobs: Jobs, runAt: Date): Promise<void> =>
  jobs.add('files.sweep', {}, { key: 'files.sweep', runAt, attempts: 25 })
