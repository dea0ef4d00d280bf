import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { insertRows } from '../records/write.ts'
import { openNext } from './advance.ts'
import type { Approval } from './approval.ts'
import type { Note, PlannedStep } from './course.ts'
import type { FlowRules, StepKind, StepMode } from './flow-description.ts'
import { takeSnapshot } from './snapshot.ts'

/** What stands in words beside a step. */
export interface Said {
  role?: string
  level?: number
  notes?: Note[]
  /** Decided in the round before. */
  isKept?: true
  /** Who put it in, beside the flow. */
  addedBy?: string
}

/** A step as it is written down. */
export interface StepToWrite {
  kind: StepKind | 'added'
  mode: StepMode
  said: Said
  tasks: TaskToWrite[]
  /** Decided before, when it was; null waits. */
  closedAt: string | null
}

interface TaskToWrite {
  user: string
  state: string
  decidedAt?: string | null
  opinion?: string | null
  from?: string | null
  how?: string | null
}

/** What an approval begins with. */
export interface Beginning {
  object: ObjectDefinition
  approval: Approval
  recordId: string
  flow: { id: string | null; version: number | null; name: string | null }
  rules: FlowRules
  steps: readonly StepToWrite[]
  opinion: string | null
}

export const stepFrom = ({ kind, mode, people, notes, role, level }: PlannedStep): StepToWrite => ({
  kind,
  mode,
  said: { ...(role ? { role } : {}), ...(level ? { level } : {}), ...(notes.length > 0 ? { notes } : {}) },
  tasks: people.map(person => ({ user: person.id, state: 'later' })),
  closedAt: null,
})

/** Writes down a round with its course and what was submitted, and asks the first step. Gives its id. */
export async function beginApproval(ctx: Context, beginning: Beginning): Promise<string> {
  const { object, approval, recordId, flow, rules, steps, opinion } = beginning
  const { values, digest } = await takeSnapshot(ctx, object, approval, recordId)
  const id = newId()
  await sql`insert into approvals (id, object, record_id, round, state, flow_id, flow_version, flow_name, rules, requester_id, department_id,
      opinion, "values", digest, requested_at)
    select ${id}::uuid, ${object.name}, ${recordId}::uuid, coalesce(max(round), 0) + 1, 'running', ${flow.id}::uuid, ${flow.version}::int,
      ${flow.name}, ${JSON.stringify(rules)}::jsonb, ${ctx.actor.userId}::uuid, ${ctx.actor.departmentId}::uuid, ${opinion},
      ${JSON.stringify(values)}::jsonb, ${digest}, ${ctx.now().toISOString()}::timestamptz
    from approvals where object = ${object.name} and record_id = ${recordId}::uuid`.execute(ctx.db)
  await writeSteps(ctx, { id, object, recordId }, steps)
  await openNext(ctx, { id, object, approval, recordId, requester: ctx.actor.userId, rules })
  return id
}

async function writeSteps(
  ctx: Context,
  { id, object, recordId }: { id: string; object: ObjectDefinition; recordId: string },
  steps: readonly StepToWrite[],
): Promise<void> {
  const written = steps.map((step, index) => ({ ...step, id: newId(), position: index + 1 }))
  await insertRows(
    ctx,
    'approval_steps',
    written.map(({ id: step, position, kind, mode, said, closedAt }) => ({
      id: step,
      approval_id: id,
      position,
      kind,
      mode,
      state: closedAt === null ? 'waiting' : 'approved',
      said,
      opened_at: closedAt,
      closed_at: closedAt,
    })),
  )
  await insertRows(
    ctx,
    'approval_tasks',
    written.flatMap(({ id: step, tasks }) =>
      tasks.map(({ user, state, decidedAt = null, opinion = null, from = null, how = null }, turn) => ({
        id: newId(),
        approval_id: id,
        step_id: step,
        object: object.name,
        record_id: recordId,
        user_id: user,
        turn: turn + 1,
        state,
        from_id: from,
        how,
        asked_at: decidedAt,
        decided_at: decidedAt,
        opinion,
      })),
    ),
  )
}
