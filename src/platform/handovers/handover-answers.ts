import { z } from 'zod'
import { anything, day, instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import { planSchema } from './plan.ts'

const left = z.object({ object: text, id: uuid, title: text, code: text, message: text })
const link = z.union([z.object({ path: text, filter: anything.nullable() }), z.object({ page: text })]).nullable()

/** `HandoverDescription` as the API documentation says it. */
export const handoverAnswer = z.object({
  id: uuid,
  leaver: named,
  hasLeft: yesNo,
  state: z.enum(['open', 'running', 'finished', 'undoing', 'undone']),
  kinds: z.array(
    z.object({
      kind: text,
      label: text,
      count: whole,
      link,
      object: text.nullable(),
      endsWithHim: yesNo,
      suggested: named.nullable(),
    }),
  ),
  keys: whole,
  handed: z.array(z.object({ kind: text, label: text, to: named, count: whole })),
  plan: planSchema,
  people: z.array(named),
  total: whole,
  done: whole,
  refusedCount: whole,
  refused: z.array(left),
  kept: z.array(left),
  problem: z.object({ code: text, message: text }).nullable(),
  leavesOn: day.nullable(),
  mayDeactivate: yesNo,
  createdAt: instant,
})

/** `Received` as the API documentation says it. */
export const receivedAnswer = z.object({
  id: uuid,
  from: named,
  at: instant,
  kinds: z.array(z.object({ object: text, label: text, path: text, count: whole, filter: anything.nullable() })),
  next: z.array(z.object({ object: text, path: text, id: uuid, title: text, at: text })),
})
