import { type StageKind, stagesOf } from '#modules/pipelines/index.ts'
import { invalid } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { type ActionResult, type Context, defineAction } from '#platform/records/index.ts'
import { attribute, invalidate, lose, move, win } from './opportunity.verbs.ts'

/** Moving to a stage that wins, loses or invalidates is a verb of its own, because it asks for more. Reopening forgets the ending. */
export const moveAction = defineAction(move, async (ctx, record, { stage, reason }): Promise<ActionResult> => {
  const stages = await stagesOf(ctx, [record.pipeline?.id ?? ''])
  const wanted = stages.find(one => one.id === stage?.id)
  if (!wanted) throw invalid([{ path: 'stage', code: 'opportunity.stage_of_other_pipeline' }])
  const isAfterSales = wanted.kind === 'afterWon' && record.state === 'won'
  if (wanted.kind !== 'open' && !isAfterSales)
    throw invalid([{ path: 'stage', code: 'opportunity.ending_needs_verb', params: { stage: wanted.name } }])
  const reopened =
    record.state !== 'open' && wanted.kind === 'open' ? { closedOn: null, closeReason: null, closeRemark: null } : {}
  return { changes: { stage: { id: wanted.id, title: wanted.name }, ...reopened }, ...(reason ? { reason } : {}) }
})

export const winAction = defineAction(win, async (ctx, record, { closedOn, amount, remark }) => {
  const known = amount ?? record.amount
  if (known === null) throw invalid([{ path: 'amount', code: 'opportunity.amount_unknown' }])
  const ending = await end(ctx, record, { kind: 'won', closedOn, reason: null, remark })
  return { ...ending, changes: { ...ending.changes, amount: known } }
})

export const loseAction = defineAction(lose, (ctx, record, input) => end(ctx, record, { kind: 'lost', ...input }))

export const invalidateAction = defineAction(invalidate, (ctx, record, input) =>
  end(ctx, record, { kind: 'invalid', ...input }),
)

export const attributeAction = defineAction(attribute, async (_ctx, record, { source, campaign, originLead }) => ({
  changes: { source: source ?? record.source, campaign, originLead },
}))

interface Ending {
  kind: StageKind
  closedOn: string | null
  reason: string | null
  remark: string | null
}

/** Into the pipeline's stage of that kind, on the day told or today. A day that is not today is the day of the transition too. */
async function end(ctx: Context, record: { pipeline: { id: string } | null }, ending: Ending): Promise<ActionResult> {
  const stages = await stagesOf(ctx, [record.pipeline?.id ?? ''])
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
