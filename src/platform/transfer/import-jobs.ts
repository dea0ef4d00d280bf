import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import { systemActor } from '../access/actor.ts'
import type { JobPayload, Jobs, JobTask, RunningJob } from '../jobs/jobs.ts'
import type { WorkContext } from './assess.ts'
import { findImport } from './import-entry.ts'
import { failWith } from './imports.ts'
import { withImportLock } from './lock.ts'
import { type RunHooks, runImport } from './run.ts'
import { undoImport } from './undo.ts'

/** Queues the run of an import; one company's imports run one after another. */
export const queueRun = (jobs: Jobs, ctx: WorkContext, importId: string): Promise<void> =>
  queue(jobs, 'import.run', payloadOf(ctx, importId))

/** Queues the undo of an import. */
export const queueUndo = (jobs: Jobs, ctx: WorkContext, importId: string): Promise<void> =>
  queue(jobs, 'import.undo', payloadOf(ctx, importId))

/** What a process that works on jobs must know of imports. */
export const importTasks = (
  companies: Companies,
  jobs: Jobs,
  optionsChanged: RunHooks['optionsChanged'],
): JobTask[] => {
  const task = (name: string, during: 'running' | 'undoing', work: Work): JobTask => ({
    name,
    run: async (payload, job) => {
      const isOver = await goOn(await contextFor(companies, payload), payload, { job, during, work, optionsChanged })
      // It comes again as a new job: a repeated one would wait longer each time.
      if (!isOver) await queue(jobs, name, payload, new Date(Date.now() + 2000))
    },
  })
  return [task('import.run', 'running', runImport), task('import.undo', 'undoing', undoImport)]
}

const payloadOf = (ctx: WorkContext, importId: string): JobPayload => ({
  company: ctx.company.id,
  import: importId,
  user: ctx.actor.userId,
  locale: ctx.locale,
})

/** Only crashes use up attempts, and no number of crashes makes an import give up. */
const queue = (jobs: Jobs, task: string, payload: JobPayload, runAt?: Date): Promise<void> =>
  jobs.add(task, payload, {
    queue: `import ${String(payload.company)}`,
    key: `${task} ${String(payload.import)}`,
    attempts: 1000,
    ...(runAt && { runAt }),
  })

type Work = (ctx: WorkContext, importId: string, hooks: RunHooks) => Promise<void>

/** Works until the end, or says false when it must be gone on with later. A broken rule, or a mistake of ours, ends the import as failed. */
async function goOn(
  ctx: WorkContext,
  payload: JobPayload,
  {
    job,
    during,
    work,
    optionsChanged,
  }: { job: RunningJob; during: 'running' | 'undoing'; work: Work; optionsChanged: RunHooks['optionsChanged'] },
): Promise<boolean> {
  const importId = String(payload.import)
  const held = await withImportLock(ctx.db, importId, async () => {
    // In any other state the job is a leftover of one that was killed after its last step.
    if ((await findImport(ctx, importId)).state !== during) return true
    try {
      await work(ctx, importId, { signal: job.signal, optionsChanged })
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      await failWith(ctx, importId, error)
      throw error
    }
    return (await findImport(ctx, importId)).state !== during
  })
  return held?.result ?? false
}

/** Cut connections, a server that starts or stops, a network that is down: to be tried again. */
const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(08|57P|53)|^(ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(String(error.code))) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message))

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
