import { noteCatalogVersion } from './catalog-version.ts'
import { drawKey } from './draw-key.ts'
import { dropHanded, takeHanded } from './handed-answers.ts'
import { ApiProblem } from './problem.ts'
import { noteAnswer, reachability } from './reachability.ts'
import { signedInAgain } from './signed-out.ts'

/** Values of a query string; what is undefined, null or empty is left out, arrays are joined by commas, objects become JSON. */
export type Query = Record<string, unknown>

export interface RequestOptions {
  query?: Query
  signal?: AbortSignal
  /** Answer 401 instead of asking the person to sign in: for the session's own requests. */
  bearsSignedOut?: boolean
  /** The language of the answer, when it is not the page's. */
  locale?: string
  /** Sent with a POST; a repetition with the same key does nothing twice. One is made when none is given. */
  idempotencyKey?: string
}

/**
 * JSON requests to `/api`. Paths begin behind it: `api.get('/customers')`. Every refusal is thrown as an `ApiProblem`; 401 brings the
 * sign-in form over the page, and the request goes on afterwards.
 */
export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => request<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}) =>
    request<T>('POST', path, body, { idempotencyKey: drawKey(), ...options }),
  put: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>('PATCH', path, body, options),
  delete: <T>(path: string, options: RequestOptions = {}) => request<T>('DELETE', path, undefined, options),
}

/** The address of a path below `/api`, for links and downloads. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const text = queryText(value)
    if (text !== '') search.set(name, text)
  }
  const tail = search.toString()
  return `/api${path}${tail ? `?${tail}` : ''}`
}

function queryText(value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return '1'
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}

async function request<T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> {
  if (method !== 'GET') dropHanded()
  const handed = method === 'GET' ? takeHanded(apiUrl(path, options.query)) : undefined
  if (handed !== undefined) return handed as T
  const response = await send(method, path, body, options)
  if (response.status === 401 && !options.bearsSignedOut) {
    await signedInAgain()
    return await request<T>(method, path, body, options)
  }
  noteCatalogVersion(response.headers.get('x-catalog-version'))
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // What is read and refused is said in the language of the page, whatever another device of this person speaks.
    'x-locale': options.locale ?? document.documentElement.lang,
  }
  // A form or a file goes as it is.
  const isRaw = body instanceof FormData || body instanceof Blob
  if (body !== undefined && !isRaw) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  try {
    const response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      body: isRaw ? body : body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal ?? null,
    })
    noteAnswer(true)
    return response
  } catch (error) {
    // A request that its caller gave up is no failure of the network.
    if (options.signal?.aborted) throw error
    noteAnswer(false)
    throw new ApiProblem(0, { code: reachability() === 'offline' ? 'offline' : 'unreachable' })
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
  // A proxy in between may answer with a page; then the status is all we know.
  const document: unknown = isJson ? await response.json().catch(() => null) : null
  const known = typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {}
  const code = response.status >= 502 && response.status <= 504 ? 'unreachable' : 'unexpected'
  return new ApiProblem(response.status, { code, correlationId: response.headers.get('x-correlation-id'), ...known })
}
