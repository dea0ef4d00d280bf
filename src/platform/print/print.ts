import { Worker } from 'node:worker_threads'
import type { PrintDocument, Printed } from './print-document.ts'

type Waiting = { resolve: (printed: Printed) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type Answer = { id: number; pdf?: Uint8Array; missing?: string[]; error?: string }

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, Waiting>()

/** A document takes some tenths of a second; what takes a minute has gone wrong. */
const longest = 60_000

/**
 * A document as a PDF, laid out in a thread of its own, which starts with the first one and ends with the program.
 * @throws when the document cannot be laid out, or took longer than a minute; the next one gets a new thread then.
 */
export const printPdf = (document: PrintDocument): Promise<Printed> =>
  new Promise((resolve, reject) => {
    const id = ++lastId
    const timer = setTimeout(() => giveUp(new Error('printing took too long')), longest)
    timer.unref()
    waiting.set(id, { resolve, reject, timer })
    thread().postMessage({ id, document })
  })

function thread(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  made.unref()
  made.on('message', settle)
  made.on('error', giveUp)
  made.on('exit', () => {
    if (worker === made) giveUp(new Error('the printing thread ended'))
  })
  worker = made
  return made
}

function settle({ id, pdf, missing, error }: Answer): void {
  const one = waiting.get(id)
  if (!one) return
  waiting.delete(id)
  clearTimeout(one.timer)
  if (pdf) one.resolve({ pdf: Buffer.from(pdf), missing: missing ?? [] })
  else one.reject(new Error(error ?? 'printing failed'))
}

/** All that wait are told, and the next document gets a new thread. */
function giveUp(error: Error): void {
  const old = worker
  worker = null
  void old?.terminate()
  for (const one of waiting.values()) {
    clearTimeout(one.timer)
    one.reject(error)
  }
  waiting.clear()
}
