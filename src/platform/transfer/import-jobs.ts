import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import { Problem } from '../errors.ts'
import { systemActor } from '../access/actor.ts'
import type { JobPayload, Jobs, JobTask, RunningJob } from '../jobs/jobs.ts'
import type { WorkContext } from './assess.ts'
import { findImport } from './import-entry.ts'
import { failWith } from './imports.ts'
import { withImportLock } from './lock.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

/** Queues the run of an import; one company's imports run one after another. */
export const queueRun = (jobs: Jobs, ctx: WorkContext, importId: string): Promise<void> => queue(jobs, ctx, importId, 'import.run')

/** Queues the undo of an import. */
export const queueUndo = (jobs: Jobs, ctx: WorkContext, importId: string): Promise<void> => queue(jobs, ctx, importId, 'import.undo')

const queue = (jobs: Jobs, ctx: WorkContext, importId: string, task: string): Promise<void> =>
  jobs.add(
    task,
    { company: ctx.company.id, import: importId, user: ctx.actor.userId, locale: ctx.locale },
    { queue: `import ${ctx.company.id}`, key: `${task} ${importId}`, attempts: 5 },
  )

/** What a process that works on jobs must know of imports. */
export const importTasks = (companies: Companies): JobTask[] => [
  { name: 'import.run', run: (payload, job) => work(companies, payload, job, { during: 'running', work: runImport }) },
  { name: 'import.undo', run: (payload, job) => work(companies, payload, job, { during: 'undoing', work: undoImport }) },
]

interface Work {
  /** The state in which there is something to do; in any other the job is a leftover. */
  during: 'running' | 'undoing'
  work: (ctx: WorkContext, importId: string, signal: AbortSignal) => Promise<void>
}

async function work(companies: Companies, payload: JobPayload, job: RunningJob, { during, work }: Work): Promise<void> {
  const importId = String(payload.import)
  const ctx = await contextFor(companies, payload)
  const held = await withImportLock(ctx.db, importId, async () => {
    const entry = await findImport(ctx, importId)
    if (entry.state !== during) return
    try {
      await work(ctx, importId, job.signal)
    } catch (error) {
      // A rule that is broken stays broken; anything else may be the database that was away, and is tried again.
      if (error instanceof Problem || job.isLastAttempt) await failWith(ctx, importId, error)
      throw error
    }
    if (job.signal.aborted && (await findImport(ctx, importId)).state === during) throw new Error('the program stops; the import goes on later')
  })
  if (!held) throw new Error('another process works on this import; tried again later')
}

async function contextFor(companies: Companies, payload: JobPayload): Promise<WorkContext> {
  const { db, company } = await companies.open(String(payload.company))
  const userId = typeof payload.user === 'string' ? payload.user : null
  const ctx = await companies.contextOf({
    db,
    company,
    actor: userId === null ? systemActor('import') : await loadActor(db, userId, 'person'),
    batch: null,
    reason: null,
    locale: payload.locale === 'en' ? 'en' : 'zh',
    now: () => new Date(),
  })
  return { ...ctx, db }
}
