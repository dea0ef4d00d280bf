import { currentVersions, defaultPipeline, type Stage, stagesIn, type VersionOf } from '#modules/pipelines/index.ts'
import { refuseOffSale } from '#modules/products/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { fillContacts } from './opportunity.contacts.ts'
import { settleClasses } from './opportunity.classes.ts'
import { stateOf, unmetNeeds } from './opportunity.rules.ts'

/**
 * What follows from other values: a pipeline and its first open stage when none is given, the state from the stage, the currency of the
 * company, opened today unless said otherwise (an import says "unknown" by an empty value), and the needs of a stage that is entered.
 */
export async function deriveOpportunity(ctx: Context, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  await settlePipeline(ctx, drafts)
  const newest = await currentVersions(
    ctx,
    drafts.flatMap(({ values }) => idOf(values.pipeline) ?? []),
  )
  await fillContacts(ctx, drafts)
  await refuseOffSale(ctx, drafts, 'lines')
  for (const draft of drafts) settleVersion(draft, newest)
  const stagesOf = await stagesIn(
    ctx,
    drafts.flatMap(draft => versionsIn(draft, newest)),
  )
  for (const draft of drafts) {
    settleStage(draft, stagesOf, newest)
    const { values } = draft
    if (draft.before === null && values.openedOn === undefined && !draft.isHistory)
      values.openedOn = dayAt(ctx.now(), ctx.company.timeZone)
    if (!values.currency) values.currency = ctx.company.baseCurrency
    values.forecastCategory ??= 'pipeline'
  }
  await settleClasses(ctx, drafts)
  for (const draft of drafts) sayNeeds(draft, stagesOf)
}

async function settlePipeline(ctx: Context, drafts: Draft[]): Promise<void> {
  const without = drafts.filter(({ values }) => !values.pipeline)
  if (without.length === 0) return
  const usual = await defaultPipeline(ctx)
  for (const { values } of without) if (usual) values.pipeline = { id: usual, title: '' }
}

/** Whoever comes into a pipeline goes by its newest version; whoever is in it stays with his until a verb moves him over. */
function settleVersion({ values, before }: Draft, newest: ReadonlyMap<string, number>): void {
  const current = newest.get(idOf(values.pipeline) ?? '') ?? 1
  const isNew = before === null || idOf(before.pipeline) !== idOf(values.pipeline)
  values.pipelineVersion = isNew ? current : Math.min(Number(values.pipelineVersion ?? 1), current)
}

/** By which version's stages a draft may go: its own, and for what comes from elsewhere the newest. */
const versionsIn = ({ values }: Draft, newest: ReadonlyMap<string, number>): VersionOf[] => {
  const pipelineId = idOf(values.pipeline)
  if (!pipelineId) return []
  const own = { pipelineId, number: Number(values.pipelineVersion) }
  return [own, { pipelineId, number: newest.get(pipelineId) ?? own.number }]
}

type StagesOf = (version: VersionOf) => readonly Stage[]

function settleStage(draft: Draft, stagesOf: StagesOf, newest: ReadonlyMap<string, number>): void {
  const { values, before } = draft
  const pipelineId = idOf(values.pipeline) ?? ''
  const own = stagesOf({ pipelineId, number: Number(values.pipelineVersion) })
  const wanted = idOf(values.stage)
  let stage = own.find(one => one.id === wanted)
  if (!stage && wanted && draft.isHistory && before !== null) {
    // A file that knows the stage of today brings the opportunity to the version of today.
    const number = newest.get(pipelineId) ?? 1
    stage = stagesOf({ pipelineId, number }).find(one => one.id === wanted)
    if (stage) values.pipelineVersion = number
  }
  if (!stage && (!wanted || idOf(before?.stage) === wanted)) {
    stage = own.find(one => one.kind === 'open')
    values.stage = stage ? { id: stage.id, title: stage.name } : null
  } else if (!stage) draft.problems.push({ path: 'stage', code: 'opportunity.stage_of_other_pipeline' })
  if (!stage) return
  const isEntered = idOf(before?.stage) !== stage.id
  values.state = stateOf(stage.kind)
  if (isEntered && (before !== null || values.probability === undefined)) values.probability = stage.probability
}

/** What the stage that is entered asks for, once all that follows by itself stands there. */
function sayNeeds(draft: Draft, stagesOf: StagesOf): void {
  const { values, before } = draft
  const stageId = idOf(values.stage)
  if (idOf(before?.stage) === stageId || draft.isHistory || before === null || isMovedOver(draft)) return
  const version = { pipelineId: idOf(values.pipeline) ?? '', number: Number(values.pipelineVersion) }
  const stage = stagesOf(version).find(one => one.id === stageId)
  for (const path of unmetNeeds(stage?.needs, values))
    draft.problems.push({ path, code: 'opportunity.stage_needs', params: { stage: stage?.name ?? '' } })
}

/** Into a newer version of the same pipeline: the company changed its course, nobody took a step on it. */
const isMovedOver = ({ values, before }: Draft): boolean =>
  idOf(before?.pipeline) === idOf(values.pipeline) && before?.pipelineVersion !== values.pipelineVersion

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
