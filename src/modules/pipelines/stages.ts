import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import type { StageKind } from './pipeline.object.ts'

/** A stage as rules need it. */
export interface Stage {
  id: string
  pipelineId: string
  /** Its place in the pipeline, or the last one that it had. */
  position: number
  name: string
  kind: StageKind
  /** 0 to 100, or null when the stage says nothing. */
  probability: number | null
  /** Days that an opportunity usually stays; null when the company has set none. */
  normDays: number | null
  steps: string | null
  risks: string | null
  /** How its risks are avoided. */
  avoidance: string | null
  exitStandard: string | null
  guidance: string | null
  /** Names of fields, separated by commas, that must be filled before it is entered. */
  needs: string | null
  /** Who answers for this stage, beside whoever has the opportunity. */
  responsible: { id: string; title: string } | null
}

/** The living stages of these ids. */
export async function stagesById(ctx: Context, ids: readonly string[]): Promise<Map<string, Stage>> {
  if (ids.length === 0) return new Map()
  const stages = await readStages(ctx, sql`id = any(${[...new Set(ids)]}::uuid[]) and deleted_at is null`)
  return new Map(stages.map(stage => [stage.id, stage]))
}

/** A stage by its id, also one that has been taken out of its pipeline since. */
export const stageEver = async (ctx: Context, id: string): Promise<Stage | undefined> =>
  (await readStages(ctx, sql`id = ${id}::uuid`))[0]

/** The living stages of pipelines, each in its order. */
export const stagesOf = (ctx: Context, pipelineIds: readonly string[]): Promise<Stage[]> =>
  readStages(ctx, sql`pipeline_id = any(${[...new Set(pipelineIds)]}::uuid[]) and deleted_at is null`)

/** Stages by a condition on their table, taken-out ones too unless it says otherwise; by pipeline and place. */
export async function readStages(ctx: Context, condition: ReturnType<typeof sql>): Promise<Stage[]> {
  const { rows } = await sql<Record<string, string | null>>`
    select id, pipeline_id, position, name, kind, probability, norm_days, steps, risks, avoidance, exit_standard, guidance, needs,
      responsible_id, (select u.name from users u where u.id = responsible_id) as responsible from stages
    where ${condition} order by pipeline_id, position, id`.execute(ctx.db)
  return rows.map(row => ({
    id: row.id as string,
    pipelineId: row.pipeline_id as string,
    position: Number(row.position),
    name: row.name as string,
    kind: row.kind as StageKind,
    probability: row.probability === null ? null : Number(row.probability),
    normDays: row.norm_days === null ? null : Number(row.norm_days),
    steps: row.steps ?? null,
    risks: row.risks ?? null,
    avoidance: row.avoidance ?? null,
    exitStandard: row.exit_standard ?? null,
    guidance: row.guidance ?? null,
    needs: row.needs ?? null,
    responsible: row.responsible_id ? { id: row.responsible_id, title: row.responsible ?? '' } : null,
  }))
}
