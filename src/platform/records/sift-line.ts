import { maySeeField, mayWriteField, shownValue } from '../access/readable.ts'
import type { FieldProblem } from '../errors.ts'
import type { LineValue, ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { isSame } from './draft.ts'
import type { Writing } from './validate.ts'

export interface SiftedLine {
  /** What was given of fields that the actor may write. */
  values: Record<string, unknown>
  /** What a line that was there before holds in fields that he may not write, so that writing the others loses nothing. */
  kept: Record<string, unknown>
  problems: FieldProblem[]
}

/**
 * Lines are written whole, so a person sends back also what he may only look at: what equals what he was shown is kept as it is, anything else
 * in such a field is refused (`field.read_only`), and a hidden field is unknown to him (`field.unknown`).
 */
export function siftLine(
  ctx: Context,
  line: ObjectDefinition,
  given: { values: Record<string, unknown>; before: LineValue | undefined; writing: Writing },
): SiftedLine {
  const { values, before, writing } = given
  if (writing === 'byVerb') return { values, kept: {}, problems: [] }
  const closed = Object.keys(line.fields).filter(name => !mayWriteField(ctx, line, name))
  const problems = closed.flatMap((name): FieldProblem[] => {
    const value = values[name]
    if (value === undefined) return []
    if (!maySeeField(ctx, line, name)) return [{ path: name, code: 'field.unknown' }]
    const shown = before ? shownValue(ctx, line, name, before[name]) : (line.fields[name]?.default ?? null)
    return isSame(line.fields[name], shown, value) ? [] : [{ path: name, code: 'field.read_only' }]
  })
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name]) => !closed.includes(name))),
    kept: before ? Object.fromEntries(closed.map(name => [name, before[name] ?? null])) : {},
    problems,
  }
}
