import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Context } from '../records/context.ts'

/** What is asked, in words for whoever decides. */
export interface ConsentWords {
  /** `客户 · CSV` */
  what: string
  /** Of a list: its filter, the columns by their labels, and the list itself. */
  filter?: unknown
  columns?: readonly string[]
  path?: string
  /** Of one record: its id. */
  record?: string
}

/** Something that may need a second person's consent. Its `ask` is kept as it was given, and is what is done in the end. */
export interface ConsentKind<A = unknown> {
  kind: string
  /** Who may decide. */
  right: 'export.consent' | 'personalData.erase'
  ask: z.ZodType<A>
  /** The noun that it is about; null for none. */
  object: (ask: A) => string | null
  /** How many rows it is for this actor now. @throws whatever keeps him from it, also before he asks */
  count: (ctx: Context, ask: A) => Promise<number>
  say: (ctx: Context, ask: A) => ConsentWords
  /** The file; missing where what is consented to is no file. */
  open?: (ctx: Context, ask: A) => Promise<TakenFile>
}

/** A file on its way out. */
export interface TakenFile {
  name: string
  /** Its media type. */
  type: string
  body: Readable | Buffer | string
}

/** Declares a kind. */
export const consentKind = <A>(kind: ConsentKind<A>): ConsentKind<A> => kind
