import type { FieldProblem } from '#platform/errors.ts'
import { Exact } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { LineValue } from '#platform/objects/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { validate } from '#platform/records/validate.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { writableStates } from './contract.object.ts'

/** An instalment as somebody gives it: with an id one that is there, without one a new one. */
export type GivenPlan = (Record<string, unknown> & { id?: string })[]

/** Plans that were given beside the fields of contracts, until those are written. */
const given = new WeakMap<object, GivenPlan>()

/** The plan that was given with a contract that was just written, by its values; undefined when none was. */
export function planGivenWith(values: object | null): GivenPlan | undefined {
  const plan = values ? given.get(values) : undefined
  if (values) given.delete(values)
  return plan
}

/**
 * Reads the plans that were given beside fields (`plan: [...]`): what is wrong with a row is said at `plan.2.dueOn`. They are written with the
 * contract, in its transaction; a revision of the plan is counted on the contract, so that its history says so.
 */
export async function takePlans(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts) {
    const { plan } = draft.beside ?? {}
    if (plan === undefined || plan === null) continue
    const state = draft.before?.state
    if (state !== undefined && !writableStates.some(one => one === state)) {
      draft.problems.push({ path: 'plan', code: 'contract.plan_fixed' })
      continue
    }
    const read = readPlan(ctx, plan as LineValue[])
    draft.problems.push(...read.problems)
    draft.values.planRevision = Number(draft.values.planRevision ?? 0) + 1
    given.set(draft.values, read.plan)
  }
}

/** Reads rows of a plan, field by field, with all that is wrong. */
export function readPlan(ctx: Context, rows: readonly LineValue[]): { plan: GivenPlan; problems: FieldProblem[] } {
  const object = objectOf(ctx.catalog, collectionPlan.name)
  const problems: FieldProblem[] = []
  const plan = rows.map(({ id, contract: _contract, owner: _owner, ...rest }, index) => {
    const read = validate(ctx, object, withoutKept(object.fields, rest), 'byMaker')
    const { values } = read
    if (values.kind === 'retention') {
      values.dueOn ??= values.releaseOn ?? null
      values.releaseOn ??= values.dueOn ?? null
    }
    const missing = id === undefined ? ['dueOn', 'amount'].filter(name => !values[name]) : []
    const wrong = [
      ...read.problems,
      ...missing
        .filter(path => !read.problems.some(problem => problem.path === path))
        .map(path => ({ path, code: 'field.required' })),
      ...(values.amount && new Exact(String(values.amount)).isZero()
        ? [{ path: 'amount', code: 'collectionPlan.nothing_due' }]
        : []),
    ]
    problems.push(...wrong.map(problem => ({ ...problem, path: `plan.${index}.${problem.path}` })))
    return { ...values, ...(typeof id === 'string' ? { id } : {}) }
  })
  return { plan, problems }
}

/** Whoever sends a plan back as he read it sends along what is kept for him: that is not his to say, and does no harm. */
const withoutKept = (
  fields: Readonly<Record<string, { setBy?: string }>>,
  row: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => fields[name]?.setBy !== 'verb' && name !== 'can'))
