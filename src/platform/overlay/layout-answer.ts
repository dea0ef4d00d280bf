import { z } from 'zod'
import { anything, text, yesNo } from '../http/shapes.ts'

const words = text.nullable()

/** `Layout` as the API documentation says it. */
export const layoutAnswer = z.object({
  object: text,
  sections: z.array(z.object({ name: text, labelZh: text, labelEn: text, fields: z.array(text) })),
  fields: z.array(
    z.object({
      name: text,
      type: text,
      isCustom: yesNo,
      isRetired: yesNo,
      labelZh: words,
      labelEn: words,
      declaredZh: words,
      declaredEn: words,
      hintZh: words,
      hintEn: words,
      declaredHintZh: words,
      declaredHintEn: words,
      isHidden: yesNo,
      isRequired: yesNo,
      isQuick: yesNo,
      isNeeded: yesNo,
      isAsked: yesNo,
      traits: anything,
      isSearched: yesNo,
      isFast: yesNo,
      index: z.enum(['none', 'building', 'ready', 'failed']),
    }),
  ),
  types: z.array(
    z.object({ type: text, traits: z.array(text), hasOptions: yesNo, canBeFast: yesNo, canBeSearched: yesNo }),
  ),
})
