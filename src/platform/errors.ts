/**
 * A problem that the person can read and act on. It becomes an RFC 9457 problem document; `code` is stable and is at the same
 * time the key of its message (`problems.<code>` in the messages of both languages), `params` fill that message.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>
  readonly fields: FieldProblem[]
  /** Extra members of the problem document, for a program: the conflicting record, the seconds to wait … */
  readonly details: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    options: {
      params?: Record<string, unknown>
      fields?: FieldProblem[]
      details?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(
      `${code} ${JSON.stringify(options.params ?? {})}${options.fields?.length ? ` ${JSON.stringify(options.fields)}` : ''}`,
      {
        cause: options.cause,
      },
    )
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.params = options.params ?? {}
    this.fields = options.fields ?? []
    this.details = options.details ?? {}
  }
}

/** What is wrong with one field: `path` is its name (`lines.2.quantity` inside lines), `code` the key of a message. */
export interface FieldProblem {
  path: string
  code: string
  params?: Record<string, unknown>
}

/** 404, also for what exists but may not be seen. */
export const notFound = (what = 'record'): Problem => new Problem(404, 'not_found', { params: { what } })
export const forbidden = (permission: string): Problem => new Problem(403, 'forbidden', { params: { permission } })
export const invalid = (fields: FieldProblem[]): Problem => new Problem(422, 'invalid', { fields })
export const badRequest = (code: string, params: Record<string, unknown> = {}): Problem =>
  new Problem(400, code, { params })
export const conflict = (
  code: string,
  params: Record<string, unknown> = {},
  details: Record<string, unknown> = {},
): Problem => new Problem(409, code, { params, details })
