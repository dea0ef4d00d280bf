import { sql } from 'kysely'
import { closedAmong, roundMoney } from '#modules/documents/index.ts'
import { visible } from '#platform/access/visible.ts'
import { conflict } from '#platform/errors.ts'
import { translate } from '#platform/i18n/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { isSame } from '#platform/records/draft.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { paidState } from './collection-plan.rules.ts'
import { contract, writableStates } from './contract.object.ts'

interface Ground {
  id: string
  state: string
  type: string | null
  currency: string | null
  effective_on: string | null
  ended_on: string | null
  in_bin: boolean
  owner_id: string | null
  customer_id: string | null
  legal_entity_id: string | null
  next_no: number
  may: boolean
}

/**
 * What follows in an instalment from its contract: whose it is, in which currency, whether it is owed yet; from what has come: what is left. People
 * write it while they write the contract; later its contract is changed, or its day is postponed.
 */
export async function derivePlan(ctx: Context, drafts: Draft[]): Promise<void> {
  const grounds = await groundsOf(ctx, drafts)
  const numbers = new Map<string, number>()
  for (const draft of drafts) {
    const ground = grounds.get(idOf(draft.values.contract) ?? '')
    if (!ground) continue
    settle(ctx, draft, ground, numbers)
    if (!ctx.isWithinVerb && !draft.isHistory && ctx.isReturning !== true)
      refuseByHand(draft, { ground, former: grounds.get(idOf(draft.before?.contract) ?? '') })
  }
  await refuseClosed(ctx, drafts)
}

/** An instalment of a contract that is not being written stays; with the undo of a file that brought it it goes, unless its month was closed. */
export async function keepPlan(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ctx.isWithinVerb) return
  const { rows } = await sql<{ state: string; dueOn: string; entity: string | null; counts: boolean }>`
    select c.state, p.due_on::text as "dueOn", p.legal_entity_id as entity, p.standing = 'live' as counts
    from collection_plans p join contracts c on c.id = p.contract_id
    where p.id = any(${[...ids]}::uuid[]) and c.deleted_at is null`.execute(ctx.db)
  const isFixed = rows.some(({ state }) => !writableStates.some(one => one === state))
  if (isFixed && !ctx.isReturning) throw conflict('collectionPlan.contract_fixed')
  const counting = rows.filter(({ counts }) => counts)
  const closed = await closedAmong(
    ctx,
    counting.map(({ dueOn, entity }) => ({ path: 'dueOn', on: dueOn, legalEntity: entity })),
  )
  for (const { code, params } of closed.values()) throw conflict(code, params ?? {})
}

async function groundsOf(ctx: Context, drafts: readonly Draft[]): Promise<Map<string, Ground>> {
  const ids = [
    ...new Set(
      drafts.flatMap(({ values, before }) => [idOf(values.contract) ?? [], idOf(before?.contract) ?? []].flat()),
    ),
  ]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Ground>`
    select c.id, c.state, c.type, c.currency, c.effective_on::text as effective_on, c.ended_on::text as ended_on,
      c.deleted_at is not null as in_bin, c.owner_id, c.customer_id, c.legal_entity_id,
      (select coalesce(max(p.instalment_no), 0) + 1 from collection_plans p where p.contract_id = c.id and p.deleted_at is null)::int as next_no,
      ${visible(ctx, objectOf(ctx.catalog, contract.name), 'c', 'update')} as may
    from contracts c where c.id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row]))
}

function settle(ctx: Context, { values, before }: Draft, ground: Ground, numbers: Map<string, number>): void {
  values.owner = reference(ground.owner_id)
  values.customer = reference(ground.customer_id)
  values.legalEntity = reference(ground.legal_entity_id)
  values.currency = ground.currency
  if (values.instalmentNo === null || values.instalmentNo === undefined) {
    values.instalmentNo = numbers.get(ground.id) ?? ground.next_no
    numbers.set(ground.id, Number(values.instalmentNo) + 1)
  }
  if (values.kind === 'retention') values.releaseOn ??= values.dueOn ?? null
  else values.releaseOn = null
  if (!values.name || (before !== null && values.name === nameOf(ctx, before))) values.name = nameOf(ctx, values)
  if (!values.amount) return
  values.amount = roundMoney(String(values.amount), ground.currency ?? ctx.company.baseCurrency)
  values.receivedAmount ??= '0'
  const paid = paidState(String(values.amount), String(values.receivedAmount))
  values.restAmount = paid.rest
  values.state = paid.state
  values.standing = standingOf(values, ground)
}

const nameOf = (ctx: Context, { kind, instalmentNo }: Record<string, unknown>): string =>
  translate(ctx.company.locale, kind === 'retention' ? 'collectionPlan.retention' : 'collectionPlan.instalment', {
    no: Number(instalmentNo),
  })

/** What is terminated is owed no more from that day on; what is voided never was. */
function standingOf(values: Record<string, unknown>, ground: Ground): 'planned' | 'live' | 'void' {
  if (ground.state === 'voided' || ground.in_bin) return 'void'
  if (!ground.effective_on) return 'planned'
  const isOver = ground.state === 'terminated' && ground.ended_on !== null && String(values.dueOn) > ground.ended_on
  return isOver ? 'void' : 'live'
}

/** What people may not write by hand. */
function refuseByHand(
  { values, before, problems }: Draft,
  { ground, former }: { ground: Ground; former: Ground | undefined },
): void {
  if (ground.type === 'framework') problems.push({ path: 'contract', code: 'contract.framework_has_no_plan' })
  const isWritable = [ground, former ?? ground].every(({ state }) => writableStates.some(one => one === state))
  if (before === null || former?.id !== ground.id) {
    if (!ground.may || former?.may === false || !isWritable)
      problems.push({ path: 'contract', code: 'collectionPlan.contract_fixed' })
    return
  }
  if (isWritable) return
  for (const path of ['dueOn', 'releaseOn', 'amount', 'kind'])
    if (isMoved(path, before, values)) problems.push({ path, code: 'collectionPlan.contract_fixed' })
}

/** What is due in a closed month stays what it was, and nothing new falls due there. */
async function refuseClosed(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(draft => {
    const { values, before } = draft
    const isOther = before === null || ['dueOn', 'amount', 'standing'].some(name => isMoved(name, before, values))
    const counts = values.standing === 'live' || before?.standing === 'live'
    if (!isOther || !counts) return []
    const entity = idOf(values.legalEntity) ?? null
    return [values.dueOn, before?.dueOn].map(on => ({
      draft,
      change: { path: 'dueOn', on: (on as string | null | undefined) ?? null, legalEntity: entity },
    }))
  })
  const closed = await closedAmong(
    ctx,
    asked.map(({ change }) => change),
  )
  for (const [index, problem] of closed) {
    const problems = asked[index]?.draft.problems
    if (problems && !problems.some(({ code }) => code === problem.code)) problems.push(problem)
  }
}

type Values = Record<string, unknown>

const isMoved = (name: string, before: Values, values: Values): boolean =>
  !isSame(collectionPlan.fields[name as keyof typeof collectionPlan.fields], before[name] ?? null, values[name] ?? null)

const reference = (id: string | null): { id: string; title: string } | null => (id ? { id, title: '' } : null)

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
