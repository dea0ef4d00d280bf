// What declarations may use, and all they may use: the browser reads this too.
export * from './field.ts'
export * from './filter.ts'
export * from './define-object.ts'
export * from './define-action.ts'
export * from './naming.ts'
export { defineOptions, type OptionSet, userRoles } from './options.ts'
export * from '../fields/index.ts'
