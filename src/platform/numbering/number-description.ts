// What the server tells of how records are numbered; the browser reads it too.
import type { NumberLevel } from '../objects/number-pattern.ts'

/** How the records of a noun are numbered. */
export interface NumberPattern {
  object: string
  field: string
  /** What the noun and its field are called, in the reader's language. */
  label: string
  fieldLabel: string
  levels: NumberLevel[]
  /** Whether new records get a number. */
  isOn: boolean
  /** Whether it may be turned off. */
  isOptional: boolean
  /** To be sent back with a change; 0 while it is as it came. */
  version: number
  /** What records with a code name to count in a series of their own (our legal entity); null when there is none. */
  series: { label: string } | null
  /** The numbers that come next, as if today. */
  next: string[]
}

/** Answer of `GET /api/number-patterns`. */
export interface NumberPatterns {
  patterns: NumberPattern[]
}
