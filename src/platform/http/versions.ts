import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** Says with a record which version it is: what `If-Match` takes. */
export function tagged<T>(reply: FastifyReply, record: T): T {
  const version = (record as { version?: unknown } | null)?.version
  if (typeof version === 'number') void reply.header('etag', `"${version}"`)
  return record
}

/** The version in `If-Match`; undefined without one, and for `*`, which any version fits. @throws Problem `if_match.malformed` (400) */
export function versionIn(request: FastifyRequest): number | undefined {
  const given = request.headers['if-match']?.trim()
  if (given === undefined || given === '*') return undefined
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1]
  if (digits === undefined) throw badRequest('if_match.malformed')
  return Number(digits)
}

/**
 * Locks a record and refuses what was meant for another version of it; what is not there or may not be seen is left to whoever acts on it.
 * @throws Problem `version_stale` (412)
 */
export async function assertVersion(
  ctx: Context,
  declared: ObjectDefinition,
  { id, version }: { id: string; version: number | undefined },
): Promise<void> {
  if (version === undefined) return
  const object = objectOf(ctx.catalog, declared.name)
  const { rows } = await sql<{ version: number }>`select t.version from ${sql.table(tableOf(object))} t
    where t.id = ${id}::uuid and ${visible(ctx, object, 't')} for update of t`.execute(ctx.db)
  const now = rows[0]?.version
  if (now !== undefined && now !== version)
    throw new Problem(412, 'version_stale', { params: { version: now }, details: { current: { id, version: now } } })
}

/** A change that met another one of the same fields: whoever asked by `If-Match` is answered as HTTP says. */
export function staleAs412(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'version_conflict') throw error
  const { params, fields, details } = error
  throw new Problem(412, error.code, { params, fields, details, cause: error })
}
