import { Worker } from 'node:worker_threads'
import { Problem } from '../errors.ts'

/** A thread that answers one question after the other, so that what takes long holds up no other work of the process. */
export interface Thread<A, R> {
  /** @throws Problem `print.failed`, `print.too_slow`, `print.busy` (503) */
  ask: (asked: A) => Promise<R>
  /** Ends the thread; whoever waits is told. */
  close: () => Promise<void>
}

export interface ThreadLimits {
  /** Milliseconds that one answer may take. */
  longest: number
  memoryMb: number
  /** How many may wait; more are turned away at once. */
  waiting: number
}

/** A document takes some tenths of a second; what takes a minute has gone wrong. */
export const usualLimits: ThreadLimits = { longest: 60_000, memoryMb: 512, waiting: 200 }

interface Waiting<A, R> {
  asked: A
  resolve: (answer: R) => void
  reject: (error: Error) => void
}

/** What a thread says: `ready` once it has loaded what it needs, then an answer to each question. */
type Said<R> = 'ready' | { id: number; answer?: R; error?: string }

/** Loading fonts takes its time on a busy machine, and counts for nobody's document. */
const starting = 30_000

/**
 * A thread of this script, which posts `ready`, gets `{ id, asked }` and posts `{ id, answer }` or `{ id, error }`. It starts with the first question and ends with the
 * program. Whatever dies or takes too long is ended, and the next question gets a new thread; only the one under way is lost.
 */
export function openThread<A, R>(script: URL, limits: ThreadLimits = usualLimits): Thread<A, R> {
  const queue: Waiting<A, R>[] = []
  let worker: Worker | null = null
  let isReady = false
  let current: (Waiting<A, R> & { id: number }) | null = null
  let timer: NodeJS.Timeout | undefined
  let lastId = 0

  const start = (): Worker => {
    if (worker) return worker
    const made = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } })
    made.unref()
    isReady = false
    made.on('message', (said: Said<R>) => {
      if (worker !== made) return
      if (said === 'ready') {
        isReady = true
        if (current) watch(made, limits.longest)
      } else if (current?.id === said.id) {
        const { answer, error } = said
        if (error === undefined) finish(one => one.resolve(answer as R))
        else finish(one => one.reject(new Problem(503, 'print.failed', { cause: new Error(error) })))
      }
    })
    made.on('error', error => replace(made, new Problem(503, 'print.failed', { cause: error })))
    made.on('exit', () => replace(made, new Problem(503, 'print.failed', { cause: new Error('the thread ended') })))
    worker = made
    return made
  }
  const finish = (tell: (one: Waiting<A, R>) => void): void => {
    const one = current
    current = null
    clearTimeout(timer)
    if (!one) return
    tell(one)
    next()
  }
  const replace = (old: Worker, problem: Problem): void => {
    if (worker !== old) return
    worker = null
    void old.terminate()
    finish(one => one.reject(problem))
  }
  const watch = (thread: Worker, longest: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => replace(thread, new Problem(503, 'print.too_slow')), longest)
    timer.unref()
  }
  const next = (): void => {
    if (current) return
    const one = queue.shift()
    if (!one) return
    const thread = start()
    const id = ++lastId
    current = { ...one, id }
    watch(thread, isReady ? limits.longest : limits.longest + starting)
    thread.postMessage({ id, asked: one.asked })
  }
  return {
    ask: asked =>
      new Promise((resolve, reject) => {
        if (queue.length >= limits.waiting) return reject(new Problem(503, 'print.busy'))
        queue.push({ asked, resolve, reject })
        next()
      }),
    close: async () => {
      const old = worker
      worker = null
      await old?.terminate()
      const closed = new Problem(503, 'print.failed', { cause: new Error('closed') })
      for (const one of queue.splice(0)) one.reject(closed)
      finish(one => one.reject(closed))
    },
  }
}
