import { sql } from 'kysely'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { Exact } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, createMany, removeMany, restore } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { collectionPlan } from './collection-plan.object.ts'
import type { GivenPlan } from './plan.given.ts'

/** An instalment as it stands in the database. */
export interface PlannedRow {
  id: string
  amount: string
  received: string
  dueOn: string
  isInBin: boolean
}

/**
 * Makes the plan of a contract what was given, in the caller's transaction: rows with an id are changed, others made, missing ones go into the bin
 * (and come out of it when they are named again). What money has come on stays, and is never planned below that.
 * @throws Problem `invalid` (422) with paths like `plan.1.amount`
 */
export async function writePlan(ctx: Context, contract: string, plan: GivenPlan): Promise<void> {
  const known = new Map((await plannedRows(ctx, contract)).map(row => [row.id, row]))
  const problems = wrongWith(plan, known)
  if (problems.length > 0) throw invalid(problems)
  const inside = asKeeper(ctx)
  const noun = objectOf(ctx.catalog, collectionPlan.name)
  const named = new Set(plan.map(row => row.id))
  const gone = [...known.values()].filter(row => !row.isInBin && !named.has(row.id)).map(row => row.id)
  for (const row of plan) if (row.id && known.get(row.id)?.isInBin) await restore(inside, noun, row.id)
  if (gone.length > 0) await removeMany(inside, noun, gone)
  const places = plan.map((row, index) => ({ row, index }))
  const kept = places.filter(({ row }) => row.id !== undefined)
  const made = places.filter(({ row }) => row.id === undefined)
  const changed = await updateMany(
    inside,
    noun,
    kept.map(({ row: { id, ...values }, index }) => ({ id: id ?? '', values: { instalmentNo: index + 1, ...values } })),
    { verb: 'update', writing: 'byVerb' },
  )
  const created = await createMany(
    inside,
    noun,
    made.map(({ row: { id: _id, ...values }, index }) => ({
      values: { instalmentNo: index + 1, ...values, contract: { id: contract } },
    })),
    { byVerb: true },
  )
  const refused = [
    ...changed.refused.flatMap(({ index, fields }) => placed(kept[index]?.index ?? 0, fields)),
    ...created.refused.flatMap(({ index, fields }) => placed(made[index]?.index ?? 0, fields)),
  ]
  if (refused.length > 0) throw invalid(refused)
}

/** After a contract moved (owner, customer, state): its instalments follow it. What was made or removed with it comes and goes with it. */
export async function followContracts(ctx: Context, contracts: readonly string[]): Promise<void> {
  if (contracts.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from collection_plans
    where contract_id = any(${[...contracts]}::uuid[]) and deleted_at is null order by id`.execute(ctx.db)
  const { refused } = await updateMany(
    asKeeper(ctx),
    objectOf(ctx.catalog, collectionPlan.name),
    rows.map(({ id }) => ({ id, values: {} })),
    { verb: 'update', writing: 'byVerb', silent: true },
  )
  if (refused.length > 0)
    throw invalid(refused.flatMap(({ fields }) => fields.map(problem => ({ ...problem, path: 'plan' }))))
}

/** The living rows of a contract's plan, and those in the bin. */
export async function plannedRows(ctx: Context, contract: string): Promise<PlannedRow[]> {
  const { rows } = await sql<PlannedRow>`
    select id, amount::text as amount, coalesce(received_amount, 0)::text as received, due_on::text as "dueOn",
      deleted_at is not null as "isInBin"
    from collection_plans where contract_id = ${contract}::uuid order by due_on, instalment_no, id`.execute(ctx.db)
  return rows
}

/**
 * Whoever writes a contract writes its plan, with the contract's rights and not with those on instalments alone; history names him.
 */
export const asKeeper = (ctx: Context): Context => ({
  ...ctx,
  actor: { ...ctx.actor, grants: everything, roles: [{ id: 'contract', grants: everything, fieldRights: {} }] },
  isWithinVerb: true,
})

const everything = { '*': 'all' } as const

const placed = (index: number, fields: readonly FieldProblem[]): FieldProblem[] =>
  fields.map(problem => ({ ...problem, path: `plan.${index}.${problem.path}` }))

function wrongWith(plan: GivenPlan, known: ReadonlyMap<string, PlannedRow>): FieldProblem[] {
  const problems: FieldProblem[] = []
  for (const [index, row] of plan.entries()) {
    if (row.id === undefined) continue
    const found = known.get(row.id)
    if (!found) problems.push({ path: `plan.${index}`, code: 'field.no_such_record' })
    else if (row.amount && new Exact(String(row.amount)).lessThan(found.received))
      problems.push({
        path: `plan.${index}.amount`,
        code: 'collectionPlan.below_received',
        params: { received: found.received },
      })
  }
  const named = new Set(plan.map(row => row.id))
  for (const row of known.values())
    if (!row.isInBin && !named.has(row.id) && new Exact(row.received).greaterThan(0))
      problems.push({
        path: 'plan',
        code: 'collectionPlan.has_received',
        params: { dueOn: row.dueOn, received: row.received },
      })
  return problems
}
