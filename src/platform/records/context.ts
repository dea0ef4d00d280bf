import type { RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Queryable } from '../db/server.ts'
import type { FieldProblem } from '../errors.ts'
import type { RequestKey } from '../idempotency/request-key.ts'
import type { Catalog } from '../objects/catalog.ts'
import type { Behaviour } from './module.ts'

/** The company in whose database we are, as far as rules and figures need it. */
export interface Company {
  id: string
  name: string
  locale: 'zh' | 'en'
  /** ISO 4217. */
  baseCurrency: string
  /** IANA name; days, weeks, months and years of every figure are by it. */
  timeZone: string
  /** 1 to 12. */
  fiscalYearStart: number
  /** 1 = Monday … 7 = Sunday. */
  weekStart: number
  /** Whether every page and exported file says who looks at it. */
  watermark?: boolean
}

/** Who asks, where, and by which words. Comes first in every function that touches records. */
export interface Context {
  db: Queryable
  company: Company
  actor: Actor
  catalog: Catalog
  behaviour: Behaviour
  /** The batch (import, bulk edit, merge) to which every change is put down. */
  batch: string | null
  /** Why: what the person gave, or what the system does. */
  reason: string | null
  locale: 'zh' | 'en'
  now: () => Date
  /** The key by which this request is known when it is sent again. */
  requestKey?: RequestKey | undefined
  /** What is written now a verb decided: what the company merely wants filled in is not asked of it. */
  isWithinVerb?: true
  /** What is written now happened long ago: nobody is told of it. */
  isSilent?: true
  /** What is written now was so before: an undo puts it back. */
  isReturning?: true
  /** A verb of approval writes: only it brings a record under review and out of it. */
  isApproving?: true
  /** What the actor sees now he sees by what is seen with it, not as its approver. */
  isBesideApproval?: true
  /** People whom another record names already, from which this one is made: they may stand here though they have left. */
  alreadyNamed?: readonly string[]
  /** A dry run over many steps, of which each knows its own rows only. */
  rehearsal?: Rehearsal | undefined
  /** `db` is one moment of the database, seen by this actor: what was looked up once stays true. */
  snapshot?: { actor: Actor; names: Map<string, Map<string, string>> }
  /** Records that a door of their own (a pool) lets the actor at, beside those whom his scope reaches. */
  admission?: Admission | undefined
}

/** What the drafts of a dry run want for themselves alone; whoever rehearses compares it over all steps. */
export interface Rehearsal {
  /** By the draft's id. */
  claims: Map<string, Claim[]>
}

/** A key that no two drafts may have, and what is said of the second, by the row of the first. */
export interface Claim {
  key: string
  problemBeside: (row: number) => FieldProblem
}

/** A door: for these rights on this noun it reaches the records of `where`, too. It gives no right that one's roles do not. */
export interface Admission {
  object: string
  verbs: readonly string[]
  /** The records, by the alias of their table. */
  where: (alias: string) => RawBuilder<boolean>
}
