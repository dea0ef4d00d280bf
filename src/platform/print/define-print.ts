import type { z } from 'zod'
import type { ObjectDefinition } from '../objects/index.ts'
import type { ApiRecord, Context } from '../records/index.ts'
import type { PrintDocument, PrintLanguage } from './paper-description.ts'

/** What building a document may need beside the record. */
export interface PrintHow<I = unknown> {
  /** What was said beside print and language, as `input` of the print reads it. */
  input: I
  /** A picture that this context may read (a logo) as a data address; null when it is none, or may not be read. */
  picture: (ctx: Context, file: string) => Promise<string | null>
}

/** A paper that a noun has: a quotation, a contract, a statement. Its name is `<noun>.prints.<name>` in both languages. */
export interface PrintDefinition<I = unknown> {
  object: string
  name: string
  languages: readonly PrintLanguage[]
  /**
   * Describes the paper. It reads through `ctx`, whose words are already in the language of the paper, so what the actor may not see is not on it. What it throws
   * (Problem) is told to whoever wants to print.
   */
  build: (ctx: Context, id: string, language: PrintLanguage, how: PrintHow<I>) => Promise<PrintDocument>
  /** What else is asked: the day of a statement. Then it is offered by its own screen alone. */
  input?: z.ZodType<I>
  /** It is not shown before it is printed: with the company's seal on it. */
  hasNoPreview?: true
  /** Whether it can be printed of this record now, by this person. Otherwise it is neither offered nor made. */
  isPossible?: (ctx: Context, record: ApiRecord) => boolean
  /** It is offered by its own screen alone. */
  isElsewhere?: true
}

/** What Word templates of a noun may name beside its fields: amounts in capitals. Its words are `<noun>.print_values.<name>`. */
export interface PrintValues {
  object: string
  names: readonly string[]
  read: (ctx: Context, record: ApiRecord, language: PrintLanguage) => Promise<Readonly<Record<string, string>>>
}

/** Declares a paper of a noun; both languages unless told. */
export const definePrint = <I = unknown>({
  object,
  languages = ['zh', 'en'],
  ...print
}: Omit<PrintDefinition<I>, 'object' | 'languages'> & {
  object: ObjectDefinition
  languages?: readonly PrintLanguage[]
}): PrintDefinition => ({ ...print, object: object.name, languages }) as PrintDefinition

/** Declares what Word templates of a noun may name beside its fields. */
export const definePrintValues = ({
  object,
  ...values
}: Omit<PrintValues, 'object'> & { object: ObjectDefinition }): PrintValues => ({ ...values, object: object.name })
