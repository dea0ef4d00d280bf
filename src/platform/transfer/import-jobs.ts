import { type Actor, systemActor } from '../access/actor.ts'
import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { JobPayload, Jobs, JobTask } from '../jobs/jobs.ts'
import type { WorkContext } from './assess.ts'
import { clearRows } from './clear-rows.ts'
import { findImport } from './import-entry.ts'
import { breakOff } from './imports.ts'
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
  const task = (name: string, during: Step['during'], work: Step['work']): JobTask => ({
    name,
    run: async (payload, { signal }) => {
      const step = { during, work, hooks: { signal, optionsChanged } }
      // It comes again as a new job: a repeated one would wait longer each time.
      if (!(await goOn(companies, payload, step))) await queue(jobs, name, payload, new Date(Date.now() + 2000))
    },
  })
  const clear: JobTask = {
    name: 'import.clear',
    run: async payload => {
      const system = await contextFor(companies, payload, async () => systemActor('import'))
      const due = await clearRows(system, String(payload.import))
      if (due !== null) await queue(jobs, 'import.clear', payload, due)
    },
  }
  return [task('import.run', 'running', runImport), task('import.undo', 'undoing', undoImport), clear]
}

/** The rows of an import go some days after it was begun; the job that begins now looks each time whether it is so far. */
export const queueClearing = (jobs: Jobs, ctx: WorkContext, importId: string): Promise<void> =>
  queue(jobs, 'import.clear', payloadOf(ctx, importId), new Date(Date.now() + 86_400_000))

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

interface Step {
  during: 'running' | 'undoing'
  work: (ctx: WorkContext, importId: string, hooks: RunHooks) => Promise<void>
  hooks: RunHooks
}

/**
 * Works in the name of the person who began it until the end, or says false when it must be gone on with later. A broken rule (he has left,
 * a right was taken) or a mistake of ours ends it.
 */
async function goOn(companies: Companies, payload: JobPayload, { during, work, hooks }: Step): Promise<boolean> {
  const importId = String(payload.import)
  const system = await contextFor(companies, payload, async () => systemActor('import'))
  const held = await withImportLock(system.db, importId, async () => {
    // In any other state the job is a leftover of one that was killed after its last step.
    if ((await findImport(system, importId)).state !== during) return true
    try {
      await work(await contextFor(companies, payload, personOf(payload)), importId, hooks)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      await breakOff(system, importId, error)
      // A broken rule is the user's to read; a mistake of ours is the operator's too.
      if (!(error instanceof Problem) || error.status >= 500) throw error
    }
    return (await findImport(system, importId)).state !== during
  })
  return held?.result ?? false
}

/** Cut connections, a server that starts or stops, a network that is down: to be tried again. */
const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(08|57P|53)|^(ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(String(error.code))) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message))

const personOf =
  ({ user }: JobPayload) =>
  async (db: Database): Promise<Actor> =>
    typeof user === 'string' ? await loadActor(db, user, 'person') : systemActor('import')

async function contextFor(
  companies: Companies,
  payload: JobPayload,
  actorIn: (db: Database) => Promise<Actor>,
): Promise<WorkContext> {
  const { db, company } = await companies.open(String(payload.company))
  const ctx = await companies.contextOf({
    db,
    company,
    actor: await actorIn(db),
    batch: null,
    reason: null,
    locale: payload.locale === 'en' ? 'en' : 'zh',
    now: () => new Date(),
  })
  return { ...ctx, db }
}
