import { Logger as WorkerLogger, makeWorkerUtils, type WorkerUtils } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import type { DatabaseServer } from '../db/server.ts'
import { forgetOldRuns, logged } from './job-log.ts'
import { keepAlive, type Liveness } from './liveness.ts'
import { keepWorking, type Working } from './working.ts'

/** What a job is told; `company` is the company it works for. */
export type JobPayload = { company?: string } & Record<string, unknown>

export interface RunningJob {
  /** 1 at the first time. */
  attempt: number
  /** Nobody tries again when this one fails. */
  isLastAttempt: boolean
  /** Aborted when the program stops: end at the next safe point; the job comes again. */
  signal: AbortSignal
}

/** A kind of work, by the name under which it is queued. It may run again after a crash, so it goes on from where it finds things. */
export interface JobTask {
  name: string
  run(payload: JobPayload, job: RunningJob): Promise<void>
}

export interface JobOptions {
  /** Jobs of one queue run one after another. */
  queue?: string
  /** A second job with the same key replaces the one that still waits. */
  key?: string
  runAt?: Date
  /** How often in all it is tried; the waits between grow. */
  attempts?: number
}

/** The one queue of this installation, in the control database. */
export interface Jobs {
  add(task: string, payload: JobPayload, options?: JobOptions): Promise<void>
  /** Begins to work on the queue. */
  start(tasks: readonly JobTask[], options?: { concurrency?: number }): Promise<void>
  /** Takes no more, tells running jobs to end at their next safe point, and waits for them. */
  stop(): Promise<void>
}

const SCHEMA = 'zhanggui_jobs'

/**
 * Opens the queue; the control database must have been migrated. What a killed process had taken is given back as soon as a living one
 * looks, not after the queue's own four hours.
 */
export async function openJobs(server: DatabaseServer, log: Logger): Promise<Jobs> {
  const stopping = new AbortController()
  // A pool of its own: the queue reads its rows in PostgreSQL's own forms.
  const { types: _ours, ...config } = server.poolConfig(server.control)
  const pool = new pg.Pool({ ...config, max: 6 })
  // The message alone: the driver hangs its whole client on the error. While stopping, connections are meant to end.
  const onBroken = (error: Error): void => {
    if (!stopping.signal.aborted) log.warn(`a connection of the job queue broke: ${error.message}`)
  }
  pool.on('error', onBroken)
  pool.on('connect', client => client.on('error', onBroken))
  const logger = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
  const utils: WorkerUtils = await makeWorkerUtils({ pgPool: pool, schema: SCHEMA, logger })
  await utils.migrate()
  let working: Working | undefined
  let liveness: Liveness | undefined
  return {
    add: async (task, payload, options = {}) => {
      await utils.addJob(task, payload, {
        maxAttempts: options.attempts ?? 3,
        ...(options.queue && { queueName: options.queue }),
        ...(options.key && { jobKey: options.key }),
        ...(options.runAt && { runAt: options.runAt }),
      })
    },
    start: async (tasks, { concurrency = 2 } = {}) => {
      await forgetOldRuns(pool)
      const held = await keepAlive({ pool, config, schema: SCHEMA, log, onRegained: () => working?.anew() })
      liveness = held
      working = await keepWorking({
        options: { pgPool: pool, schema: SCHEMA, logger, concurrency },
        taskList: Object.fromEntries(tasks.map(task => [task.name, logged(pool, task, stopping.signal)])),
        register: (workerIds, ended) => held.register(workerIds, ended),
        log,
      })
    },
    stop: async () => {
      stopping.abort()
      await working?.stop()
      await liveness?.stop()
      await utils.release()
      await pool.end()
    },
  }
}
