import { z } from 'zod'
import { anything, named, text, whole, yesNo } from '../http/shapes.ts'
import { freshPreferences, viewKinds } from './view-description.ts'
import { preferencesSchema } from './view-input.ts'

/** `ViewDescription` as the API documentation says it. */
export const viewAnswer = z.object({
  id: text,
  object: text,
  label: text,
  isSystem: yesNo,
  isOwn: yesNo,
  isEditable: yesNo,
  kind: z.enum(viewKinds),
  filter: anything.nullable(),
  sort: z.array(text).nullable(),
  columns: z.array(text).nullable(),
  widths: z.record(z.string(), z.number()),
  density: z.enum(['compact', 'roomy']).nullable(),
  calendarBy: text.nullable(),
  share: z.object({ to: z.enum(['nobody', 'all', 'some']), roles: z.array(text), departments: z.array(text) }),
  owner: named.nullable(),
  dropped: whole,
})

export const viewsAnswer = z.object({
  objects: z.record(z.string(), z.object({ views: z.array(viewAnswer), preferences: preferencesSchema.nullable() })),
  audiences: z.object({ roles: z.array(z.object({ id: text, label: text })) }).nullable(),
})

export const examplePreferences = { ...freshPreferences, order: ['mine', 'all'] }
