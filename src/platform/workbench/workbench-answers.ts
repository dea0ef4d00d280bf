import { z } from 'zod'
import { text, yesNo } from '../http/shapes.ts'
import { lenses } from './define-tile.ts'

/** Whose work. */
export const lensName = z.enum(lenses)

/** A tile; `content` is by its kind. */
export const tileAnswer = z.looseObject({
  name: text,
  kind: z.enum(['agenda', 'rows', 'figures', 'people', 'waiting']),
  place: z.enum(['main', 'side']),
  label: text,
  empty: text.nullable(),
  isHidden: yesNo,
  choices: z.array(z.object({ name: text, label: text })),
  choice: text.nullable(),
  words: z.record(z.string(), text),
  state: z.enum(['ready', 'late', 'failed']),
})

export const workbenchAnswer = z.object({
  lens: lensName,
  lenses: z.array(lensName),
  isOwnLayout: yesNo,
  tiles: z.array(tileAnswer),
})
