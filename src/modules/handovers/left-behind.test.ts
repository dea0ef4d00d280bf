import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { tableOf } from '#platform/access/visible.ts'
import { heldFields } from '#platform/handovers/held-fields.ts'
import { mergeCatalog } from '#platform/objects/catalog.ts'
import { columnOf } from '#platform/objects/index.ts'
import { readOverlay } from '#platform/overlay/read-overlay.ts'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { declaredObjects } from '#test/harness/sample-values.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let serial = 0

describe('places in the teams of others', () => {
  it('end when he leaves, or go to whoever is named; undo returns them', async () => {
    const { chen, wang, zhao, li } = company.as
    const { id } = await chen.post('/api/users', { name: '离职的人', superior: wang.id })
    forgetActors(company.db)
    const made = async (): Promise<string> => (await wang.post('/api/customers', { name: '协作' + serial++ })).id
    const [one, two, over] = [await made(), await made(), await made()]
    await wang.put(`/api/customers/${one}/team/${id}`, { access: 'edit', until: '2099-06-30' })
    await wang.put(`/api/customers/${two}/team/${id}`, { access: 'edit' })
    await wang.put(`/api/customers/${two}/team/${zhao.id}`, { access: 'read', until: '2099-06-30' })
    await wang.put(`/api/customers/${over}/team/${id}`, { access: 'read' })
    await sql`update team_members set until_on = '2020-01-01' where record_id = ${over}::uuid`.execute(company.db)
    const team = async (customer: string) =>
      (await chen.get(`/api/customers/${customer}/team`)).members.map((member: Body) => [
        member.user.id,
        member.access,
        member.until,
      ])
    const before = [await team(one), await team(two)]
    const mine = (await chen.post('/api/customers', { name: '自己的', owner: id })).id
    const opened = await chen.post('/api/handovers', { leaver: id })
    expect(opened.kinds.find((kind: Body) => kind.kind === 'holding.teams')).toMatchObject({
      count: 2,
      endsWithHim: true,
    })
    // Whoever takes the rest does not come into the teams of others by it, and they hold up nothing.
    const run = await chen.post(`/api/handovers/${opened.id}/run`, { to: li.id, keepAs: 'read' })
    expect(run.kinds).toMatchObject([{ kind: 'holding.teams', count: 2 }])
    await chen.post(`/api/handovers/${opened.id}/finish`, { leaving: 'now' })
    expect([await team(one), await team(two)]).toEqual([[], [[zhao.id, 'read', '2099-06-30']]])
    expect((await wang.get(`/api/customers/${one}/timeline`)).entries[0]).toMatchObject({ verb: 'leaveTeam' })
    // Where the handover itself kept him, that is as it was chosen.
    expect(await team(mine)).toEqual([[id, 'read', null]])
    await chen.post(`/api/handovers/${opened.id}/undo`, { letBackIn: true })
    expect([await team(one), (await team(two)).toSorted()]).toEqual([before[0], before[1].toSorted()])
    expect(await team(mine)).toEqual([])

    const again = await chen.post('/api/handovers', { leaver: id })
    const byName = await chen.post(`/api/handovers/${again.id}/run`, {
      to: li.id,
      kinds: { 'holding.teams': { to: zhao.id } },
    })
    expect(byName.kinds).toEqual([])
    expect(byName.handed.find((kind: Body) => kind.kind === 'holding.teams')).toMatchObject({
      to: { id: zhao.id },
      count: 2,
    })
    expect([await team(one), await team(two)]).toEqual([[[zhao.id, 'edit', '2099-06-30']], [[zhao.id, 'edit', null]]])
    await chen.post(`/api/handovers/${again.id}/undo`, { letBackIn: false })
    expect([await team(one), (await team(two)).toSorted()]).toEqual([before[0], before[1].toSorted()])
  })
})

