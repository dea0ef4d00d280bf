// The public face of records: the only way in which record tables are written.
export { act } from './act.ts'
export type { Company, Context } from './context.ts'
export { create, type CreateInput, type CreateOutcome, createMany } from './create.ts'
export {
  type ActionDefinition,
  type ActionResult,
  defineAction,
  defineModule,
  type Draft,
  type ModuleDefinition,
} from './module.ts'
export { type ApiRecord, find, findEach, type FindQuery, get } from './read.ts'
export { removeMany, restore } from './remove.ts'
export { type Change, type ChangeOutcome, update } from './update.ts'
