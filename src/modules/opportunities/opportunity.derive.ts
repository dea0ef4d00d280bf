import { defaultPipeline, type Stage, stagesById, stagesOf } from '#modules/pipelines/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { stateOf, unmetNeeds } from './opportunity.rules.ts'

/**
 * What follows from other values: a pipeline and its first open stage when none is given, the state from the stage, the currency of the
 * company, opened today unless said otherwise (an import says "unknown" by an empty value), and the needs of a stage that is entered.
 */
export async function deriveOpportunity(ctx: Context, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  await settlePipeline(ctx, drafts)
  const named = await stagesById(
    ctx,
    drafts.flatMap(({ values }) => idOf(values.stage) ?? []),
  )
  const inOrder = await stagesOf(
    ctx,
    drafts.flatMap(({ values }) => idOf(values.pipeline) ?? []),
  )
  for (const draft of drafts) {
    settleStage(draft, named, inOrder)
    const { values } = draft
    if (draft.before === null && values.openedOn === undefined && !draft.isHistory)
      values.openedOn = dayAt(ctx.now(), ctx.company.timeZone)
    if (!values.currency) values.currency = ctx.company.baseCurrency
  }
}

async function settlePipeline(ctx: Context, drafts: Draft[]): Promise<void> {
  const without = drafts.filter(({ values }) => !values.pipeline)
  if (without.length === 0) return
  const usual = await defaultPipeline(ctx)
  for (const { values } of without) if (usual) values.pipeline = { id: usual, title: '' }
}

function settleStage(draft: Draft, named: ReadonlyMap<string, Stage>, inOrder: readonly Stage[]): void {
  const { values, before } = draft
  const pipelineId = idOf(values.pipeline)
  let stage = named.get(idOf(values.stage) ?? '')
  const isElsewhere = stage !== undefined && stage.pipelineId !== pipelineId
  if (!stage || (isElsewhere && idOf(before?.stage) === stage.id)) {
    stage = inOrder.find(one => one.pipelineId === pipelineId && one.kind === 'open')
    values.stage = stage ? { id: stage.id, title: stage.name } : null
  } else if (isElsewhere) draft.problems.push({ path: 'stage', code: 'opportunity.stage_of_other_pipeline' })
  if (!stage) return
  const isEntered = idOf(before?.stage) !== stage.id
  values.state = stateOf(stage.kind)
  if (isEntered && (before !== null || values.probability === undefined)) values.probability = stage.probability
  if (!isEntered || draft.isHistory || before === null) return
  for (const path of unmetNeeds(stage.needs, values))
    draft.problems.push({ path, code: 'opportunity.stage_needs', params: { stage: stage.name } })
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
