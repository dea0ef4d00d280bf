import { systemActor } from '../access/actor.ts'
import { forbidden, notFound } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { approvalOf } from './approval.ts'
import type { ApprovalTrial } from './approval-description.ts'
import { isFit, isOffered, planCourse } from './course.ts'
import { type Directory, readDirectory } from './directory.ts'
import type { FlowContent, FlowStep } from './flow-description.ts'
import { matchFlow, takes } from './match-flow.ts'
import { roleTitles } from './read-rounds.ts'

/** Who would be asked if the actor submitted this record now. @throws Problem 404, 403, `approval.nobody` (422) */
export async function trialOf(ctx: Context, object: ObjectDefinition, id: string): Promise<ApprovalTrial> {
  const seen = await get(ctx, object, id)
  if (!seen.can.includes('submit')) throw forbidden(`${object.name}.submit`)
  const approval = approvalOf(ctx, object.name)
  if (!approval) throw notFound('approval')
  const record = await whole(ctx, object, id)
  const directory = await readDirectory(ctx, object.name)
  const requester = ctx.actor.userId
  const flow = await matchFlow(ctx, directory, { object, approval, record, requester })
  if (!flow) return { flow: null, steps: [] }
  return { flow: flow.name, steps: await shown(ctx, directory, { steps: flow.content.steps, requester }) }
}

/** Whether a flow that is being written takes this record, and who would be asked if its owner submitted it. @throws Problem 404 */
export async function trialOfFlow(
  ctx: Context,
  object: ObjectDefinition,
  { content, id }: { content: FlowContent; id: string },
): Promise<ApprovalTrial> {
  await get(ctx, object, id)
  const approval = approvalOf(ctx, object.name)
  if (!approval) throw notFound('approval')
  const record = await whole(ctx, object, id)
  const directory = await readDirectory(ctx, object.name)
  const owner = (record.owner ?? record.createdBy) as { id: string } | null | undefined
  const requester = owner?.id ?? ctx.actor.userId
  const isTaken = await takes(ctx, directory, { object, approval, record, requester, content })
  return { flow: null, takes: isTaken, steps: await shown(ctx, directory, { steps: content.steps, requester }) }
}

/** A flow asks the record's values, whatever the actor is shown of them. */
const whole = (ctx: Context, object: ObjectDefinition, id: string) =>
  get({ ...ctx, actor: systemActor('approval') }, object, id)

async function shown(
  ctx: Context,
  directory: Directory,
  { steps, requester }: { steps: readonly FlowStep[]; requester: string | null },
): Promise<ApprovalTrial['steps']> {
  const planned = planCourse(directory, { steps, requester, chosen: null })
  const roles = await roleTitles(ctx)
  const choosing = steps.find(step => step.kind === 'chosen')
  return planned.map(({ kind, mode, people, notes, role, level }) => ({
    kind,
    mode,
    role: role === undefined ? null : (roles.get(role) ?? role),
    level: level ?? null,
    people: people.map(person => ({ id: person.id, title: person.name })),
    notes,
    ...(kind === 'chosen' && choosing ? { offered: offeredIn(directory, choosing, requester) } : {}),
  }))
}

const offeredIn = (directory: Directory, step: FlowStep, requester: string | null) =>
  [...directory.people.values()]
    .filter(person => isOffered(step, person) && isFit(directory, requester, person))
    .map(person => ({ id: person.id, title: person.name }))
    .sort((a, b) => a.title.localeCompare(b.title, 'zh'))
    .slice(0, 500)
