import { z } from 'zod'
import { instant, named, text, uuid, whole, yesNo } from '../../http/shapes.ts'
import { printLanguage } from '../print-description.ts'

// What the settings say of Word templates.

export const templateAnswer = z.object({
  id: uuid,
  object: text,
  name: text,
  language: printLanguage,
  isOn: yesNo,
  version: whole,
  fileName: text,
  size: whole,
  at: instant,
  by: named.nullable(),
})
export type PrintTemplate = z.infer<typeof templateAnswer>

export const templatesAnswer = z.object({
  templates: z.array(templateAnswer),
  /** Nouns that may have templates. */
  nouns: z.array(z.object({ object: text, path: text, label: text })),
})
export type PrintTemplates = z.infer<typeof templatesAnswer>

/** The tags of a file: whether there is such a value, and what it means in people's words. */
export const namesAnswer = z.object({
  tags: z.array(z.object({ tag: text, isKnown: yesNo, label: text.nullable() })),
})
export type TemplateNames = z.infer<typeof namesAnswer>

const title = z.string().trim().min(1).max(60)

export const addTemplateSchema = z.strictObject({
  object: z.string().max(60),
  name: title,
  language: printLanguage,
  isOn: z.boolean().default(true),
  /** An uploaded file. */
  file: uuid,
})

export const changeTemplateSchema = addTemplateSchema
  .omit({ object: true })
  .extend({ isOn: z.boolean(), file: uuid.optional(), version: whole })

export const lookSchema = addTemplateSchema.pick({ object: true, language: true, file: true })
