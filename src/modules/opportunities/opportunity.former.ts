import { sql } from 'kysely'
import { z } from 'zod'
import { currentVersions, formerStagesOf, inPlace, stagesOf } from '#modules/pipelines/index.ts'
import { visible } from '#platform/access/visible.ts'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { text, uuid, whole } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'

const stage = z.object({ id: uuid, name: text })
const formerAnswer = z.object({
  version: whole,
  open: z.array(stage),
  former: z.array(z.object({ stage, count: whole, into: uuid.nullable() })),
})

/**
 * `GET /api/opportunities/former?pipeline=`: the open opportunities of an older version that the actor may move over, by the stage in which they stand,
 * with the stage of the newest version that they would keep (`into`; null: one must be chosen), and the open stages of that version. They are
 * moved by `POST /api/opportunities/bulk` with the verb `moveOver`, a filter of pipeline, version and stage, and the stage wanted.
 */
export function formerRoutes(server: ApiServer): void {
  server.get(
    '/api/opportunities/former',
    says({
      id: 'opportunities.former',
      query: { pipeline: uuid },
      needs: ['pipeline'],
      answer: formerAnswer,
      of: ['opportunity', 'pipeline'],
    }),
    async request => {
      const { pipeline } = request.query as { pipeline?: string }
      const ctx = await contextOf(request)
      if (!isId(pipeline)) throw notFound('pipeline')
      return formerIn(ctx, pipeline)
    },
  )
}

async function formerIn(ctx: Context, pipelineId: string): Promise<z.output<typeof formerAnswer>> {
  await get(ctx, objectOf(ctx.catalog, 'pipeline'), pipelineId)
  const object = objectOf(ctx.catalog, 'opportunity')
  const version = (await currentVersions(ctx, [pipelineId])).get(pipelineId) ?? 1
  const newest = await stagesOf(ctx, [pipelineId])
  const open = newest.filter(({ kind }) => kind === 'open')
  const { rows } = await sql<{ id: string; n: string }>`
    select t.stage_id as id, count(*) as n from opportunities t
    where t.pipeline_id = ${pipelineId}::uuid and t.pipeline_version < ${version} and t.state = 'open'
      and ${visible(ctx, object, 't', 'moveOver')} group by t.stage_id`.execute(ctx.db)
  const counts = new Map(rows.map(row => [row.id, Number(row.n)]))
  const known = inPlace(await formerStagesOf(ctx, pipelineId), newest)
  return {
    version,
    open: open.map(({ id, name }) => ({ id, name })),
    former: known.flatMap(({ id, name }) => {
      const count = counts.get(id)
      return count ? [{ stage: { id, name }, count, into: open.some(one => one.id === id) ? id : null }] : []
    }),
  }
}
