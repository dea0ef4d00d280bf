import { z } from 'zod'
import { instant, named, text, uuid, whole } from '#platform/http/shapes.ts'
import { says } from '#platform/http/describe-route.ts'
import { sql } from 'kysely'
import { currentVersions, stagesIn } from '#modules/pipelines/index.ts'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { type Context, get } from '#platform/records/index.ts'
import { opportunity } from './opportunity.object.ts'
import { needsIn } from './opportunity.rules.ts'
import { normShown, normsOf } from './stage-norms.ts'

const words = text.nullable()
const staysAnswer = z.object({
  stays: z.array(z.object({ stage: uuid, from: instant.nullable(), until: instant.nullable() })),
  stages: z.array(
    z.object({
      id: uuid,
      name: text,
      kind: text,
      probability: z.number().nullable(),
      normDays: whole.nullable(),
      normBasis: z.enum(['own', 'set']).nullable(),
      normStays: whole,
      steps: words,
      risks: words,
      avoidance: words,
      exitStandard: words,
      guidance: words,
      responsible: named.nullable(),
      needs: z.array(text),
    }),
  ),
  version: whole,
  newestVersion: whole,
})

/** One stay of an opportunity in a stage. ISO instants; null is unknown, of `until` also "still there". */
interface Stay {
  stage: string
  from: string | null
  until: string | null
}

/**
 * `GET /api/opportunities/:id/stays`: the stages that an opportunity has gone through, in the order in which it did (facts 10), and those of the
 * version of its pipeline by which it goes.
 */
export function stayRoutes(server: ApiServer): void {
  server.get<{ Params: { id: string } }>(
    '/api/opportunities/:id/stays',
    says({ id: 'opportunities.stays', answer: staysAnswer, of: ['opportunity'] }),
    async request => {
      const { id } = request.params
      if (!isId(id)) throw notFound('opportunity')
      const ctx = await contextOf(request)
      return { ...(await courseOf(ctx, id)), stays: await staysOf(ctx, id) }
    },
  )
}

/** The stages by which it goes, as they are or were in its version. @throws Problem 404 for what the actor may not see. */
async function courseOf(ctx: Context, id: string) {
  const { pipeline, pipelineVersion } = await get(ctx, opportunity, id)
  const version = { pipelineId: (pipeline as { id: string } | null)?.id ?? '', number: Number(pipelineVersion ?? 1) }
  const stages = (await stagesIn(ctx, [version]))(version)
  const norms = await normsOf(
    ctx,
    stages.map(stage => stage.id),
  )
  return {
    stages: stages.map(({ pipelineId: _pipeline, position: _position, needs, ...stage }) => ({
      ...stage,
      ...normShown(norms.get(stage.id)),
      needs: needsIn(needs),
    })),
    version: version.number,
    newestVersion: (await currentVersions(ctx, [version.pipelineId])).get(version.pipelineId) ?? version.number,
  }
}

async function staysOf(ctx: Context, id: string): Promise<Stay[]> {
  const { rows } = await sql<{ stage: string; at: string | null }>`
    select to_value as stage, at from transitions
    where record_id = ${id}::uuid and field = 'stage' and to_value is not null
    order by recorded_at, id`.execute(ctx.db)
  return rows.map((row, place) => ({ stage: row.stage, from: row.at, until: rows[place + 1]?.at ?? null }))
}
