import { sql } from 'kysely'
import type { Context, Draft, Written } from '#platform/records/index.ts'
import { usesOf } from '#platform/records/index.ts'
import { pipeline } from './pipeline.object.ts'
import { readStages, type Stage, stagesOf } from './stages.ts'

/** A version of a pipeline, as something that goes by it names it. */
export interface VersionOf {
  pipelineId: string
  number: number
}

/** A changed pipeline in use gets its next version; one that nothing goes by changes where it stands. Changes `draft.values` in place. */
export async function settleVersion(ctx: Context, drafts: Draft[]): Promise<void> {
  const rebuilt = drafts.filter(({ before, values }) => before !== null && !isSameCourse(before.stages, values.stages))
  if (rebuilt.length === 0) return
  for (const { id, before, values } of rebuilt)
    if ((await usesOf(ctx, pipeline, [id], { bin: true })).length > 0)
      values.currentVersion = Number(before?.currentVersion) + 1
}

/** Keeps the stages of the version that has just ended. */
export async function keepVersion(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const { id, before, values } of written) {
    const ended = Number(before?.currentVersion)
    if (!before || !values || Number(values.currentVersion) <= ended) continue
    const stages = coursePoints(before.stages)
    await sql`insert into pipeline_versions (pipeline_id, number, ended_at, ended_by_id, stages)
      values (${id}::uuid, ${ended}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid, ${JSON.stringify(stages)}::jsonb)`.execute(
      ctx.db,
    )
  }
}

/** The newest version of each of these pipelines. */
export async function currentVersions(ctx: Context, pipelineIds: readonly string[]): Promise<Map<string, number>> {
  const ids = [...new Set(pipelineIds)]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; number: string }>`
    select id, current_version as number from pipelines where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, Number(row.number)]))
}

/**
 * The stages of versions, each in its order: those of the newest as they stand, those of an older one with the kind and the needs that they
 * had in it, also where a stage has been taken out since.
 */
export async function stagesIn(ctx: Context, versions: readonly VersionOf[]): Promise<(asked: VersionOf) => Stage[]> {
  const current = await currentVersions(
    ctx,
    versions.map(one => one.pipelineId),
  )
  const isFormer = ({ pipelineId, number }: VersionOf): boolean => number < (current.get(pipelineId) ?? number)
  const former = new Map(versions.filter(isFormer).map(one => [keyOf(one), one]))
  const known = new Map<string, Stage[]>()
  for (const [key, one] of former) known.set(key, await formerStages(ctx, one))
  const living = Map.groupBy(
    await stagesOf(
      ctx,
      versions.map(one => one.pipelineId),
    ),
    stage => stage.pipelineId,
  )
  return asked => known.get(keyOf(asked)) ?? living.get(asked.pipelineId) ?? []
}

/** Stages of a pipeline that its newest version has no more, in which something may still stand. */
export const formerStagesOf = (ctx: Context, pipelineId: string): Promise<Stage[]> =>
  readStages(ctx, sql`pipeline_id = ${pipelineId}::uuid and deleted_at is not null`)

/** Stages that are gone among those that are there: each before the one that has moved up into its place. */
export const inPlace = (former: readonly Stage[], newest: readonly Stage[]): Stage[] =>
  [...former, ...newest].sort((a, b) => a.position - b.position)

const keyOf = ({ pipelineId, number }: VersionOf): string => `${pipelineId} ${number}`

/** What of a stage its version holds fast. */
interface CoursePoint {
  id: string
  kind: Stage['kind']
  needs: string | null
}

async function formerStages(ctx: Context, { pipelineId, number }: VersionOf): Promise<Stage[]> {
  const { rows } = await sql<{ stages: CoursePoint[] }>`
    select stages from pipeline_versions where pipeline_id = ${pipelineId}::uuid and number = ${number}`.execute(ctx.db)
  const points = rows[0]?.stages ?? []
  const stages = await readStages(ctx, sql`id = any(${points.map(({ id }) => id)}::uuid[])`)
  const byId = new Map(stages.map(stage => [stage.id, stage]))
  return points.flatMap(({ id, kind, needs }) => {
    const stage = byId.get(id)
    return stage ? [{ ...stage, kind, needs }] : []
  })
}

const coursePoints = (stages: unknown): CoursePoint[] =>
  ((stages ?? []) as Partial<CoursePoint>[]).map(({ id = '', kind = 'open', needs }) => ({
    id,
    kind,
    needs: needs ?? null,
  }))

/** Whether the same stages stand in the same order and ask and mean the same; names, days and words may differ. */
const isSameCourse = (a: unknown, b: unknown): boolean =>
  JSON.stringify(coursePoints(a)) === JSON.stringify(coursePoints(b))
