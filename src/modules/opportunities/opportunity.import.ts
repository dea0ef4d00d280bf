import { type Stage, stagesById, stagesOf } from '#modules/pipelines/index.ts'
import { date, reference, zonedToUtc } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { ImportDraft, ObjectImport, OriginalTransition } from '#platform/transfer/object-import.ts'
import { stateOf } from './opportunity.rules.ts'

/** Pipelines of other systems: what their columns are called, and what an opportunity of theirs went through. */
export const opportunityImport: ObjectImport = {
  names: {
    externalId: ['opportunity id', 'deal id', '商机编号', '商机ID'],
    name: ['opportunity name', 'deal', 'deal name', '商机'],
    customer: ['account', 'account name', 'company', 'client', '客户名称', '公司'],
    owner: ['sales agent', 'sales rep', 'salesperson', 'sales person', '销售', '销售人员', '业务员'],
    pipeline: ['sales process', '销售流程'],
    stage: ['deal stage', 'sales stage', '商机阶段', '销售阶段'],
    engagedOn: ['engage date', 'engagement date'],
    openedOn: ['open date', 'created date', '创建日期', '立项日期'],
    closedOn: ['close date', 'closed date', '成交日期', '结束日期'],
    amount: ['close value', 'deal value', 'value', '商机金额', '成交金额'],
    product: ['product name', '产品名称'],
  },
  columns: {
    /** What the deal is about: one line without a price, because the file names none. */
    product: reference('product'),
    /** When somebody began to work on it: opened then, and in work since then. */
    engagedOn: date(),
  },
  fills: ['name', 'pipeline'],
  marks: { withoutCustomer: values => values.customer === undefined || values.customer === null },
  prepare: prepareOpportunities,
}

async function prepareOpportunities(ctx: Context, drafts: ImportDraft[]): Promise<void> {
  const stages = await stagesById(
    ctx,
    drafts.flatMap(({ values }) => idOf(values.stage) ?? []),
  )
  const inOrder = await stagesOf(
    ctx,
    [...stages.values()].map(stage => stage.pipelineId),
  )
  const instants = new Map<string, string>()
  for (const draft of drafts) {
    const stage = stages.get(idOf(draft.values.stage) ?? '')
    const open = inOrder.filter(one => one.pipelineId === stage?.pipelineId && one.kind === 'open')
    settleValues(draft, stage)
    if (stage)
      draft.transitions.push(
        ...sinceThen(
          draft,
          waysTo(draft, stage, open, day => startOf(ctx, day, instants)),
        ),
      )
    delete draft.values.engagedOn
  }
}

function settleValues({ values, isNew }: ImportDraft, stage: Stage | undefined): void {
  if (isNew) {
    values.name ??= values.externalId
    values.openedOn ??= values.engagedOn ?? null
    // The lines of a deal that is there may have been worked on since; one that is new has none.
    if (values.product !== undefined) values.lines = [{ product: values.product }]
  } else if (values.engagedOn !== undefined) values.openedOn ??= values.engagedOn
  delete values.product
  if (stage) values.pipeline ??= { id: stage.pipelineId, title: '' }
  // A running deal has no end yet: what such a file calls its close date is when it is expected.
  if (stage?.kind !== 'open' || values.closedOn === undefined) return
  values.expectedCloseOn ??= values.closedOn
  delete values.closedOn
}

/**
 * What the file tells of the way to the present stage; a day that it does not tell is unknown, never invented. `engagedOn` is the entry
 * into the stage in which a deal is worked on: the one where it stands, or, of an ended one, the last open stage before the end. A plain
 * `openedOn` is the entry into the first stage and says nothing of later ones.
 */
function waysTo(
  { values }: ImportDraft,
  stage: Stage,
  open: readonly Stage[],
  dayOf: (day: unknown) => Moment,
): OriginalTransition[] {
  const [engaged, opened, closed] = [dayOf(values.engagedOn), dayOf(values.openedOn), dayOf(values.closedOn)]
  const state = stateOf(stage.kind)
  const isOpen = stage.kind === 'open'
  const states = isOpen
    ? [step('state', null, state, opened)]
    : [step('state', null, 'open', opened), step('state', 'open', state, closed)]
  const first = open[0]
  if (isOpen && (engaged !== unknown || stage.id === first?.id))
    return [step('stage', null, stage.id, engaged === unknown ? opened : engaged), ...states]
  const before = engaged === unknown ? first : open.at(-1)
  const entry = engaged === unknown ? opened : engaged
  const entered = before ? [step('stage', null, before.id, entry)] : []
  return [...entered, step('stage', before?.id ?? null, stage.id, isOpen ? unknown : closed), ...states]
}

/** A file that says since when it stands in its stage says of the last of its stages when it came there. */
function sinceThen({ values }: ImportDraft, ways: OriginalTransition[]): OriginalTransition[] {
  const since = values.stageSince
  if (typeof since !== 'string') return ways
  const last = ways.findLast(way => way.field === 'stage')
  return ways.map(way => (way === last ? { ...way, at: since, precision: 'instant' } : way))
}

type Moment = Pick<OriginalTransition, 'at' | 'precision'>
const unknown: Moment = { at: null, precision: 'unknown' }

const step = (field: string, from: string | null, to: string, moment: Moment): OriginalTransition => ({
  field,
  from,
  to,
  ...moment,
})

/** The first instant of a day in the company's time zone; many rows share a day, and working one out takes its time. */
function startOf(ctx: Context, day: unknown, known: Map<string, string>): Moment {
  if (typeof day !== 'string') return unknown
  const at = known.get(day) ?? zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, ctx.company.timeZone).toISOString()
  known.set(day, at)
  return { at, precision: 'day' }
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
