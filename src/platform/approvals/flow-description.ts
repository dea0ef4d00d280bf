import { z } from 'zod'

// What a flow says: read by the settings page, too.

/** How several people of one step decide: one of them, all of them, or one after the other. */
export const stepModes = ['any', 'all', 'sequence'] as const
export type StepMode = (typeof stepModes)[number]

export const stepKinds = ['people', 'role', 'superior', 'chain', 'head', 'chosen'] as const
export type StepKind = (typeof stepKinds)[number]

/** Most people whom one step names, most steps of a flow, and how high a line of superiors is followed. */
export const mostPeople = 20
export const mostSteps = 20
const mostLevels = 20

const people = z.array(z.uuid()).max(mostPeople)
const level = z.number().int().min(1).max(mostLevels)
const mode = z.enum(stepModes)

export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), mode, people: people.min(1) }),
  z.strictObject({ kind: z.literal('role'), mode, role: z.string().min(1).max(64) }),
  /** The superior of whoever submits, or the superior's superior … */
  z.strictObject({ kind: z.literal('superior'), mode, level }),
  /** One superior after the other, up to a level or to the first who has the role. */
  z.strictObject({ kind: z.literal('chain'), mode, level, role: z.string().max(64).nullable() }),
  z.strictObject({ kind: z.literal('head'), mode }),
  /** Whoever submits says who; empty lists mean everybody. */
  z.strictObject({ kind: z.literal('chosen'), mode, people, roles: z.array(z.string().max(64)).max(20) }),
])
export type FlowStep = z.infer<typeof stepSchema>

const amount = z
  .string()
  .regex(/^\d{1,16}(\.\d{1,4})?$/)
  .nullable()

export const flowContentSchema = z.strictObject({
  /** A filter tree over the record's own fields; null takes every record. */
  conditions: z.unknown().nullable(),
  /** The requester's main department is one of these or below one; empty means everybody's. */
  departments: z.array(z.uuid()).max(100),
  /** In the company's base currency, from this much and below that much. */
  amountFrom: amount,
  amountTo: amount,
  steps: z.array(stepSchema).min(1).max(mostSteps),
  /** After a refusal it begins anew, or goes on with the step that refused. */
  afterRefusal: z.enum(['start', 'step']),
  /** It may be withdrawn while nobody has decided, or as long as it runs. */
  withdraw: z.enum(['undecided', 'running']),
  /** After so many working days whoever has not decided is reminded; null: never. */
  remindDays: z.number().int().min(1).max(30).nullable(),
})
export type FlowContent = z.infer<typeof flowContentSchema>

export const flowSchema = z.strictObject({
  object: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  content: flowContentSchema,
})
export type FlowInput = z.infer<typeof flowSchema>

/** What a running approval keeps of its flow, and the state from which it was submitted. */
export type FlowRules = Pick<FlowContent, 'afterRefusal' | 'withdraw' | 'remindDays'> & { from: string }
