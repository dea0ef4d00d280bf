import type { PrintDocument, Printed } from './paper-description.ts'
import { openThread, type Thread, type ThreadLimits, usualLimits } from './thread.ts'

/** What lays documents out: a thread of its own, which starts with the first one. */
export interface Printer {
  /** @throws Problem `print.failed`, `print.too_slow`, `print.busy` (503); the next document gets a new thread then */
  print: (document: PrintDocument) => Promise<Printed>
  close: () => Promise<void>
}

/** A printer of its own, with limits of its own. */
export function openPrinter(limits: ThreadLimits = usualLimits): Printer {
  const thread: Thread<PrintDocument, { pdf: Uint8Array; missing: string[] }> = openThread(
    new URL('./pdf-worker.ts', import.meta.url),
    limits,
  )
  return {
    print: async document => {
      const { pdf, missing } = await thread.ask(document)
      return { pdf: Buffer.from(pdf), missing }
    },
    close: thread.close,
  }
}

const ours = openPrinter()

/**
 * A document as a PDF, laid out in the program's thread for it.
 * @throws Problem `print.failed`, `print.too_slow` (longer than a minute), `print.busy` (503)
 */
export const printPdf = (document: PrintDocument): Promise<Printed> => ours.print(document)
