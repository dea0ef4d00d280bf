import type { z } from 'zod'
import { badRequest, type FieldProblem, invalid } from '../errors.ts'

/**
 * Reads a request's body (or a command's options) by a schema and returns what the schema makes of it.
 * Problems: `body.not_object` (400); `invalid` (422) with every field problem at once. A schema's own rule names its code as the
 * error text: `z.string().refine(isDay, 'field.not_date')`; its parameters travel as `params`.
 */
export const parseBody = <T extends z.ZodType>(schema: T, body: unknown): z.output<T> => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('body.not_object')
  const read = schema.safeParse(body, { reportInput: true })
  if (read.success) return read.data
  throw invalid(read.error.issues.flatMap(fieldProblems))
}

type Issue = z.core.$ZodIssue

const fieldProblems = (issue: Issue): FieldProblem[] => {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ path: path ? `${path}.${key}` : key, code: 'field.unknown' }))
  }
  return [{ path, ...codeOf(issue) }]
}

const codeOf = (issue: Issue): Omit<FieldProblem, 'path'> => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.input, issue.expected)
    case 'invalid_value':
      return issue.input === undefined || issue.input === null
        ? { code: 'field.required' }
        : { code: 'field.unknown_option', params: { text: String(issue.input) } }
    case 'too_small':
      if (issue.origin === 'number') return { code: 'field.too_small', params: { min: issue.minimum } }
      return issue.minimum === 1
        ? { code: 'field.required' }
        : { code: 'field.too_short', params: { min: issue.minimum } }
    case 'too_big':
      return issue.origin === 'number'
        ? { code: 'field.too_large', params: { max: issue.maximum } }
        : { code: 'field.too_long', params: { max: issue.maximum } }
    case 'custom':
      return { code: issue.message, params: issue.params ?? {} }
    default:
      return { code: 'field.wrong_form' }
  }
}

const wrongType = (input: unknown, expected: string): Omit<FieldProblem, 'path'> => {
  if (input === undefined || input === null) return { code: 'field.required' }
  if (expected === 'string') return { code: 'field.not_text' }
  if (expected === 'number') return { code: 'field.not_number' }
  return { code: 'field.wrong_form' }
}
