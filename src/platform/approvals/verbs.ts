import { sql } from 'kysely'
import { conflict, invalid, Problem } from '../errors.ts'
import type { Reference } from '../fields/reference.ts'
import { numberRecords } from '../numbering/draw-numbers.ts'
import { asMerged } from '../objects/catalog.ts'
import { defineVerb, type FieldDefinition, longText, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type ActionDefinition, type ActionResult, defineAction } from '../records/module.ts'
import { lock } from '../records/update.ts'
import { writeHistory } from '../records/write.ts'
import { endApproval } from './advance.ts'
import { type Approval, wayOf } from './approval.ts'
import { type Beginning, beginApproval, stepFrom } from './begin.ts'
import { planCourse } from './course.ts'
import { readDirectory } from './directory.ts'
import { matchFlow } from './match-flow.ts'
import { lastRefusal, stepsAgain } from './resume.ts'
import { asApproval, lockRunning, runningOn } from './running.ts'

type Subject = Record<string, unknown> & { id: string }

/** Whom the requester names where the flow leaves it to him. */
const approvers = { type: 'tags', object: 'user' } as FieldDefinition<Reference[]>

/** The verbs of a noun that needs consent. They are drawn by the approval's own part of the record's page. */
export function approvalVerbs(object: ObjectDefinition, approval: Approval): ActionDefinition[] {
  const { state, inReview } = approval
  const open = { field: state, values: [...new Set([...approval.from, approval.back])] }
  const opinion = longText({ max: 500 })
  const look = { object, tone: 'panel' } as const
  const submit = defineVerb({ ...look, verb: 'submit', event: 'submitted', from: open, input: { opinion, approvers } })
  const resubmit = defineVerb({ ...look, verb: 'resubmit', event: 'submitted', from: open, input: { opinion } })
  const withdraw = defineVerb({
    ...look,
    verb: 'withdraw',
    event: 'withdrawn',
    from: { field: state, values: [inReview] },
    input: { reason: longText({ required: true, max: 500 }) },
  })
  const more: Pick<ActionDefinition, 'admit'> = { admit: async ctx => ({ ...ctx, isApproving: true }) }
  return [
    defineAction(
      submit,
      (ctx, record, input) =>
        runSubmit(ctx, { object, approval, record }, { opinion: input.opinion, approvers: input.approvers }),
      more,
    ),
    defineAction(resubmit, (ctx, record, input) => runResubmit(ctx, { object, approval, record }, input.opinion), more),
    defineAction(
      withdraw,
      (ctx, record, input) => runWithdraw(ctx, { object, approval, record }, input.reason ?? ''),
      more,
    ),
  ]
}

interface Submitting {
  object: ObjectDefinition
  approval: Approval
  record: Subject
}

async function runSubmit(
  ctx: Context,
  { object: declared, approval, record }: Submitting,
  given: { opinion: string | null; approvers: Reference[] | null },
): Promise<ActionResult> {
  const object = asMerged(ctx.catalog, declared)
  await assertReady(ctx, approval, record)
  const requester = ctx.actor.userId
  const directory = await readDirectory(ctx, object.name)
  const flow = await matchFlow(ctx, directory, { object, approval, record, requester })
  const { opinion } = given
  if (!flow) return approvedAtOnce({ object, approval, record }, opinion)
  const { steps, ...content } = flow.content
  const chosen = (given.approvers ?? []).map(person => person.id)
  const course = planCourse(directory, { steps, requester, chosen })
  const { afterRefusal, withdraw, remindDays } = content
  return submitted({
    object,
    approval,
    recordId: record.id,
    flow: { id: flow.id, version: flow.version, name: flow.name },
    rules: { afterRefusal, withdraw, remindDays, from: String(record[approval.state]) },
    steps: course.map(stepFrom),
    opinion,
  })
}

