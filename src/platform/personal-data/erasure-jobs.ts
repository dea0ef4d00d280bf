import { sql } from 'kysely'
import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { FileStores } from '../files/file-store.ts'
import type { Jobs, JobTask } from '../jobs/jobs.ts'
import { endErasure, runErasure } from './run-erasure.ts'

const task = 'personalData.erase'

/** Queues an erasure that was begun; one that is queued already is not done twice. */
export const queueErasure = (jobs: Jobs, company: string, run: string): Promise<void> =>
  jobs.add(task, { company, run }, { queue: `${task} ${company}`, key: `${task} ${run}`, attempts: 8 })

/** What a process that works on jobs must know of erasures. */
export const erasureTasks = (companies: Companies, stores: FileStores): JobTask[] => [
  {
    name: task,
    run: async (payload, { signal, isLastAttempt }) => {
      const id = String(payload.run)
      const { db, company } = await companies.open(String(payload.company))
      const ended = { db, now: () => new Date() }
      try {
        const user = await askedBy(db, id)
        if (user === null) return
        const start = { db, company, batch: null, reason: null, locale: company.locale, now: ended.now }
        // In the name of who asked, with his rights of now.
        const ctx = await companies.contextOf({ ...start, actor: await loadActor(db, user, 'person') })
        await runErasure({ ...ctx, db }, stores.of(company.id), { id, signal })
      } catch (error) {
        const isRule = error instanceof Problem && error.status < 500
        if (isRule || isLastAttempt)
          await endErasure(ended, id, {
            state: 'failed',
            problem: isRule ? { code: error.code, params: error.params } : { code: 'personal.erasure_failed' },
          })
        if (!isRule) throw error
      }
    },
  },
]

const askedBy = async (db: Database, id: string): Promise<string | null> => {
  const { rows } = await sql<{ user: string }>`select user_id as "user" from erasure_runs
    where id = ${id}::uuid and state = 'running'`.execute(db)
  return rows[0]?.user ?? null
}
