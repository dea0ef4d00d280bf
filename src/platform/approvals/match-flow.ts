import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import { Problem } from '../errors.ts'
import { Exact } from '../fields/index.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import type { Approval } from './approval.ts'
import { type Directory, departmentsAbove } from './directory.ts'
import type { FlowContent } from './flow-description.ts'
import { type Flow, flowsOf } from './flows.ts'

/** A record that asks for consent, as it stands. */
export interface Asking {
  object: ObjectDefinition
  approval: Approval
  record: Record<string, unknown> & { id: string }
  requester: string | null
}

/** The first flow that is turned on and takes the record; null when none does. @throws Problem `approval.flow_broken` (409) */
export async function matchFlow(ctx: Context, directory: Directory, asking: Asking): Promise<Flow | null> {
  for (const flow of await flowsOf(ctx, asking.object.name)) {
    if (!flow.isOn) continue
    try {
      if (await takes(ctx, directory, { ...asking, content: flow.content })) return flow
    } catch (error) {
      // A field that it asks for is there no more: better said than passed over.
      if (error instanceof Problem && error.code.startsWith('filter.'))
        throw new Problem(409, 'approval.flow_broken', { params: { flow: flow.name }, cause: error })
      throw error
    }
  }
  return null
}

/** Whether a flow of this content takes the record. */
export async function takes(
  ctx: Context,
  directory: Directory,
  { object, approval, record, requester, content }: Asking & { content: FlowContent },
): Promise<boolean> {
  const department = directory.people.get(requester ?? '')?.department ?? null
  const above = departmentsAbove(directory, department)
  if (content.departments.length > 0 && !content.departments.some(id => above.includes(id))) return false
  if (!isWithinAmount(ctx, approval, record, content)) return false
  if (content.conditions === null) return true
  // A condition holds whatever the requester may read.
  const asSystem = { ...ctx, actor: systemActor('approval') }
  const { rows } = await sql`select from ${sql.table(tableOf(object))} t
    where t.id = ${record.id}::uuid and ${filterSql(asSystem, object, content.conditions as Filter, 't')}`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** Of an amount whose worth is not known it is taken that it is large: rather one consent too many. */
function isWithinAmount(
  ctx: Context,
  approval: Approval,
  record: Record<string, unknown>,
  { amountFrom, amountTo }: FlowContent,
): boolean {
  if (amountFrom === null && amountTo === null) return true
  const worth = worthOf(ctx, approval, record)
  if (worth === null) return amountTo === null
  if (amountFrom !== null && new Exact(worth).lessThan(amountFrom)) return false
  return amountTo === null || new Exact(worth).lessThan(amountTo)
}

/** The record's amount in the company's base currency; null when it has none that can be said so. */
function worthOf(ctx: Context, approval: Approval, record: Record<string, unknown>): string | null {
  const text = (name: string | undefined): string | null => {
    const value = name === undefined ? null : record[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const base = text(approval.baseAmount)
  if (base !== null) return base
  const currency = text(approval.currency)
  return currency === null || currency === ctx.company.baseCurrency ? text(approval.amount) : null
}
