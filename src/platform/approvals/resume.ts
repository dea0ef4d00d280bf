import { sql } from 'kysely'
import type { Context } from '../records/context.ts'
import type { Said, StepToWrite } from './begin.ts'
import type { FlowRules, StepKind, StepMode } from './flow-description.ts'

/** The round that ended in a refusal. */
export interface Refusal {
  id: string
  rules: FlowRules
  flow: { id: string | null; version: number | null; name: string | null }
}

/** The last round of a record, if it was refused. */
export async function lastRefusal(ctx: Context, noun: string, recordId: string): Promise<Refusal | null> {
  const { rows } = await sql<
    { id: string; state: string; rules: FlowRules } & Refusal['flow'] & { flow: string | null }
  >`
    select id, state, rules, flow_id as flow, flow_version as version, flow_name as name from approvals
    where object = ${noun} and record_id = ${recordId}::uuid order by round desc limit 1`.execute(ctx.db)
  const [last] = rows
  if (last?.state !== 'refused') return null
  return { id: last.id, rules: last.rules, flow: { id: last.flow, version: last.version, name: last.name } }
}

interface StepRow {
  id: string
  kind: StepKind | 'added'
  mode: StepMode
  state: string
  said: Said
  closedAt: string | null
  tasks: {
    user: string
    state: string
    decidedAt: string | null
    opinion: string | null
    from: string | null
    how: string | null
  }[]
}

/** The course of a refused round once more: what was approved in it stays, the step that refused and all after it are asked anew. */
export async function stepsAgain(ctx: Context, { id }: Refusal): Promise<StepToWrite[]> {
  const { rows } = await sql<StepRow>`select s.id, s.kind, s.mode, s.state, s.said, s.closed_at as "closedAt",
      (select coalesce(json_agg(json_build_object('user', t.user_id, 'state', t.state, 'decidedAt', t.decided_at, 'opinion', t.opinion,
        'from', t.from_id, 'how', t.how) order by t.turn), '[]') from approval_tasks t where t.step_id = s.id) as tasks
    from approval_steps s where s.approval_id = ${id}::uuid order by s.position`.execute(ctx.db)
  return rows.map(({ kind, mode, state, said, closedAt, tasks }) =>
    state === 'approved'
      ? { kind, mode, said: { ...said, isKept: true }, tasks, closedAt: String(closedAt) }
      : { kind, mode, said, tasks: askedAgain(tasks), closedAt: null },
  )
}

/** Those who would have had to decide in the end, not those who passed it on. */
const askedAgain = (tasks: StepRow['tasks']): StepToWrite['tasks'] =>
  tasks
    .filter(task => !['delegated', 'handed'].includes(task.state))
    .map(({ user, from, how }) => ({ user, state: 'later', from, how }))
