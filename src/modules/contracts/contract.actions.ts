import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import { conflict, type FieldProblem, invalid } from '#platform/errors.ts'
import { dayAt, Exact } from '#platform/fields/index.ts'
import { type ActionResult, type Context, defineAction } from '#platform/records/index.ts'
import type { LockedRecord } from '#platform/records/module.ts'
import { beginChange, dropRunningChange } from './contract.changes.ts'
import { makeDraftLike, nextTerm } from './contract.copies.ts'
import {
  attribute,
  change,
  complete,
  copy,
  dropChange,
  putPlan,
  renew,
  reopen,
  sealIt,
  send,
  shareCredit,
  sign,
  takeEffect,
  terminate,
  voidIt,
} from './contract.verbs.ts'
import { planProblemOf } from './plan.assert.ts'
import { readPlan } from './plan.given.ts'
import { plannedRows, writePlan } from './plan.write.ts'

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)

/** @throws Problem with the code of what is missing (409) */
function refuse(problem: FieldProblem | null): void {
  if (problem) throw conflict(problem.code, problem.params ?? {})
}

/** Paid at once and without a plan: one instalment on that day, so that the money has a place. */
const takeEffectAction = defineAction(takeEffect, async (ctx, record, { effectiveOn }): Promise<ActionResult> => {
  refuse(await planProblemOf(ctx, record))
  const on = effectiveOn ?? today(ctx)
  const isUnplanned = record.type !== 'framework' && (await plannedRows(ctx, record.id)).every(row => row.isInBin)
  return {
    changes: {
      state: 'inEffect',
      effectiveOn: on,
      originalAmount: record.amount,
      tookEffectAt: ctx.now().toISOString(),
    },
    ...(on === today(ctx) ? {} : { at: on }),
    ...(isUnplanned && record.amount && !new Exact(record.amount).isZero()
      ? { afterwards: inside => writePlan(inside, record.id, [{ dueOn: on, amount: record.amount }]) }
      : {}),
  }
})

const changeAction = defineAction(change, async (_ctx, record, { reason }) => ({
  changes: { state: 'changing' },
  reason: reason ?? '',
  afterwards: ctx => beginChange(ctx, record as LockedRecord, reason ?? ''),
}))

const dropAction = defineAction(dropChange, (ctx, record, { reason }) =>
  dropRunningChange(ctx, record as LockedRecord, reason),
)

const putPlanAction = defineAction(putPlan, async (ctx, record, { plan, reason }): Promise<ActionResult> => {
  if (record.type === 'framework') throw invalid([{ path: 'plan', code: 'contract.framework_has_no_plan' }])
  const isFixed = record.state === 'approved' || record.state === 'inEffect'
  const read = readPlan(ctx, plan ?? [])
  const problems = [...read.problems, ...(isFixed && !reason ? [{ path: 'reason', code: 'field.required' }] : [])]
  if (problems.length > 0) throw invalid(problems)
  return {
    changes: { planRevision: Number(record.planRevision ?? 0) + 1 },
    ...(reason ? { reason } : {}),
    afterwards: async inside => {
      await writePlan(inside, record.id, read.plan)
      const problem = isFixed ? await planProblemOf(inside, record) : null
      if (problem) throw invalid([problem])
    },
  }
})

const sealAction = defineAction(sealIt, async (ctx, record, { seal, copies, remark }): Promise<ActionResult> => {
  const { rows } = await sql<{ state: string; entity: string; name: string }>`
    select s.state, s.legal_entity_id as entity, s.name from seals s
    where s.id = ${seal?.id ?? null}::uuid and s.deleted_at is null`.execute(ctx.db)
  const [found] = rows
  if (found?.state !== 'active') throw invalid([{ path: 'seal', code: 'contract.seal_not_in_use' }])
  if (found.entity !== record.legalEntity?.id) throw invalid([{ path: 'seal', code: 'contract.seal_of_other_entity' }])
  return {
    changes: { sealState: 'sealed' },
    reason: [found.name, remark].filter(Boolean).join(' · '),
    afterwards: async inside => {
      await sql`insert into seal_uses (id, contract_id, seal_id, at, by_id, copies, remark)
        values (${newId()}, ${record.id}::uuid, ${seal?.id ?? null}::uuid, ${inside.now().toISOString()}::timestamptz,
          ${inside.actor.userId}::uuid, ${copies ?? 1}, ${remark})`.execute(inside.db)
    },
  }
})

