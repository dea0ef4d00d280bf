import type { RawBuilder } from 'kysely'
import type { FieldRight, Granted } from '../access/actor.ts'
import type { Approval } from '../approvals/approval.ts'
import type { FieldProblem } from '../errors.ts'
import type { Fields, Json } from '../objects/field.ts'
import type { InputOf, ObjectDefinition, OptionSet, RecordOf, VerbDefinition } from '../objects/index.ts'
import type { ApiServer } from '../http/server.ts'
import type { ReportDefinition } from '../reports/define-report.ts'
import type { ObjectImport } from '../transfer/object-import.ts'
import type { Companies } from '../companies/companies.ts'
import type { ConsentKind } from '../consent/consent-kind.ts'
import type { DailyWork } from '../jobs/daily.ts'
import type { JobTask } from '../jobs/jobs.ts'
import type { NoticeKind, TimedNotice } from '../notify/notice-kinds.ts'
import type { TileDefinition } from '../workbench/define-tile.ts'
import type { Condition } from '../objects/filter.ts'
import type { Holding } from '../handovers/holding.ts'
import type { PagePart } from '../pages/page-part.ts'
import type { PrintDefinition, PrintValues } from '../print/define-print.ts'
import type { Context } from './context.ts'

/** A record in the making: values in API form by field name, before or after merging a patch. */
export interface Draft {
  id: string
  values: Record<string, unknown>
  /** The values before this change; null while the record is made. */
  before: Record<string, unknown> | null
  /** An import with history: what happened elsewhere long ago, so that today's rules of conduct do not apply to it. */
  isHistory: boolean
  /** What derivation found wrong. */
  problems: FieldProblem[]
  /** What was said beside the fields, by the names of `beside` of its behaviour. */
  beside?: Record<string, unknown>
  /** Why this record is written so: for its history, in place of the reason of the whole. Derivation may set it. */
  reason?: string
}

/** A record that was just written, by its values in API form. */
export interface Written {
  id: string
  before: Record<string, unknown> | null
  values: Record<string, unknown> | null
  /** Why it was written, where that was said of this record alone. */
  reason?: string | null | undefined
}

/**
 * What a module adds to the steps of writing nouns, its own or those of modules it depends on; asked for every create, update and verb, in the
 * order of the modules.
 */
export interface ObjectBehaviour {
  /** Fills what follows from other values, on all drafts at once; changes `draft.values` and `draft.problems` in place. */
  derive?: (ctx: Context, drafts: Draft[]) => Promise<void>
  /**
   * Told in the same transaction after records were made, changed, removed or restored: where what other records say of these is brought up
   * to date (`noteFacts`). `before` is null of a new record, `values` null of a removed one.
   */
  settle?: (ctx: Context, written: readonly Written[]) => Promise<void>
  /** Asked before records go into the bin; throws the Problem that keeps them. */
  keep?: (ctx: Context, ids: readonly string[]) => Promise<void>
  /** Asked before a record comes out of the bin, with the values it will have; throws the Problem that keeps it there. */
  readmit?: (ctx: Context, record: Draft) => Promise<void>
  /** What may be said beside the fields when a record is made, changed or restored (`Draft.beside`): kept nowhere by itself. */
  beside?: Fields
  /** Told in a merge, in its transaction: rows beside the records (`ownTables`) that name one of `from` may name `into` from now on. */
  absorb?: (ctx: Context, merged: { into: string; from: readonly string[] }) => Promise<void>
  /** Pure: what is wrong with a draft as a whole. A value that could not be read is not there; what is said of its field is left out. */
  check?: (draft: Draft) => FieldProblem[]
  /** Conditions that filters may ask beside fields, by name: `{ field: 'isSlow', op: 'is', value: true }`. */
  conditions?: Readonly<Record<string, NamedCondition>>
  /** That its records need consent before they count; one module says so. */
  approval?: Approval
}

/** Something that a filter may ask of a noun though no field holds it. */
export interface NamedCondition {
  /** The fields from which it follows: whoever may not read all of them may not ask. */
  from: readonly string[]
  sql: (ctx: Context, asked: Condition, alias: string) => RawBuilder<boolean>
}

/** What a verb wants written. */
export interface ActionResult {
  changes: Record<string, unknown>
  reason?: string
  /** The instant at which tracked fields changed, when it is not now: ISO, or 'unknown'. */
  at?: string
  /** Done in the same transaction after that was written: rows beside the record, numbers that are drawn last. */
  afterwards?: (ctx: Context) => Promise<void>
}

/** A record as a verb finds it. */
export type LockedRecord = RecordOf<ObjectDefinition> & Record<string, unknown>

/** A verb that decides of each record by itself; the platform writes what it returns. */
interface ActionOnOne {
  definition: VerbDefinition
  run: (ctx: Context, record: LockedRecord, input: Record<string, unknown>) => Promise<ActionResult>
  /** Asked before the record is looked for: the context with a door for whoever may do this with records that his scope does not reach. */
  admit?: (ctx: Context, id: string) => Promise<Context>
  runMany?: undefined
}

/** A verb that does many records together, their writing included. */
interface ActionOnMany {
  definition: VerbDefinition
  /** The records are locked. Gives by id what is wrong with those that it refused; the others are done. */
  runMany: (
    ctx: Context,
    records: readonly LockedRecord[],
    input: Record<string, unknown>,
  ) => Promise<ReadonlyMap<string, FieldProblem[]>>
  run?: undefined
  admit?: undefined
}

