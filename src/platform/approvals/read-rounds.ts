import { sql } from 'kysely'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { approvalOf } from './approval.ts'
import type { ApprovalRound, ApprovalStep, RecordApprovals } from './approval-description.ts'
import type { Said } from './begin.ts'
import type { FlowRules } from './flow-description.ts'

/** All rounds of a record that the actor sees, the newest first, and what he may do; none of a noun that needs no consent. @throws Problem 404 */
export async function readRounds(ctx: Context, object: ObjectDefinition, recordId: string): Promise<RecordApprovals> {
  const record = await get(ctx, object, recordId)
  if (!approvalOf(ctx, object.name)) return { rounds: [], can: [] }
  const { rows } = await sql<RoundRow>`
    select a.id, a.round, a.state, a.flow_name as flow, ${person('r')} as requester, a.opinion, a.requested_at as "requestedAt",
      a.ended_at as "endedAt", ${person('e')} as "endedBy", a.end_reason as "endReason", a.rules
    from approvals a left join users r on r.id = a.requester_id left join users e on e.id = a.ended_by_id
    where a.object = ${object.name} and a.record_id = ${recordId}::uuid order by a.round desc limit 50`.execute(ctx.db)
  const steps = await stepsOf(
    ctx,
    rows.map(row => row.id),
  )
  const rounds = rows.map(({ rules, ...row }): ApprovalRound => {
    const own = steps.get(row.id) ?? []
    return { ...row, steps: own, can: row.state === 'running' ? deeds(ctx, { row, rules, steps: own, record }) : [] }
  })
  const wasRefused = rounds[0]?.state === 'refused'
  const can: RecordApprovals['can'] = record.can.includes('submit') ? ['submit'] : []
  return { rounds, can: wasRefused && record.can.includes('resubmit') ? [...can, 'resubmit'] : can }
}

type RoundRow = Omit<ApprovalRound, 'steps' | 'can'> & { rules: FlowRules }

const person = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'title', ${sql.ref(`${alias}.name`)}) end`

interface Standing {
  row: Omit<RoundRow, 'rules'>
  rules: FlowRules
  steps: readonly ApprovalStep[]
  record: Record<string, unknown> & { can: string[] }
}

function deeds(ctx: Context, { row, rules, steps, record }: Standing): ApprovalRound['can'] {
  const { userId } = ctx.actor
  if (userId === null) return []
  const isAsked = steps.some(step => step.people.some(one => one.user.id === userId && one.state === 'asked'))
  const isDecided = steps.some(step => !step.isKept && step.people.some(one => one.state === 'approved'))
  const isRequester = row.requester?.id === userId
  const owner = (record.owner as { id: string } | null | undefined)?.id
  const mayWithdraw = record.can.includes('withdraw') && (isRequester || row.requester === null || owner === userId)
  return [
    ...(isAsked ? (['approve', 'refuse', 'delegate', 'add'] as const) : []),
    ...(isRequester ? (['remind'] as const) : []),
    ...(mayWithdraw && (rules.withdraw === 'running' || !isDecided) ? (['withdraw'] as const) : []),
  ]
}

interface StepRow extends Omit<ApprovalStep, 'role' | 'level' | 'addedBy' | 'isKept' | 'notes'> {
  approval: string
  said: Said
}

async function stepsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, ApprovalStep[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<StepRow>`select s.approval_id as approval, s.id, s.kind, s.mode, s.state, s.said,
      (select coalesce(json_agg(json_build_object('task', t.id, 'user', json_build_object('id', u.id, 'title', u.name), 'state', t.state,
        'from', ${person('f')}, 'how', t.how, 'askedAt', t.asked_at, 'decidedAt', t.decided_at, 'opinion', t.opinion) order by t.turn, t.id), '[]')
        from approval_tasks t join users u on u.id = t.user_id left join users f on f.id = t.from_id where t.step_id = s.id) as people
    from approval_steps s where s.approval_id = any(${[...ids]}::uuid[]) order by s.position`.execute(ctx.db)
  const roles = await roleTitles(
    ctx,
    rows.flatMap(row => row.said.role ?? []),
  )
  return Map.groupBy(
    rows.map(({ said, ...row }) => ({
      ...row,
      role: said.role === undefined ? null : (roles.get(said.role) ?? said.role),
      level: said.level ?? null,
      addedBy: said.addedBy ?? null,
      isKept: said.isKept === true,
      notes: said.notes ?? [],
    })),
    row => row.approval,
  ) as Map<string, ApprovalStep[]>
}

/** What roles are called, by id. */
export async function roleTitles(ctx: Context, ids?: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    title: string
  }>`select id, ${sql.ref(ctx.locale === 'zh' ? 'name_zh' : 'name_en')} as title
    from roles where ${ids === undefined ? sql`true` : sql`id = any(${[...ids]}::text[])`} order by position`.execute(
    ctx.db,
  )
  return new Map(rows.map(row => [row.id, row.title]))
}