/** Columns that name a user and ask nothing of him once he has left, each with the reason. */
const notHeld: Record<string, string[]> = {
  'what he once did, decided or was, which stays his': [
    'account_entries.by_id',
    'approval_flow_versions.by_id',
    'approval_flows.updated_by_id',
    'approval_tasks.from_id',
    'approvals.ended_by_id',
    'approvals.requester_id',
    'closed_months.closed_by_id',
    'forecast_snapshots.owner_id',
    'opportunity_assignments.by_id',
    'opportunity_assignments.owner_id',
    'print_templates.updated_by_id',
    'prints.by_id',
    'receipts.claimed_by_id',
    'receipts.confirmed_by_id',
    'access_requests.decided_by_id',
    'activities.owner_id',
    'audit_log.user_id',
    'batches.undone_by',
    'batches.user_id',
    'bulk_runs.user_id',
    'calendar_years.changed_by_id',
    'consent_requests.decided_by_id',
    'contract_changes.begun_by_id',
    'contract_credits.person_id',
    'contracts.signer_id',
    'contacts.last_activity_by_id',
    'conversions.by_id',
    'customers.hot_by_id',
    'customers.last_activity_by_id',
    'customers.previous_owner_id',
    'different_pairs.user_id',
    'duplicate_scans.user_id',
    'erasure_receipts.consented_by_id',
    'erasure_receipts.erased_by_id',
    'erasure_runs.user_id',
    'files.removed_by_id',
    'files.uploaded_by_id',
    'form_submissions.decided_by_id',
    'handover_rows.to_id',
    'handovers.leaver_id',
    'history.user_id',
    'hot_dismissals.dismissed_by_id',
    'imports.user_id',
    'lead_assignments.by_id',
    'lead_assignments.owner_id',
    'leads.last_activity_by_id',
    'leads.previous_owner_id',
    'merges.undone_by_id',
    'merges.user_id',
    'number_patterns.changed_by_id',
    'opportunities.last_activity_by_id',
    'pipeline_versions.ended_by_id',
    'pool_stays.entered_by_id',
    'pool_stays.left_by_id',
    'pool_stays.left_to_id',
    'pool_stays.previous_owner_id',
    'quote_links.made_by_id',
    'quote_links.revoked_by_id',
    'seal_uses.by_id',
    'tasks.completed_by_id',
    'team_changes.user_id',
    'team_members.added_by_id',
    'transitions.user_id',
  ],
  'how much he used up or what turn he had, which nobody inherits': [
    'opportunity_rule_turns.user_id',
    'assignment_turns.user_id',
    'daily_reads.user_id',
    'daily_uses.user_id',
    'ownership_limits.user_id',
    'pool_claims.user_id',
    'pool_views.user_id',
  ],
  'how he liked the product, and what it told him': [
    'import_mappings.user_id',
    'list_preferences.user_id',
    'notice_deliveries.recipient_id',
    'notice_preferences.user_id',
    'notices.recipient_id',
    'phrases.owner_id',
    'stars.user_id',
    'workbench_layouts.user_id',
  ],
  'what he may do and where he belongs: without an account it means nothing': [
    'department_members.user_id',
    'user_roles.user_id',
  ],
  'who decides while he is away: he does not come back': ['approval_deputies.user_id'],
  'what was booked in his time: whoever has the customer or the contract sees it with that': [
    'allocations.owner_id',
    'opening_balances.owner_id',
  ],
  'what he asked for himself; whoever decides decides it': [
    'access_requests.requester_id',
    'consent_requests.asked_by_id',
  ],
  'who comes along to an event: its organiser sees to that': ['event_participants.user_id'],
  'whose contract it belongs to: it follows that': ['collection_plans.owner_id'],
}

/** What is handed on as a whole kind though no field of a noun names it. */
const heldAsKind: Record<string, string> = {
  'saved_views.owner_id': 'views',
  'lead_settings.fallback_user_id': 'leadFallback',
  'team_members.user_id': 'teams',
  'approval_tasks.user_id': 'approvalTasks',
  'approval_deputies.deputy_id': 'approvalDeputies',
}

describe('what the database knows of people', () => {
  it('every column that names a user is handed on, or is said here to ask nothing of somebody who has left', async () => {
    const { rows } = await sql<{ place: string }>`
      select c.conrelid::regclass::text || '.' || a.attname as place from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'company.users'::regclass and c.conparentid = 0
        and a.attname <> 'created_by_id' order by 1`.execute(company.db)
    const catalog = mergeCatalog(declaredObjects, [], await readOverlay(company.db))
    const fields = heldFields(catalog).map(({ object, field, line }) =>
      line ? `${tableOf(line.object)}.${columnOf(line.user, 'user')}` : `${tableOf(object)}.${columnOf(field, 'user')}`,
    )
    const kinds = new Set(app.modules.flatMap(module => module.holdings.map(holding => holding.name)))
    const held = [...fields, ...Object.keys(heldAsKind).filter(place => kinds.has(heldAsKind[place] ?? ''))]
    const said = Object.values(notHeld).flat()
    expect(rows.length).toBeGreaterThan(70)
    const places = rows.map(row => row.place.replace(/^company\./, ''))
    expect(places.filter(place => !held.includes(place) && !said.includes(place))).toEqual([])
    // Nothing is excused that is handed on, and nothing that there is no more.
    expect(said.filter(place => held.includes(place) || !places.includes(place))).toEqual([])
    expect(held.filter(place => !places.includes(place))).toEqual([])
  })
})
