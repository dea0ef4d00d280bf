import { z } from 'zod'
import { anything, instant, named, next, text, uuid, whole, yesNo } from '../http/shapes.ts'
import { stepKinds, stepModes } from './flow-description.ts'

// What the routes of approvals answer; the browser reads it, too.

/** Why somebody else is asked than the flow says. */
const note = z.object({ code: text, name: text.optional(), to: text.optional() })

export const personSchema = z.object({
  task: uuid,
  user: named,
  state: z.enum(['later', 'asked', 'approved', 'refused', 'delegated', 'handed', 'closed']),
  /** Whose place he has, and how he came to it. */
  from: named.nullable(),
  how: z.enum(['delegated', 'instead', 'handed', 'added']).nullable(),
  askedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  opinion: text.nullable(),
})
export type ApprovalPerson = z.infer<typeof personSchema>

export const stepAnswer = z.object({
  id: uuid,
  kind: z.enum([...stepKinds, 'added']),
  mode: z.enum(stepModes),
  state: z.enum(['waiting', 'open', 'approved', 'refused', 'closed']),
  /** Of a step by role its name. */
  role: text.nullable(),
  level: whole.nullable(),
  addedBy: text.nullable(),
  /** Decided in the round before. */
  isKept: yesNo,
  notes: z.array(note),
  people: z.array(personSchema),
})
export type ApprovalStep = z.infer<typeof stepAnswer>

/** What the actor may do with a round that runs. */
const roundDeeds = z.enum(['approve', 'refuse', 'delegate', 'add', 'remind', 'withdraw'])

export const roundAnswer = z.object({
  id: uuid,
  round: whole,
  state: z.enum(['running', 'approved', 'refused', 'withdrawn']),
  flow: text.nullable(),
  requester: named.nullable(),
  opinion: text.nullable(),
  requestedAt: instant,
  endedAt: instant.nullable(),
  endedBy: named.nullable(),
  endReason: text.nullable(),
  steps: z.array(stepAnswer),
  can: z.array(roundDeeds),
})
export type ApprovalRound = z.infer<typeof roundAnswer>

export const recordApprovals = z.object({ rounds: z.array(roundAnswer), can: z.array(z.enum(['submit', 'resubmit'])) })
export type RecordApprovals = z.infer<typeof recordApprovals>

export const listItem = z.object({
  id: uuid,
  object: text,
  path: text,
  noun: text,
  /** Null when one may not see it any more. */
  record: anything.extend({ id: uuid, title: text, amount: text.nullable(), currency: text.nullable() }).nullable(),
  state: z.enum(['running', 'approved', 'refused', 'withdrawn']),
  requester: named.nullable(),
  requestedAt: instant,
  opinion: text.nullable(),
  endReason: text.nullable(),
  /** What the actor was asked, in the lists of what waits for him and what he decided. */
  own: z
    .object({ state: text, askedAt: instant.nullable(), decidedAt: instant.nullable(), opinion: text.nullable() })
    .nullable(),
  /** Who is asked now. */
  waitsFor: z.array(named),
})
export type ApprovalItem = z.infer<typeof listItem>

/** `count`: how many wait for the actor, whichever list it is. */
export const listAnswer = z.object({ approvals: z.array(listItem), next, count: whole })
export type ApprovalList = z.infer<typeof listAnswer>

export const trialAnswer = z.object({
  /** Null: no flow takes it, it would be approved at once. */
  flow: text.nullable(),
  /** Of a flow that is being tried in the settings: whether it takes the record. */
  takes: yesNo.optional(),
  steps: z.array(
    z.object({
      kind: z.enum(stepKinds),
      mode: z.enum(stepModes),
      role: text.nullable(),
      level: whole.nullable(),
      people: z.array(named),
      notes: z.array(note),
      /** Of a step that the requester fills: whom he may name. */
      offered: z.array(named).optional(),
    }),
  ),
})
export type ApprovalTrial = z.infer<typeof trialAnswer>
