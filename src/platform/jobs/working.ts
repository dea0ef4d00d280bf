import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { run, type Runner, type RunnerOptions, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Logger } from 'pino'

/** The working on the queue, which outlives what works on it. */
export interface Working {
  /** Ends the workers when the jobs in hand are done, and begins with others. Another call while this goes on changes nothing. */
  anew(): void
  /** Ends the workers when the jobs in hand are done. */
  stop(): Promise<void>
}

/** What working needs: `register` is told under which names jobs are taken from then on, and under which no more. */
export interface WorkingParts {
  options: RunnerOptions
  taskList: TaskList
  register: (workerIds: readonly string[], ended: readonly string[]) => Promise<void>
  log: Logger
}

const againAfterMs = 1000

/**
 * Works on the queue until it is stopped. The queue's own runner ends for good when it cannot put a job away (the database went in that
 * moment), and a job whose taking was never answered stays taken in its name; so a new one, with another name, takes its place, and what
 * belongs to the old name is given back.
 */
export async function keepWorking(parts: WorkingParts): Promise<Working> {
  let isStopping = false
  const past = new Set<string>()
  let runner = await begin(parts, past)
  const following = follow()
  return {
    anew: () => void end(runner),
    stop: async () => {
      isStopping = true
      await end(runner)
      await following
    },
  }

  async function follow(): Promise<void> {
    while (!isStopping) {
      await runner.promise.catch((error: unknown) => parts.log.error({ err: error }, 'the job runner broke'))
      while (!isStopping) {
        try {
          runner = await begin(parts, past)
          break
        } catch (error) {
          parts.log.warn({ err: error }, 'the job runner does not start yet')
          await sleep(againAfterMs)
        }
      }
    }
    // It may have begun in the very moment in which it was told to stop.
    await end(runner)
  }

  async function end(one: Runner): Promise<void> {
    // One that has ended by itself refuses to be stopped, and `follow` has said why it ended.
    await one.stop().catch((error: unknown) => parts.log.debug({ err: error }, 'the job runner had ended'))
  }
}

/** A runner of its own name, which stands in `past` from then on: whoever begins the next one has ended this one. */
async function begin({ options, taskList, register }: WorkingParts, past: Set<string>): Promise<Runner> {
  const names: string[] = []
  const events: WorkerEvents = new EventEmitter()
  // A job is locked in the name of its pool, not of the single worker.
  events.on('pool:create', ({ workerPool }) => void names.push(workerPool.id))
  const runner = await run({
    ...options,
    events,
    taskList,
    noHandleSignals: true,
    pollInterval: 1000,
    // Put away in a batch, if only of one: singly, the queue lets a failure go unheard, and that ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  try {
    await register(names, [...past])
    past.clear()
  } catch (error) {
    await runner.stop()
    throw error
  } finally {
    for (const name of names) past.add(name)
  }
  return runner
}
