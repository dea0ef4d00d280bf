import { currentVersions, type Stage, stageEver, type StageKind, stagesIn } from '#modules/pipelines/index.ts'
import { conflict, type FieldProblem, invalid } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { type ActionResult, type Context, defineAction } from '#platform/records/index.ts'
import { attribute, invalidate, lose, move, moveOver, win } from './opportunity.verbs.ts'

/** Moving to a stage that wins, loses or invalidates is a verb of its own, because it asks for more. Reopening forgets the ending. */
export const moveAction = defineAction(move, async (ctx, record, { stage, reason }): Promise<ActionResult> => {
  const stages = await stagesOfRecord(ctx, record)
  const wanted = stages.find(one => one.id === stage?.id)
  if (!wanted) throw invalid([await strangeStage(ctx, record, stage)])
  const isAfterSales = wanted.kind === 'afterWon' && record.state === 'won'
  if (wanted.kind !== 'open' && !isAfterSales)
    throw invalid([{ path: 'stage', code: 'opportunity.ending_needs_verb', params: { stage: wanted.name } }])
  const reopened =
    record.state !== 'open' && wanted.kind === 'open'
      ? { closedOn: null, closeReason: null, closeRemark: null, lostTo: null }
      : {}
  return { changes: { stage: { id: wanted.id, title: wanted.name }, ...reopened }, ...(reason ? { reason } : {}) }
})

export const winAction = defineAction(win, async (ctx, record, { closedOn, amount, beaten, remark }) => {
  const known = amount ?? record.amount
  if (known === null) throw invalid([{ path: 'amount', code: 'opportunity.amount_unknown' }])
  const ending = await end(ctx, record, { kind: 'won', closedOn, reason: null, remark })
  return { ...ending, changes: { ...ending.changes, amount: known, ...named(record, beaten) } }
})

export const loseAction = defineAction(lose, async (ctx, record, { lostTo, ...input }) => {
  const ending = await end(ctx, record, { kind: 'lost', ...input })
  return { ...ending, changes: { ...ending.changes, lostTo, ...named(record, lostTo) } }
})

/** A competitor named at the end stands among those of the opportunity from then on. */
function named(record: object, competitor: { id: string; title: string } | null | undefined): Record<string, unknown> {
  const lines = (record as { competitors?: { competitor?: { id: string } | null }[] | null }).competitors ?? []
  if (!competitor || lines.some(line => line.competitor?.id === competitor.id)) return {}
  return { competitors: [...lines, { competitor }] }
}

export const invalidateAction = defineAction(invalidate, (ctx, record, input) =>
  end(ctx, record, { kind: 'invalid', ...input }),
)

export const attributeAction = defineAction(attribute, async (_ctx, record, { source, campaign, originLead }) => ({
  changes: { source: source ?? record.source, campaign, originLead },
}))

/** The mapping's one step: an older version's stage to one of the newest. Needs of that stage are not asked: nobody has worked his way into it. */
export const moveOverAction = defineAction(moveOver, async (ctx, record, { stage }): Promise<ActionResult> => {
  const pipelineId = record.pipeline?.id ?? ''
  const newest = (await currentVersions(ctx, [pipelineId])).get(pipelineId) ?? 1
  if (Number(record.pipelineVersion) >= newest) throw conflict('opportunity.is_current', { version: newest })
  const stages = (await stagesIn(ctx, [{ pipelineId, number: newest }]))({ pipelineId, number: newest })
  const wanted = stages.find(one => one.id === (stage?.id ?? record.stage?.id))
  if (wanted?.kind !== 'open')
    throw invalid([
      wanted && stage
        ? { path: 'stage', code: 'opportunity.ending_needs_verb', params: { stage: wanted.name } }
        : { path: 'stage', code: 'opportunity.stage_to_choose', params: { stage: record.stage?.title ?? '' } },
    ])
  return { changes: { stage: { id: wanted.id, title: wanted.name }, pipelineVersion: newest } }
})

/** What of an opportunity says by which stages it goes. */
interface OnItsWay {
  pipeline: { id: string } | null
  pipelineVersion: number | null
}

async function stagesOfRecord(ctx: Context, { pipeline, pipelineVersion }: OnItsWay): Promise<Stage[]> {
  const version = { pipelineId: pipeline?.id ?? '', number: Number(pipelineVersion) }
  return (await stagesIn(ctx, [version]))(version)
}

/** Why a stage cannot be reached: of another pipeline, or of another version of this one. */
async function strangeStage(
  ctx: Context,
  { pipeline, pipelineVersion }: OnItsWay,
  stage: { id: string; title: string } | null,
): Promise<FieldProblem> {
  const found = stage ? await stageEver(ctx, stage.id) : undefined
  return found && found.pipelineId === pipeline?.id
    ? {
        path: 'stage',
        code: 'opportunity.stage_of_other_version',
        params: { stage: found.name, version: Number(pipelineVersion) },
      }
    : { path: 'stage', code: 'opportunity.stage_of_other_pipeline' }
}

interface Ending {
  kind: StageKind
  closedOn: string | null
  reason: string | null
  remark: string | null
}

/** Into the pipeline's stage of that kind, on the day told or today. A day that is not today is the day of the transition too. */
async function end(ctx: Context, record: OnItsWay, ending: Ending): Promise<ActionResult> {
  const stages = await stagesOfRecord(ctx, record)
  const stage = stages.find(one => one.kind === ending.kind)
  if (!stage) throw invalid([{ path: 'stage', code: 'opportunity.no_such_ending', params: { kind: ending.kind } }])
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const closedOn = ending.closedOn ?? today
  if (closedOn > today) throw invalid([{ path: 'closedOn', code: 'field.in_future' }])
  return {
    changes: {
      stage: { id: stage.id, title: stage.name },
      closedOn,
      closeReason: ending.reason,
      closeRemark: ending.remark,
    },
    ...(ending.remark ? { reason: ending.remark } : {}),
    ...(closedOn === today ? {} : { at: closedOn }),
  }
}