/** A verb with what it does. */
export type ActionDefinition = ActionOnOne | ActionOnMany

/** Gives a declared verb what it does. `run` reads and decides; the platform writes what it returns. */
export const defineAction = <O extends ObjectDefinition, I extends Fields>(
  definition: VerbDefinition<O, I>,
  run: (ctx: Context, record: RecordOf<O>, input: InputOf<I>) => Promise<ActionResult>,
  more: Pick<ActionOnOne, 'admit'> = {},
): ActionDefinition => ({
  definition: definition as unknown as VerbDefinition,
  run: run as unknown as ActionOnOne['run'],
  ...more,
})

/** Gives a declared verb what it does with many records at once; one alone is many of one. */
export const defineActionOnMany = (definition: VerbDefinition, runMany: ActionOnMany['runMany']): ActionDefinition => ({
  definition,
  runMany,
})

/** An event that a subscriber is told after commit. */
export interface DomainEvent {
  id: string
  name: string
  object: string
  recordId: string
  /** Who did it; null for the system. */
  userId: string | null
  payload: Record<string, Json>
}

/** Told of events after commit; its effect and its mark commit together, so it acts once. */
export interface Subscriber {
  name: string
  /** The event's name, or which events it wants to hear. */
  event: string | ((event: DomainEvent) => boolean)
  handle: (ctx: Context, event: DomainEvent) => Promise<void>
}

/** A module's face to the server. */
export interface ModuleDefinition {
  name: string
  dependsOn: readonly string[]
  objects: readonly ObjectDefinition[]
  /** Options that fields share, also those of other modules: `choice({ set })`. */
  optionSets: readonly OptionSet[]
  actions: readonly ActionDefinition[]
  behaviour: Readonly<Record<string, ObjectBehaviour>>
  /** What its nouns are called in files of other systems, and what becomes of such a file's rows. */
  importing: Readonly<Record<string, ObjectImport>>
  /**
   * What default roles may do with its nouns, by the role's id: `{ salesperson: { 'lead.*': 'own' } }`. What is named
   * of a noun replaces, for that role, what its rule gives (`default-roles.ts`). Existing companies get them once.
   */
  grants: Readonly<Record<string, Readonly<Record<string, Granted>>>>
  /** Fields that default roles of a new company do not see or not write, by the role's id: `{ salesperson: { 'product.cost': 'hidden' } }`. */
  fieldRights: Readonly<Record<string, Readonly<Record<string, FieldRight>>>>
  /**
   * Tables beside its nouns that it writes itself, in the transaction of a record that its `settle` or verb is told of (what a version was,
   * how often somebody claimed). Never a noun's table: those are written through `records` alone.
   */
  ownTables: readonly string[]
  /** What points at a person beside the fields of records, so that a leaver needs a successor in it. */
  holdings: readonly Holding[]
  reports: readonly ReportDefinition[]
  subscribers: readonly Subscriber[]
  /** What each company has done once a day, in the night. */
  daily: readonly DailyWork[]
  /** What its panels on the pages of records ask for, so that it comes with the page. */
  pageParts: readonly PagePart[]
  /** Papers of its nouns, and what their Word templates may name beside fields. */
  prints: readonly PrintDefinition[]
  printValues: readonly PrintValues[]
  /** What it shows on the workbench. */
  tiles: readonly TileDefinition[]
  /** What it tells people about, and what of it is told by the clock. */
  notices: { kinds: readonly NoticeKind[]; timed: readonly TimedNotice[] }
  /** Kinds of long work that it queues with `server.jobs` from its routes. */
  tasks: (companies: Companies) => readonly JobTask[]
  /** Files of its own that take data out of the company, so that a second person's consent can be asked for them. */
  consentKinds: readonly ConsentKind[]
  /** Routes beyond the derived ones; the plugin sees authenticated requests through `contextOf`. */
  routes?: (server: ApiServer) => void
  /** Words in both languages; keys are nested as `customer.fields.name` says. */
  messages: { zh: Messages; en: Messages }
}

/** A tree of texts; `{max}` in a text is filled from the parameters. */
export interface Messages {
  [key: string]: string | Messages
}

/** Declares a module; what is left out is empty. */
export const defineModule = (
  module: Pick<ModuleDefinition, 'name' | 'objects'> & Partial<ModuleDefinition>,
): ModuleDefinition => ({
  dependsOn: [],
  optionSets: [],
  ownTables: [],
  actions: [],
  behaviour: {},
  importing: {},
  grants: {},
  fieldRights: {},
  holdings: [],
  reports: [],
  subscribers: [],
  consentKinds: [],
  tasks: () => [],
  daily: [],
  tiles: [],
  pageParts: [],
  prints: [],
  printValues: [],
  notices: { kinds: [], timed: [] },
  messages: { zh: {}, en: {} },
  ...module,
})

/** What a module says of default rights, and the nouns of which it may say so. */
export interface GrantsOfModule {
  objects: readonly string[]
  grants: ModuleDefinition['grants']
}

/** What all modules add, gathered for the context. */
export interface Behaviour {
  objects: Readonly<Record<string, ObjectBehaviour>>
  importing: Readonly<Record<string, ObjectImport>>
  /** By module: default rights of roles on its nouns. */
  grants: readonly GrantsOfModule[]
  /** By module: fields that default roles do not see or not write. */
  fieldRights?: readonly ModuleDefinition['fieldRights'][]
  actions: readonly ActionDefinition[]
  holdings?: readonly Holding[]
}
