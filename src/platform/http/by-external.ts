import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { invalid, notFound } from '../errors.ts'
import { fieldType } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import { type Context, createMany, get, update } from '../records/index.ts'
import { isSame } from '../records/draft.ts'
import { contextOf, inTransaction } from './context.ts'
import { itsRecord, says } from './describe-route.ts'
import { nounAt } from './noun.ts'
import { bodyOf, seen } from './record-requests.ts'
import { newOf } from './record-answers.ts'
import type { ApiServer } from './server.ts'
import { staleAs412, tagged, versionIn } from './versions.ts'

/**
 * `GET` and `PUT /api/<plural>/by-external/:system/:externalId`: a record by what another system calls it (facts 25). PUT makes it (201) or changes it (200);
 * sent again it changes nothing.
 */
export function externalRoutes(server: ApiServer): void {
  server.get(
    '/api/:plural/by-external/:system/:externalId',
    says({ id: 'record.getByExternal', answer: itsRecord }),
    async (request, reply) => {
      const { ctx, object, source } = await targetOf(request)
      const id = await idOf(ctx, object, source)
      if (id === null) throw notFound(object.name)
      return tagged(reply, await get(ctx, object, id))
    },
  )
  server.put(
    '/api/:plural/by-external/:system/:externalId',
    says({
      id: 'record.putByExternal',
      body: newOf,
      answer: itsRecord,
      status: 200,
      orStatus: 201,
      right: 'create',
      takesVersion: true,
    }),
    async (request, reply) => {
      const { ctx, object, source } = await targetOf(request)
      const asked = { source, values: bodyOf(request), version: versionIn(request) }
      const { id, isNew } = await inTransaction(ctx, trx => put(trx, object, asked)).catch(staleAs412)
      if (isNew) void reply.status(201).header('location', `/api/${kebabCase(object.plural)}/${id}`)
      return tagged(reply, await seen(ctx, object, id))
    },
  )
}

/** What another system calls a record. */
export interface Source {
  system: string
  id: string
}

async function targetOf(request: FastifyRequest): Promise<{ ctx: Context; object: ObjectDefinition; source: Source }> {
  const { plural, system, externalId } = request.params as { plural: string; system: string; externalId: string }
  const ctx = await contextOf(request)
  const object = objectOf(ctx.catalog, nounAt(ctx, plural).name)
  const source = { system: system.trim(), id: externalId.trim() }
  const wrong = [
    ...(isName(source.system, 100) ? [] : [{ path: 'sourceSystem', code: 'field.wrong_form' }]),
    ...(isName(source.id, 200) ? [] : [{ path: 'externalId', code: 'field.wrong_form' }]),
  ]
  if (wrong.length > 0) throw invalid(wrong)
  return { ctx, object, source }
}

const isName = (text: string, most: number): boolean =>
  text !== '' && text.length <= most && text.isWellFormed() && !/\p{Cc}/u.test(text)

interface Asked {
  source: Source
  values: Record<string, unknown>
  version: number | undefined
}

async function put(
  ctx: Context,
  object: ObjectDefinition,
  { source, values, version }: Asked,
): Promise<{ id: string; isNew: boolean }> {
  // Two that come at once with the same name are one record.
  const name = JSON.stringify([object.name, source.system, source.id])
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 14))`.execute(ctx.db)
  const id = await idOf(ctx, object, source)
  if (id === null) {
    const { ids, refused } = await createMany(ctx, object, [{ values, source }])
    if (!ids[0]) throw invalid(refused[0]?.fields ?? [])
    return { id: ids[0], isNew: true }
  }
  await update(ctx, object, id, await changing(ctx, object, { id, values }), version)
  return { id, isNew: false }
}

/** What is set at creation may be said again, as long as it is the same. */
async function changing(
  ctx: Context,
  object: ObjectDefinition,
  { id, values }: { id: string; values: Record<string, unknown> },
): Promise<Record<string, unknown>> {
  const record = await get(ctx, object, id)
  const isRepeated = ([name, value]: [string, unknown]): boolean => {
    const field = object.fields[name]
    if (field?.setBy !== 'creation' || value === null || value === undefined) return false
    const read = fieldType(field.type).parse(value, field)
    return read.ok && isSame(field, record[name], read.value)
  }
  return Object.fromEntries(Object.entries(values).filter(entry => !isRepeated(entry)))
}

async function idOf(ctx: Context, object: ObjectDefinition, { system, id }: Source): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(tableOf(object))}
    where source_system = ${system} and external_id = ${id} and deleted_at is null
    union all select redirected(t.id) from ${sql.table(tableOf(object))} t
    where t.source_system = ${system} and t.external_id = ${id} and t.deleted_at is not null and redirected(t.id) is not null limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? null
}
