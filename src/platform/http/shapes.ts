import { z } from 'zod'

// What many answers are made of, for what routes say of themselves.

/** Another record, by id and title. */
export const named = z.object({ id: z.uuid(), title: z.string() })
/** ISO 8601. */
export const instant = z.string().meta({ format: 'date-time' })
/** `YYYY-MM-DD`. */
export const day = z.string().meta({ format: 'date' })
/** Where the next page begins; null on the last. */
export const next = z.string().nullable()
export const uuid = z.uuid()
export const text = z.string()
export const flag = z.enum(['1'])
export const yesNo = z.boolean()
export const whole = z.number().int()
/** A filter tree as JSON text. */
export const filterText = z.string().meta({ examples: ['{"and":[]}'] })
/** A number that may be the cap: then there are more. */
export const counted = z.object({ value: whole, capped: yesNo })
/** What an answer holds that is described where it is made; nothing is promised of its members. */
export const anything = z.looseObject({})
