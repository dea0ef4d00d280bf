import { sql } from 'kysely'
import { stagesById } from '#modules/pipelines/index.ts'
import { newId } from '#platform/db/id.ts'
import { notify } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context, Written } from '#platform/records/index.ts'
import { writeHistory } from '#platform/records/write.ts'
import { changeTeams } from '#platform/teams/team-changes.ts'
import {
  type Doing,
  openedRound,
  opportunityRound,
  readOpportunityRules,
  writeOpportunityTurns,
} from './opportunity-round.ts'
import { factsOf, recall } from './opportunity-rule.derive.ts'
import { type OpportunityFacts, type ReadyOpportunityRule, takesOpportunity } from './taking.ts'

/**
 * After an opportunity was written: whom rules add to its team joins (big ones get 售前, 商务, 技术), and so does whoever answers for the stage that it has entered. Whoever
 * had it until a rule gave it away stays as a member. All of it is kept with its reason, and those who came in are told.
 */
export async function keepOpportunities(ctx: Context, written: readonly Written[]): Promise<void> {
  if (ctx.isSilent || ctx.isReturning) return
  const running = written.filter(({ values }) => values !== null && values.state === 'open')
  if (running.length === 0) return
  const rules = await readOpportunityRules(ctx)
  const adding = rules.filter(rule => rule.deed === 'members')
  const stages = await stagesById(ctx, running.flatMap(entered))
  for (const one of running) {
    const values = one.values ?? {}
    const doings: Doing[] = []
    const assigned = recall(ctx, one.id, idOf(values.owner))
    if (assigned) doings.push(assigned)
    if (adding.length > 0) doings.push(...(await addedBy(ctx, { one, values, adding, rules })))
    const responsible = stages.get(entered(one)[0] ?? '')?.responsible
    if (responsible) doings.push({ ...nothing, deed: 'stage', members: [{ user: responsible, duty: null }] })
    if (doings.length > 0) await keep(ctx, { one, values, doings })
  }
  const round = await openedRound(ctx)
  if (round) await writeOpportunityTurns(ctx, round)
}

const nothing = { rule: null, owner: null, members: [], considered: [] } as const satisfies Omit<Doing, 'deed'>

/** The stage that it has just come into. */
const entered = ({ before, values }: Written): string[] => {
  const stage = idOf(values?.stage)
  return stage && idOf(before?.stage) !== stage ? [stage] : []
}

interface Adding {
  one: Written
  values: Record<string, unknown>
  adding: readonly ReadyOpportunityRule[]
  rules: readonly ReadyOpportunityRule[]
}

/** Whom the rules add that take it from now on: each person named, and one of each department named. */
async function addedBy(ctx: Context, { one, values, adding, rules }: Adding): Promise<Doing[]> {
  const now = await factsOf(ctx, one.id, values)
  const then = one.before && (await factsOf(ctx, one.id, one.before))
  const fresh = adding.filter(rule => takesOpportunity(rule, now) && !(then && takesOpportunity(rule, then)))
  const doings: Doing[] = []
  for (const rule of fresh) doings.push(await add(ctx, rule, now, rules))
  return doings
}

async function add(
  ctx: Context,
  rule: ReadyOpportunityRule,
  facts: OpportunityFacts,
  rules: readonly ReadyOpportunityRule[],
): Promise<Doing> {
  const round = await opportunityRound(ctx, rules)
  const doing: Doing = { ...nothing, deed: 'members', rule, members: [], considered: [] }
  for (const { duty, isDepartment, people } of rule.lines) {
    const single = people[0]
    if (isDepartment) {
      const { user, considered } = round.choose(rule, people, facts)
      doing.considered.push(...considered)
      if (user) doing.members.push({ user, duty })
    } else if (single) doing.members.push({ user: { id: single, title: round.people.get(single)?.name ?? '' }, duty })
  }
  return doing
}

async function keep(
  ctx: Context,
  { one, values, doings }: { one: Written; values: Record<string, unknown>; doings: readonly Doing[] },
): Promise<void> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const owner = idOf(values.owner)
  const former = idOf(one.before?.owner) ?? (one.before === null ? ctx.actor.userId : null)
  const isGivenAway = doings.some(doing => doing.owner !== null)
  const joining = new Map<string, { access: 'read' | 'edit' }>()
  if (isGivenAway && former && former !== owner) joining.set(former, { access: 'edit' })
  for (const { members, rule } of doings)
    for (const { user } of members) if (user.id !== owner) joining.set(user.id, { access: rule?.access ?? 'edit' })
  const { rows: there } = await sql<{ user_id: string }>`select user_id from team_members
    where object = 'opportunity' and record_id = ${one.id}::uuid and user_id = any(${[...joining.keys()]}::uuid[])`.execute(
    ctx.db,
  )
  for (const { user_id } of there) joining.delete(user_id)
  const names = await namesOf(ctx, [...joining.keys()])
  for (const userId of joining.keys()) if (!names.has(userId)) joining.delete(userId)
  await changeTeams(
    ctx,
    object,
    [...joining].map(([userId, { access }]) => ({ id: one.id, userId, became: { access, until: null } })),
  )
  for (const [userId, { access }] of joining)
    await writeHistory({ ...ctx, reason: names.get(userId) ?? '' }, [
      {
        object,
        id: one.id,
        verb: access === 'edit' ? 'joinTeamEdit' : 'joinTeamRead',
        version: Number(values.version ?? 1),
        changes: null,
      },
    ])
  const at = ctx.now().toISOString()
  // Who answers for a stage and is in it already has not come by it.
  const done = doings.filter(
    ({ deed, members }) => deed !== 'stage' || members.some(({ user }) => joining.has(user.id)),
  )
  for (const { deed, rule, owner: given, members, considered } of done)
    await sql`insert into opportunity_assignments (id, opportunity_id, at, deed, rule_id, rule_name, by_id, owner_id, members, considered)
      values (${newId()}::uuid, ${one.id}::uuid, ${at}::timestamptz, ${deed}, ${rule?.id ?? null}::uuid, ${rule?.name ?? null},
        ${ctx.actor.userId}::uuid, ${given?.id ?? null}::uuid, ${JSON.stringify(members)}::jsonb,
        ${JSON.stringify({ method: rule?.method ?? null, people: considered })}::jsonb)`.execute(ctx.db)
  const told = [...joining.keys(), ...(isGivenAway && owner ? [owner] : [])].filter(id => id !== ctx.actor.userId)
  if (told.length > 0)
    await notify(ctx, {
      kind: 'opportunity.joined',
      to: told,
      about: { object: 'opportunity', id: one.id },
      cause: `opportunity.joined ${one.id} ${at}`,
    })
}

/** Those of these people who are here. */
async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from users
    where id = any(${[...ids]}::uuid[]) and deleted_at is null and state is distinct from 'left'`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row.name]))
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
