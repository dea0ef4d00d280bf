import { sql } from 'kysely'
import { conflict, type FieldProblem, invalid } from '#platform/errors.ts'
import { writeAudit } from '#platform/audit/write-audit.ts'
import type { Context } from '#platform/records/index.ts'

/** Where an overdue lead goes at last: into the pool, to the fallback person, or it stays. */
export const recoverTargets = ['pool', 'fallback', 'nowhere'] as const

/** What the company says of leads that nobody fits or nobody follows up. Days of escalation are working days after the assignment. */
export interface LeadSettings {
  version: number
  fallback: { id: string; title: string } | null
  isEscalating: boolean
  remindDays: number
  managerDays: number
  recoverDays: number
  recoverTo: (typeof recoverTargets)[number]
  /** How many days back performance is looked at. */
  performanceDays: number
  /** 0 to 100: what the won amount weighs; the rest is the win rate's. */
  amountWeight: number
  /** ISO; what was assigned before does not escalate. */
  escalatesFrom: string
}

/** The company's settings of leads; one statement. */
export async function readLeadSettings({ db }: Pick<Context, 'db'>): Promise<LeadSettings> {
  const { rows } = await sql<
    Omit<LeadSettings, 'fallback' | 'escalatesFrom'> & { id: string | null; title: string | null; from: Date | string }
  >`
    select s.version, u.id, u.name as title, s.is_escalating as "isEscalating", s.remind_days as "remindDays",
      s.manager_days as "managerDays", s.recover_days as "recoverDays", s.recover_to as "recoverTo",
      s.performance_days as "performanceDays", s.amount_weight as "amountWeight", s.escalates_from as "from"
    from lead_settings s
    left join users u on u.id = s.fallback_user_id and u.deleted_at is null and u.state is distinct from 'left'`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('lead_settings has lost its row')
  const { id, title, from, ...rest } = row
  return { ...rest, fallback: id ? { id, title: title ?? '' } : null, escalatesFrom: new Date(from).toISOString() }
}

/** What an administrator changes; `version` is the one he had before him. */
export type LeadSettingsChange = Partial<Omit<LeadSettings, 'version' | 'fallback' | 'escalatesFrom'>> & {
  version: number
  fallback?: string | null
}

/**
 * Changes them in the caller's transaction, with an entry in the audit log. Escalation that is turned on begins with what is assigned from now on.
 * @throws Problem 409 `version_conflict`, 422 for days out of order or a fallback who has left
 */
export async function writeLeadSettings(ctx: Context, { version, ...change }: LeadSettingsChange): Promise<void> {
  const before = await readLeadSettings(ctx)
  if (before.version !== version) throw conflict('lead.settings_changed', {})
  const { fallback = before.fallback?.id ?? null, ...given } = change
  const next = { ...before, ...given }
  const problems = [...daysInOrder(next), ...(await whoIsThere(ctx, fallback))]
  if (problems.length > 0) throw invalid(problems)
  const from = next.isEscalating && !before.isEscalating ? ctx.now().toISOString() : before.escalatesFrom
  await sql`update lead_settings set version = version + 1, fallback_user_id = ${fallback}::uuid,
    is_escalating = ${next.isEscalating}, remind_days = ${next.remindDays}, manager_days = ${next.managerDays},
    recover_days = ${next.recoverDays}, recover_to = ${next.recoverTo}, performance_days = ${next.performanceDays},
    amount_weight = ${next.amountWeight}, escalates_from = ${from}::timestamptz`.execute(ctx.db)
  await writeAudit(ctx, { kind: 'settings.changed', detail: { what: 'leads', ...change } })
}

function daysInOrder({ remindDays, managerDays, recoverDays }: LeadSettings): FieldProblem[] {
  if (managerDays < remindDays)
    return [{ path: 'managerDays', code: 'lead.days_out_of_order', params: { least: remindDays } }]
  if (recoverDays < managerDays)
    return [{ path: 'recoverDays', code: 'lead.days_out_of_order', params: { least: managerDays } }]
  return []
}

async function whoIsThere(ctx: Context, id: string | null): Promise<FieldProblem[]> {
  if (id === null) return []
  const { rows } = await sql`select from users
    where id = ${id}::uuid and deleted_at is null and state is distinct from 'left'`.execute(ctx.db)
  return rows.length > 0 ? [] : [{ path: 'fallback', code: 'lead.person_not_there' }]
}
