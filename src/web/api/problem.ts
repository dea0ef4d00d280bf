/** What is wrong with one field, in the viewer's language. `path` is the field's name; `lines.2.quantity` inside lines. */
export interface ApiFieldProblem {
  path: string
  code: string
  message: string
  params: Record<string, unknown>
}

/**
 * A refused or failed request. `code` is stable, `title` is for the person. Status 0 means that no answer came: `offline` (the device has
 * no network) or `unreachable` (the server does not answer).
 */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly fields: ApiFieldProblem[]
  readonly params: Record<string, unknown>
  readonly correlationId: string | null
  /** The whole document, for members that only one kind of problem has: `current` of a version conflict, `companies`. */
  readonly document: Record<string, unknown>

  constructor(status: number, document: Record<string, unknown>) {
    const code = typeof document.code === 'string' ? document.code : 'unexpected'
    const title = typeof document.title === 'string' ? document.title : code
    super(title)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.title = title
    this.fields = Array.isArray(document.fields) ? (document.fields as ApiFieldProblem[]) : []
    this.params = isRecord(document.params) ? document.params : {}
    this.correlationId = typeof document.correlationId === 'string' ? document.correlationId : null
    this.document = document
  }
}

/** Whether a caught error is a problem, by default any, or the one with this code. */
export const isProblem = (error: unknown, code?: string): error is ApiProblem =>
  error instanceof ApiProblem && (code === undefined || error.code === code)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
