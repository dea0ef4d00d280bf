import type { FieldProblem } from '../errors.ts'
import type { Fields, Json } from '../objects/field.ts'
import type { InputOf, ObjectDefinition, RecordOf, VerbDefinition } from '../objects/index.ts'
import type { ApiServer } from '../http/server.ts'
import type { ReportDefinition } from '../reports/define-report.ts'
import type { ObjectImport } from '../transfer/object-import.ts'
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
}

/** What a module adds to the steps of writing its nouns. Both are asked for every create, update and verb. */
export interface ObjectBehaviour {
  /** Fills what follows from other values, on all drafts at once; changes `draft.values` and `draft.problems` in place. */
  derive?: (ctx: Context, drafts: Draft[]) => Promise<void>
  /** Asked before records go into the bin; throws the Problem that keeps them. */
  keep?: (ctx: Context, ids: readonly string[]) => Promise<void>
  /** Pure: what is wrong with a draft that is valid field by field. */
  check?: (draft: Draft) => FieldProblem[]
}

/** What a verb wants written. */
export interface ActionResult {
  changes: Record<string, unknown>
  reason?: string
  /** The instant at which tracked fields changed, when it is not now: ISO, or 'unknown'. */
  at?: string
}

/** A verb with what it does. */
export interface ActionDefinition {
  definition: VerbDefinition
  run: (
    ctx: Context,
    record: RecordOf<ObjectDefinition> & Record<string, unknown>,
    input: Record<string, unknown>,
  ) => Promise<ActionResult>
}

/** Gives a declared verb what it does. `run` reads and decides; the platform writes what it returns. */
export const defineAction = <O extends ObjectDefinition, I extends Fields>(
  definition: VerbDefinition<O, I>,
  run: (ctx: Context, record: RecordOf<O>, input: InputOf<I>) => Promise<ActionResult>,
): ActionDefinition => ({
  definition: definition as unknown as VerbDefinition,
  run: run as unknown as ActionDefinition['run'],
})

/** An event that a subscriber is told after commit. */
export interface DomainEvent {
  id: string
  name: string
  object: string
  recordId: string
  payload: Record<string, Json>
}

/** Told of events after commit; its effect and its mark commit together, so it acts once. */
export interface Subscriber {
  name: string
  event: string
  handle: (ctx: Context, event: DomainEvent) => Promise<void>
}

/** A module's face to the server. */
export interface ModuleDefinition {
  name: string
  dependsOn: readonly string[]
  objects: readonly ObjectDefinition[]
  actions: readonly ActionDefinition[]
  behaviour: Readonly<Record<string, ObjectBehaviour>>
  /** What its nouns are called in files of other systems, and what becomes of such a file's rows. */
  importing: Readonly<Record<string, ObjectImport>>
  reports: readonly ReportDefinition[]
  subscribers: readonly Subscriber[]
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
  actions: [],
  behaviour: {},
  importing: {},
  reports: [],
  subscribers: [],
  messages: { zh: {}, en: {} },
  ...module,
})

/** What all modules add, gathered for the context. */
export interface Behaviour {
  objects: Readonly<Record<string, ObjectBehaviour>>
  importing: Readonly<Record<string, ObjectImport>>
  actions: readonly ActionDefinition[]
}
