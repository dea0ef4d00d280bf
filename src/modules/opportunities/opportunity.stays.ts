import { sql } from 'kysely'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'

/** One stay of an opportunity in a stage. ISO instants; null is unknown, of `until` also "still there". */
interface Stay {
  stage: string
  from: string | null
  until: string | null
}

/** `GET /api/opportunities/:id/stays`: the stages that an opportunity has gone through, in the order in which it did (facts 10). */
export function stayRoutes(server: ApiServer): void {
  server.get<{ Params: { id: string } }>('/api/opportunities/:id/stays', async request => {
    const { id } = request.params
    if (!isId(id)) throw notFound('opportunity')
    return { stays: await staysOf(await contextOf(request), id) }
  })
}

/** @throws Problem 404 for what the actor may not see. */
async function staysOf(ctx: Context, id: string): Promise<Stay[]> {
  await get(ctx, objectOf(ctx.catalog, 'opportunity'), id)
  const { rows } = await sql<{ stage: string; at: string | null }>`
    select to_value as stage, at from transitions
    where record_id = ${id}::uuid and field = 'stage' and to_value is not null
    order by recorded_at, id`.execute(ctx.db)
  return rows.map((row, place) => ({ stage: row.stage, from: row.at, until: rows[place + 1]?.at ?? null }))
}
