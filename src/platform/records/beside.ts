import type { FieldProblem } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { validateInput } from './validate.ts'

/** Given values, parted into those of fields and what is said beside them. */
export interface Parted {
  values: Record<string, unknown>
  beside: Record<string, unknown>
  problems: FieldProblem[]
}

/** Takes what behaviour lets one say beside the fields out of given values, read into its normal form. */
export function partBeside(ctx: Context, object: ObjectDefinition, given: Record<string, unknown>): Parted {
  const fields = ctx.behaviour.objects[object.name]?.beside ?? {}
  const names = Object.keys(fields).filter(name => Object.hasOwn(given, name))
  if (names.length === 0) return { values: given, beside: {}, problems: [] }
  const read = validateInput(fields, Object.fromEntries(names.map(name => [name, given[name]])))
  const values = Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)))
  return { values, beside: read.values, problems: read.problems }
}
