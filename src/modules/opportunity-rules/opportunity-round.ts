import { sql } from 'kysely'
import {
  type Candidate,
  choose,
  type Considered,
  type ReadyRule,
  regionsIn,
  wordsOf,
} from '#modules/assignments/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { Deed } from './opportunity-rule.object.ts'
import { asChoice, type OpportunityFacts, type ReadyOpportunityRule, type RuleLine } from './taking.ts'

/** One who was chosen by a rule, with whom else it looked at. */
export interface Choice {
  user: { id: string; title: string } | null
  considered: Considered[]
}

/** People and their loads as they are in this transaction; each choice counts for the next. */
export interface OpportunityRound {
  people: ReadonlyMap<string, Candidate>
  /** The best of these people by a rule; null when nobody fits. */
  choose(rule: ReadyOpportunityRule, people: readonly string[], facts: OpportunityFacts): Choice
  turns(): { rule: string; user: string; turn: number }[]
}

/** The rules that are on, in their order. */
export async function readOpportunityRules(ctx: Context): Promise<ReadyOpportunityRule[]> {
  const { rows } = await sql<
    Omit<ReadyOpportunityRule, 'regions' | 'cap' | 'lines'> & {
      regions: string | null
      cap: string | null
      lines: RuleLine[]
    }
  >`
    with recursive below as (
      select id, id as root from departments where deleted_at is null
      union select d.id, b.root from departments d join below b on d.parent_id = b.id where d.deleted_at is null)
    select r.id, r.name, r.deed, r.pipeline_id as pipeline, r.stage_id as stage, r.from_amount::text as "fromAmount",
      r.below_amount::text as "belowAmount", coalesce(r.industries, '{}') as industries, r.regions,
      coalesce(r.method, 'load') as method, coalesce(r.fits_territory, false) as "fitsTerritory",
      coalesce(r.fits_expertise, false) as "fitsExpertise", r.cap, coalesce(r.access, 'edit') as access,
      coalesce((select jsonb_agg(jsonb_build_object('duty', m.duty, 'isDepartment', m.user_id is null, 'people', coalesce((
          select jsonb_agg(distinct u.id) from users u where u.deleted_at is null and u.state is distinct from 'left'
            and case when m.user_id is not null then u.id = m.user_id
              else u.department_id in (select b.id from below b where b.root = m.department_id) end), '[]'))
        order by m.position, m.id) from opportunity_rule_members m where m.rule_id = r.id and m.deleted_at is null), '[]') as lines
    from opportunity_rules r where r.deleted_at is null and r.is_on order by r.place nulls last, r.created_at, r.id`.execute(
    ctx.db,
  )
  return rows.map(row => ({ ...row, regions: regionsIn(row.regions).prefixes, cap: Number(row.cap ?? 50) }))
}

const rounds = new WeakMap<object, Promise<OpportunityRound>>()

/** The round of the transaction in which we are, over the people of these rules. Whoever chooses waits here for whoever does so at the same moment. */
export function opportunityRound(ctx: Context, rules: readonly ReadyOpportunityRule[]): Promise<OpportunityRound> {
  const known = rounds.get(ctx.db)
  if (known) return known
  const opened = openRound(ctx, rules)
  if (ctx.db.isTransaction) rounds.set(ctx.db, opened)
  return opened
}

/** The round that was opened in this transaction. */
export const openedRound = ({ db }: Context): Promise<OpportunityRound> | undefined => rounds.get(db)

async function openRound(ctx: Context, rules: readonly ReadyOpportunityRule[]): Promise<OpportunityRound> {
  await sql`select pg_advisory_xact_lock(hashtext('opportunity rules ' || current_schema()))`.execute(ctx.db)
  const ids = [...new Set(rules.flatMap(rule => rule.lines.flatMap(line => line.people)))]
  const people = await readPeople(ctx, ids)
  const { rows } = await sql<{ rule: string; user: string; turn: string }>`
    select rule_id as rule, user_id as user, turn from opportunity_rule_turns`.execute(ctx.db)
  const turns = new Map(rows.map(row => [`${row.rule} ${row.user}`, Number(row.turn)]))
  const fresh = new Map<string, { rule: string; user: string; turn: number }>()
  let last = Math.max(0, ...turns.values())
  return {
    people,
    choose: (rule, among, { id, region, words }) => {
      const asked: ReadyRule = asChoice(rule, among)
      const lead = { id, source: null, campaign: null, industry: null, level: null, region, words }
      const turnOf = (ruleId: string, user: string) => turns.get(`${ruleId} ${user}`) ?? 0
      const { user, considered } = choose(lead, [asked], people, turnOf, { amountWeight: 50 })
      if (user) {
        const chosen = people.get(user.id)
        if (chosen) chosen.open++
        turns.set(`${rule.id} ${user.id}`, ++last)
        fresh.set(`${rule.id} ${user.id}`, { rule: rule.id, user: user.id, turn: last })
      }
      return { user, considered }
    },
    turns: () => [...fresh.values()],
  }
}

/** Keeps whose turn it was. */
export async function writeOpportunityTurns(ctx: Context, { turns }: OpportunityRound): Promise<void> {
  const fresh = turns()
  if (fresh.length === 0) return
  await sql`insert into opportunity_rule_turns (rule_id, user_id, turn)
    select rule, "user", turn from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as t (rule uuid, "user" uuid, turn bigint)
    on conflict (rule_id, user_id) do update set turn = greatest(opportunity_rule_turns.turn, excluded.turn)`.execute(
    ctx.db,
  )
}

/** Of each: open opportunities, and what he won in the last 180 days. */
async function readPeople(ctx: Context, ids: readonly string[]): Promise<Map<string, Candidate>> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<
    Omit<Candidate, 'territory' | 'expertise' | 'won' | 'winRate'> & {
      territory: string | null
      expertise: string | null
      won: string | null
      wins: number
      decided: number
    }
  >`
    select u.id, u.name, u.territory, u.expertise, 0 as customers,
      coalesce((u.leave_from is not null or u.leave_until is not null) and coalesce(u.leave_from, '-infinity'::date) <= ${today}::date
        and coalesce(u.leave_until, 'infinity'::date) >= ${today}::date, false) as "isOnLeave",
      (select count(*)::int from opportunities o where o.owner_id = u.id and o.state = 'open' and o.deleted_at is null) as open,
      p.won, p.wins, p.decided
    from users u cross join lateral (
      select sum(o.amount) filter (where o.state = 'won' and o.currency = ${ctx.company.baseCurrency})::text as won,
        count(*) filter (where o.state = 'won')::int as wins, count(*)::int as decided
      from opportunities o where o.owner_id = u.id and o.deleted_at is null and o.state in ('won', 'lost')
        and o.closed_on > ${today}::date - 180) p
    where u.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map(({ territory, expertise, won, wins, decided, ...row }) => [
      row.id,
      {
        ...row,
        territory: regionsIn(territory).prefixes,
        expertise: wordsOf(expertise),
        won: Number(won ?? 0),
        winRate: decided > 0 ? wins / decided : null,
      },
    ]),
  )
}

/** What a rule, or the person who answers for a stage, has done with an opportunity. */
export interface Doing {
  deed: Deed | 'stage'
  rule: ReadyOpportunityRule | null
  owner: { id: string; title: string } | null
  members: { user: { id: string; title: string }; duty: string | null }[]
  considered: Considered[]
}
