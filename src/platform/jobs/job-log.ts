import type { Task } from 'graphile-worker'
import type pg from 'pg'
import { newId } from '../db/id.ts'
import { isId } from '../fields/index.ts'
import type { JobPayload, JobTask } from './jobs.ts'

/** How long we remember what ran. */
const KEPT = '30 days'

/** The task as the queue calls it; each run leaves a row in `job_runs`. */
export const logged =
  (pool: pg.Pool, task: JobTask, signal: AbortSignal): Task =>
  async (given, { job }) => {
    const payload = (given ?? {}) as JobPayload
    const id = newId()
    await pool.query('insert into job_runs (id, task, company_id, payload, attempt) values ($1, $2, $3, $4, $5)', [
      id,
      task.name,
      isId(payload.company) ? payload.company : null,
      payload,
      job.attempts,
    ])
    try {
      await task.run(payload, { attempt: job.attempts, isLastAttempt: job.attempts >= job.max_attempts, signal })
      await pool.query('update job_runs set finished_at = now() where id = $1', [id])
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      await pool.query('update job_runs set finished_at = now(), error = $2 where id = $1', [id, text.slice(0, 4000)])
      throw error
    }
  }

/** Drops what lies too long back. */
export async function forgetOldRuns(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from job_runs where started_at < now() - interval '${KEPT}'`)
}