const sendAction = defineAction(send, async (ctx, record, { sentOn, remark }) => ({
  changes: { sentOn: sentOn ?? today(ctx), ...(record.signingState === 'signed' ? {} : { signingState: 'sent' }) },
  ...(remark ? { reason: remark } : {}),
}))

const signAction = defineAction(sign, async (_ctx, record, { signedOn, scans }) => ({
  changes: { signedOn, signingState: 'signed', scans: [...(record.scans ?? []), ...(scans ?? [])] },
}))

const completeAction = defineAction(complete, async (ctx, _record, { endedOn, remark }) => ({
  changes: { state: 'completed', endedOn: endedOn ?? today(ctx) },
  ...(remark ? { reason: remark } : {}),
}))

const terminateAction = defineAction(terminate, async (ctx, record, { endedOn, reason }): Promise<ActionResult> => {
  const on = endedOn ?? today(ctx)
  if (record.effectiveOn && on < record.effectiveOn)
    throw invalid([
      { path: 'endedOn', code: 'contract.ends_before_effect', params: { effectiveOn: record.effectiveOn } },
    ])
  return { changes: { state: 'terminated', endedOn: on }, reason: reason ?? '' }
})

const voidAction = defineAction(voidIt, async (ctx, record, { reason }): Promise<ActionResult> => {
  if (!new Exact(record.receivedAmount ?? '0').isZero())
    throw conflict('contract.has_receipts', { received: record.receivedAmount ?? '0' })
  const { rows } = await sql`select from contracts where parent_id = ${record.id}::uuid and deleted_at is null
    and effective_on is not null and state <> 'voided' limit 1`.execute(ctx.db)
  if (rows.length > 0) throw conflict('contract.has_children')
  return {
    changes: { state: 'voided', endedOn: today(ctx) },
    reason: reason ?? '',
    afterwards: async inside => {
      await sql`update contract_changes set ended_at = ${inside.now().toISOString()}::timestamptz, is_applied = false
        where contract_id = ${record.id}::uuid and ended_at is null`.execute(inside.db)
    },
  }
})

const reopenAction = defineAction(reopen, async (_ctx, _record, { reason }) => ({
  changes: { state: 'inEffect', endedOn: null },
  reason: reason ?? '',
}))

const renewAction = defineAction(renew, async (_ctx, record, { startOn, endOn }) => ({
  changes: {},
  afterwards: async ctx => {
    const term = nextTerm(record, { startOn, endOn })
    await makeDraftLike(ctx, record as LockedRecord, { type: 'renewal', parent: { id: record.id }, ...term })
  },
}))

const copyAction = defineAction(copy, async (_ctx, record) => ({
  changes: {},
  afterwards: async ctx => {
    await makeDraftLike(ctx, record as LockedRecord, { type: record.type, parent: record.parent })
  },
}))

const attributeAction = defineAction(attribute, async (_ctx, record, { source, campaign, originLead }) => ({
  changes: { source: source ?? record.source, campaign, originLead },
}))

const shareAction = defineAction(shareCredit, async (_ctx, _record, { credits, reason }) => ({
  changes: { credits: credits ?? [] },
  reason: reason ?? '',
}))

export const contractActions = [
  takeEffectAction,
  changeAction,
  dropAction,
  putPlanAction,
  sealAction,
  sendAction,
  signAction,
  completeAction,
  terminateAction,
  voidAction,
  reopenAction,
  renewAction,
  copyAction,
  attributeAction,
  shareAction,
]
