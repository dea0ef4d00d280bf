import { z } from 'zod'
import { instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'

// What printing says to the browser and to programs.

export const printLanguage = z.enum(['zh', 'en'])

const offered = z.object({
  /** The paper's name, or the template's id. */
  print: text,
  label: text,
  format: z.enum(['pdf', 'docx']),
  languages: z.array(printLanguage),
  hasPreview: yesNo,
})
export type OfferedPrint = z.infer<typeof offered>

const made = z.object({
  id: uuid,
  at: instant,
  by: named.nullable(),
  print: text,
  name: text,
  language: printLanguage,
  format: z.enum(['pdf', 'docx']),
  /** The record's version that was printed, and whether it is still that. */
  version: whole,
  isCurrent: yesNo,
  fileName: text,
  size: whole,
  sha256: text,
  /** Whether this person may open the file. */
  canOpen: yesNo,
})
export type MadePrint = z.infer<typeof made>

export const recordPrints = z.object({ offered: z.array(offered), made: z.array(made) })
export type RecordPrints = z.infer<typeof recordPrints>

export const printAsk = z.strictObject({
  print: z.string().max(80),
  language: printLanguage,
  /** What this paper asks besides: the day of a statement. */
  input: z.record(z.string().max(60), z.unknown()).optional(),
})
export type PrintAsk = z.infer<typeof printAsk>

/** `missing`: characters that stand as empty boxes. */
export const printAnswer = made.extend({ missing: z.array(text) })
export type PrintAnswer = z.infer<typeof printAnswer>

export const previewAnswer = z.object({ document: z.looseObject({ title: text }) })