/** Goes on after a refusal, as the flow said when it began: with the step that refused, or from the start as `submit` does. */
async function runResubmit(ctx: Context, subject: Submitting, opinion: string | null): Promise<ActionResult> {
  const { object: declared, approval, record } = subject
  const object = asMerged(ctx.catalog, declared)
  const refusal = await lastRefusal(ctx, object.name, record.id)
  if (!refusal) throw conflict('approval.not_refused')
  if (refusal.rules.afterRefusal === 'start')
    return runSubmit(ctx, subject, { opinion, approvers: await chosenBefore(ctx, refusal.id) })
  const directory = await readDirectory(ctx, object.name)
  const requester = ctx.actor.userId
  const taken = await matchFlow(ctx, directory, { object, approval, record, requester })
  // What became another matter (ten times the amount) is decided from the start, by whom its own flow says.
  if (taken === null || taken.id !== refusal.flow.id) return runSubmit(ctx, subject, { opinion, approvers: null })
  await assertReady(ctx, approval, record)
  const { flow } = refusal
  const rules = { ...refusal.rules, from: String(record[approval.state]) }
  const steps = await stepsAgain(ctx, refusal)
  return submitted({ object, approval, recordId: record.id, flow, rules, steps, opinion })
}

/** Whom the requester named in the round before. */
async function chosenBefore(ctx: Context, round: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`select distinct t.user_id as id, '' as title from approval_tasks t
    join approval_steps s on s.id = t.step_id where s.approval_id = ${round}::uuid and s.kind = 'chosen' and t.how is null`.execute(
    ctx.db,
  )
  return rows
}

async function assertReady(ctx: Context, approval: Approval, record: Subject): Promise<void> {
  const problems = (await approval.check?.(ctx, record)) ?? []
  if (problems.length > 0) throw invalid(problems)
}

const submitted = (beginning: Beginning): ActionResult => ({
  changes: { [beginning.approval.state]: beginning.approval.inReview },
  ...(beginning.opinion ? { reason: beginning.opinion } : {}),
  afterwards: async ctx => {
    await beginApproval(ctx, beginning)
    await drawNumber(ctx, beginning.object, beginning.recordId)
  },
})

/** No flow asks for consent: it is approved at once, and its timeline says so. */
const approvedAtOnce = ({ object, approval, record }: Submitting, opinion: string | null): ActionResult => ({
  changes: { [approval.state]: wayOf(approval, String(record[approval.state])).approved },
  ...(opinion ? { reason: opinion } : {}),
  afterwards: async ctx => {
    const version = Number(record.version) + 1
    await writeHistory(ctx, [{ object, id: record.id, verb: 'approvedAtOnce', version, changes: null, reason: null }])
    await approval.onApproved?.(asApproval(ctx), record.id)
    await drawNumber(ctx, asMerged(ctx.catalog, object), record.id)
  },
})

/** Last of all, because whoever draws makes all others wait until his transaction ends (facts 22). */
async function drawNumber(ctx: Context, object: ObjectDefinition, id: string): Promise<void> {
  const isDrawn = Object.values(object.fields).some(field => field.type === 'serial' && field.drawnAt === 'submit')
  if (!isDrawn) return
  const values = (await lock(asApproval(ctx), object, [id], 'read')).get(id) ?? {}
  await numberRecords(ctx, object, [{ id, values }], 'submit')
}

async function runWithdraw(
  ctx: Context,
  { object, approval, record }: Submitting,
  reason: string,
): Promise<ActionResult> {
  const id = await runningOn(ctx, object.name, record.id)
  const backTo = (state: string): ActionResult => ({ changes: { [approval.state]: state }, reason })
  // A document that came under review from elsewhere has no course here.
  if (id === null) return backTo(approval.back)
  const running = await lockRunning(ctx, id)
  await assertMayWithdraw(ctx, running.requester, record)
  if (running.rules.withdraw === 'undecided') {
    const { rows } = await sql`select from approval_tasks t join approval_steps s on s.id = t.step_id
      where t.approval_id = ${id}::uuid and t.state = 'approved' and s.said->'isKept' is null limit 1`.execute(ctx.db)
    if (rows.length > 0) throw conflict('approval.partly_decided')
  }
  await endApproval(ctx, running, { state: 'withdrawn', reason })
  return backTo(wayOf(approval, running.rules.from).back)
}

/** Whoever submitted it; of somebody who is not there any more, whose record it is now. */
async function assertMayWithdraw(ctx: Context, requester: string | null, record: Subject): Promise<void> {
  const { userId } = ctx.actor
  const owner = (record.owner as { id: string } | null | undefined)?.id
  if (userId === requester || requester === null || userId === owner) return
  throw new Problem(403, 'approval.not_requester')
}
