import type { Filter } from '../objects/filter.ts'
import type { ApiRecord, Context } from '../records/index.ts'

/** A list that a part of a record's page shows, as the page asks the API for it. */
export interface PageList {
  filter: Filter
  sort?: readonly string[]
  fields?: readonly string[]
  limit: number
  count?: boolean
  sums?: readonly string[]
}

/** What an address would answer, handed over together with the page, so that nobody needs to ask it. */
export interface HandedAnswer {
  /** Behind `/api`. */
  path: string
  query: Readonly<Record<string, unknown>>
  answer: unknown
}

/** What a module's panel on the page of another noun asks for. */
export interface PagePart {
  /** Names of the nouns on whose pages it stands. */
  on: readonly string[]
  /** The noun that it shows: whoever may not read it is handed nothing. */
  of: string
  /** The lists that it shows, pure: the panel asks the same. */
  lists?: (on: string, id: string) => readonly PageList[]
  /** What no list says. */
  read?: (ctx: Context, on: string, record: ApiRecord) => Promise<readonly HandedAnswer[]>
}
