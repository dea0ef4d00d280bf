import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { newId } from '../db/id.ts'
import { badRequest, conflict, type FieldProblem, invalid, notFound } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Filter } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { approvalOf } from './approval.ts'
import type { FlowContent, FlowInput } from './flow-description.ts'

/** A flow as it stands. */
export interface Flow extends FlowInput {
  id: string
  place: number
  version: number
}

const columns = sql`id, object, name, place, is_on as "isOn", version, content`

/** The flows of a noun in the order in which they are asked; of all nouns unless told. */
export async function flowsOf(ctx: Context, object?: string): Promise<Flow[]> {
  const { rows } = await sql<Flow>`select ${columns} from approval_flows
    where ${object === undefined ? sql`true` : sql`object = ${object}`} order by object, place, id`.execute(ctx.db)
  return rows
}

/** @throws Problem 404 */
export async function flowNamed(ctx: Context, id: string): Promise<Flow> {
  const { rows } = await sql<Flow>`select ${columns} from approval_flows where id = ${id}::uuid`.execute(ctx.db)
  if (!rows[0]) throw notFound('approvalFlow')
  return rows[0]
}

/** Adds a flow after those that its noun has. Gives its id. @throws Problem 422, 400 `filter.*` */
export async function addFlow(ctx: Context, input: FlowInput): Promise<string> {
  await assertSound(ctx, input)
  const id = newId()
  await sql`insert into approval_flows (id, object, name, place, is_on, content, updated_at, updated_by_id)
    select ${id}::uuid, ${input.object}, ${input.name}, coalesce(max(place), 0) + 1, ${input.isOn}, ${JSON.stringify(input.content)}::jsonb,
      ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid
    from approval_flows where object = ${input.object}`.execute(ctx.db)
  await keepVersion(ctx, { id, version: 1, content: input.content })
  await noteChange(ctx, 'added', { id, ...input })
  return id
}

/**
 * Changes a flow; running approvals go on as they began. @throws Problem 404, 422, `approval.flow_changed` (409) when somebody else was quicker
 */
export async function changeFlow(
  ctx: Context,
  id: string,
  { version, ...input }: FlowInput & { version: number },
): Promise<void> {
  await assertSound(ctx, input)
  const known = await flowNamed(ctx, id)
  if (known.object !== input.object) throw badRequest('approval.flow_of_other')
  const { rows } = await sql<{ version: number }>`update approval_flows
    set name = ${input.name}, is_on = ${input.isOn}, content = ${JSON.stringify(input.content)}::jsonb, version = version + 1,
      updated_at = ${ctx.now().toISOString()}::timestamptz, updated_by_id = ${ctx.actor.userId}::uuid
    where id = ${id}::uuid and version = ${version} returning version`.execute(ctx.db)
  if (!rows[0]) throw conflict('approval.flow_changed')
  await keepVersion(ctx, { id, version: rows[0].version, content: input.content })
  await noteChange(ctx, 'changed', { id, ...input })
}

/** Takes a flow away; approvals that run by it go on. @throws Problem 404 */
export async function removeFlow(ctx: Context, id: string): Promise<void> {
  const flow = await flowNamed(ctx, id)
  await sql`delete from approval_flows where id = ${id}::uuid`.execute(ctx.db)
  await noteChange(ctx, 'removed', flow)
}

/** Puts the flows of a noun into this order. @throws Problem `approval.flow_changed` (409) when they are no more these */
export async function orderFlows(ctx: Context, object: string, ids: readonly string[]): Promise<void> {
  const known = await flowsOf(ctx, object)
  if (known.length !== ids.length || known.some(flow => !ids.includes(flow.id))) throw conflict('approval.flow_changed')
  await sql`update approval_flows f set place = o.place
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, place) where f.id = o.id`.execute(ctx.db)
}

async function keepVersion(
  ctx: Context,
  { id, version, content }: { id: string; version: number; content: FlowContent },
): Promise<void> {
  await sql`insert into approval_flow_versions (flow_id, version, content, at, by_id)
    values (${id}::uuid, ${version}, ${JSON.stringify(content)}::jsonb, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)`.execute(
    ctx.db,
  )
}

const noteChange = (
  ctx: Context,
  kind: 'added' | 'changed' | 'removed',
  flow: FlowInput & { id: string },
): Promise<void> =>
  writeAudit(ctx, {
    kind: 'settings.changed',
    detail: { approvalFlow: flow.name, flow: flow.id, object: flow.object, how: kind },
  })

/** People, roles and departments that are there, a condition that can be asked, amounts in order. */
async function assertSound(ctx: Context, { object, content }: FlowInput): Promise<void> {
  if (!ctx.catalog.objects.has(object) || !approvalOf(ctx, object)) throw notFound('object')
  const problems: FieldProblem[] = []
  const { amountFrom, amountTo, steps } = content
  if (amountFrom !== null && amountTo !== null && Number(amountFrom) >= Number(amountTo))
    problems.push({ path: 'amountTo', code: 'approval.amounts_crossed' })
  if (steps.filter(step => step.kind === 'chosen').length > 1)
    problems.push({ path: 'steps', code: 'approval.chosen_once' })
  for (const [index, step] of steps.entries()) {
    const people = 'people' in step ? step.people : []
    const roles = 'roles' in step ? step.roles : 'role' in step && step.role !== null ? [step.role] : []
    const { rows } = await sql<{ people: number; roles: number }>`select
      (select count(*) from users where id = any(${people}::uuid[]) and deleted_at is null and state is distinct from 'left')::int as people,
      (select count(*) from roles where id = any(${roles}::text[]))::int as roles`.execute(ctx.db)
    if (rows[0]?.people !== new Set(people).size)
      problems.push({ path: `steps.${index}.people`, code: 'field.no_such_record' })
    if (rows[0]?.roles !== new Set(roles).size)
      problems.push({ path: `steps.${index}.role`, code: 'field.no_such_record' })
  }
  if (problems.length > 0) throw invalid(problems)
  // What cannot be asked is said now, not when the first document is submitted.
  if (content.conditions !== null)
    filterSql(
      { ...ctx, actor: systemActor('approval') },
      objectOf(ctx.catalog, object),
      content.conditions as Filter,
      't',
    )
}
