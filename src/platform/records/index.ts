// The public face of records: the only way in which record tables are written.
export { act } from './act.ts'
export type { Claim, Company, Context } from './context.ts'
export { create, type CreateInput, type CreateOutcome, createMany } from './create.ts'
export {
  type ActionDefinition,
  type ActionResult,
  defineAction,
  defineActionOnMany,
  defineModule,
  type Draft,
  type ModuleDefinition,
  type Written,
} from './module.ts'
export { type Facts, noteFacts } from './facts.ts'
export { noteTrackedFacts, type TrackedFacts } from './tracked-facts.ts'
export { usesOf } from './in-use.ts'
export { type ApiRecord, find, findEach, type FindQuery, get, getMany } from './read.ts'
export { removeMany, restore } from './remove.ts'
export { type Change, type ChangeOutcome, update } from './update.ts'
