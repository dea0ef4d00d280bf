import { z } from 'zod'
import { instant, text, uuid, whole } from '../http/shapes.ts'

const left = z.object({ id: uuid, title: text, code: text, message: text })

/** `BulkDescription` as the API documentation says it. */
export const bulkAnswer = z.object({
  id: uuid,
  object: text,
  verb: text,
  state: z.enum(['running', 'done', 'stopped', 'failed', 'undoing', 'undone']),
  total: whole,
  done: whole,
  refusedCount: whole,
  refused: z.array(left),
  kept: z.array(left),
  problem: z.object({ code: text, message: text }).nullable(),
  createdAt: instant,
})
