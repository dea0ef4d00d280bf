import { sql } from 'kysely'
import { z } from 'zod'
import { visible } from '#platform/access/visible.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { named } from '#platform/http/shapes.ts'
import type { Context } from '#platform/records/index.ts'
import { pipeline } from './pipeline.object.ts'

/** `GET /api/pipelines/offered`: the pipelines as they are offered to whoever asks; the first one is meant when none is named. */
export function offeredRoutes(server: ApiServer): void {
  server.get(
    '/api/pipelines/offered',
    says({ id: 'pipelines.offered', answer: z.object({ records: z.array(named) }), of: ['pipeline'] }),
    async request => ({ records: await offered(await contextOf(request)) }),
  )
}

/** The pipeline that is meant when none is named: the first that is offered. Null when there is none. */
export const defaultPipeline = async (ctx: Context): Promise<string | null> =>
  (await inOrder(ctx, sql`p.deleted_at is null`, 1))[0]?.id ?? null

const offered = (ctx: Context): Promise<{ id: string; title: string }[]> =>
  inOrder(ctx, visible(ctx, pipeline, 'p'), 50)

/**
 * First those that are offered to the actor's department, or to one above it, the nearest first; then those that are offered to no department
 * alone, then the others; older ones first.
 */
async function inOrder(
  ctx: Context,
  condition: ReturnType<typeof sql>,
  howMany: number,
): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    with recursive above (id, parent_id, distance) as (
      select id, parent_id, 0 from departments where id = ${ctx.actor.departmentId}::uuid
      union all
      select d.id, d.parent_id, above.distance + 1 from departments d join above on d.id = above.parent_id where above.distance < 50)
    select p.id, p.name as title from pipelines p
    left join lateral (select min(above.distance) as distance, count(*) > 0 as is_bound
      from pipeline_departments pd left join above on above.id = pd.department_id
      where pd.pipeline_id = p.id and pd.deleted_at is null) as bound on true
    where ${condition}
    order by bound.distance nulls last, bound.is_bound, p.created_at, p.id limit ${howMany}`.execute(ctx.db)
  return rows
}
