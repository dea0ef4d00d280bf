import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import type { StageKind } from './pipeline.object.ts'

/** A stage as rules need it. */
export interface Stage {
  id: string
  pipelineId: string
  name: string
  kind: StageKind
  /** 0 to 100, or null when the stage says nothing. */
  probability: number | null
  /** Days that an opportunity usually stays; null when the company has set none. */
  normDays: number | null
  guidance: string | null
  needs: string | null
}

/** The living stages of these ids. */
export async function stagesById(ctx: Context, ids: readonly string[]): Promise<Map<string, Stage>> {
  if (ids.length === 0) return new Map()
  const stages = await read(ctx, sql`id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(stages.map(stage => [stage.id, stage]))
}

/** The living stages of pipelines, each in its order. */
export const stagesOf = (ctx: Context, pipelineIds: readonly string[]): Promise<Stage[]> =>
  read(ctx, sql`pipeline_id = any(${[...new Set(pipelineIds)]}::uuid[])`)

/** The pipeline that is meant when none is named: the oldest. Null when there is none. */
export async function defaultPipeline(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from pipelines where deleted_at is null order by created_at, id limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}

async function read(ctx: Context, condition: ReturnType<typeof sql>): Promise<Stage[]> {
  const { rows } = await sql<Record<string, string | null>>`
    select id, pipeline_id, name, kind, probability, norm_days, guidance, needs from stages
    where ${condition} and deleted_at is null order by pipeline_id, position, id`.execute(ctx.db)
  return rows.map(row => ({
    id: row.id as string,
    pipelineId: row.pipeline_id as string,
    name: row.name as string,
    kind: row.kind as StageKind,
    probability: row.probability === null ? null : Number(row.probability),
    normDays: row.norm_days === null ? null : Number(row.norm_days),
    guidance: row.guidance ?? null,
    needs: row.needs ?? null,
  }))
}
