import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { badRequest } from '../errors.ts'
import type { RequestKey } from './request-key.ts'

const mostLetters = 200

/**
 * The header `Idempotency-Key` of a request that changes something; undefined without one. What counts as the same request is method, path, query and
 * body (of a file its announced length). @throws Problem `idempotency.bad_key` (400)
 */
export function keyOfRequest(request: FastifyRequest): RequestKey | undefined {
  const known = keys.get(request)
  if (known) return known
  const read = readKey(request)
  if (read) keys.set(request, read)
  return read
}

/** A request has one key, however often its context is made. */
const keys = new WeakMap<FastifyRequest, RequestKey>()

function readKey(request: FastifyRequest): RequestKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method === 'GET' || request.method === 'HEAD') return undefined
  if (typeof key !== 'string' || key.length > mostLetters || !/^[\x21-\x7e]+$/.test(key))
    throw badRequest('idempotency.bad_key', { max: mostLetters })
  const [path = '', query = ''] = request.url.split('?')
  const body = isFile(request.body) ? [request.headers['content-length'] ?? null] : sorted(request.body ?? null)
  const hash = createHash('sha256')
    .update(JSON.stringify([query, body]))
    .digest()
  return { route: `${request.method} ${path}`, key, hash, parts: 0, isReplay: false }
}

const isFile = (body: unknown): boolean => typeof body === 'object' && body !== null && 'pipe' in body

/** The same members in another order are the same request. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)])
}
