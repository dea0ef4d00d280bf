import { sql } from 'kysely'
import { type LeadSettings, openStates, readLeadSettings } from '#modules/leads/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import { optionLabel } from '#platform/overlay/option-words.ts'
import type { Context } from '#platform/records/index.ts'
import type { Method } from './assignment-rule.object.ts'
import { type Candidate, choose, type Decision, type LeadFacts, type ReadyRule, takes } from './choose.rules.ts'
import { regionsIn, wordsOf } from './written-regions.ts'

/** Rules, people and their loads as they are now; each decision counts for the next. */
export interface Round {
  settings: LeadSettings
  rules: readonly ReadyRule[]
  /** Everybody whom a rule may choose. */
  people: ReadonlyMap<string, Candidate>
  /** Decides on one lead and counts it. `heldBy` is whose load it is until then. */
  decide(lead: LeadFacts, options?: { atCreation?: boolean; heldBy?: string | null }): Decision
  /** Takes back what was just decided, because he may own no more; he is passed over from now on. */
  refuse(user: string, heldBy?: string | null): void
  /** The turns that came of it: written where it was meant. */
  turns(): { rule: string; user: string; turn: number }[]
}

const rounds = new WeakMap<object, Promise<Round>>()

/** The round of the transaction in which we are: many assigned in one go share it, for nobody else assigns by rules meanwhile. */
export function roundOf(ctx: Context): Promise<Round> {
  const known = rounds.get(ctx.db)
  if (known) return known
  const opened = openRound(ctx)
  if (ctx.db.isTransaction) rounds.set(ctx.db, opened)
  return opened
}

/** What is asked of a round: leads that are not to be counted as load, because they are given anew. */
export interface RoundAsk {
  without?: readonly string[]
  /** A trial takes no lock and so keeps nobody waiting. */
  isTrial?: boolean
}

/**
 * Opens a round in the caller's transaction. Whoever assigns by rules waits here for whoever does so at the same moment, and then counts anew: so
 * turns stay even and caps hold, however many do it at once.
 */
export async function openRound(ctx: Context, { without = [], isTrial }: RoundAsk = {}): Promise<Round> {
  if (!isTrial) await sql`select pg_advisory_xact_lock(hashtext('assignment ' || current_schema()))`.execute(ctx.db)
  const settings = await readLeadSettings(ctx)
  const rules = await readRules(ctx)
  const ids = [...new Set(rules.flatMap(rule => rule.candidates))]
  const people = await readPeople(ctx, ids, { rules, settings, without })
  const turns = await readTurns(ctx)
  const fresh = new Map<string, { rule: string; user: string; turn: number }>()
  let last = Math.max(0, ...turns.values())
  return {
    settings,
    rules,
    people,
    decide: (lead, { atCreation, heldBy } = {}) => {
      const holder = heldBy ? people.get(heldBy) : undefined
      if (holder) holder.open--
      const asked = atCreation ? rules.filter(rule => rule.isAtCreation) : rules
      const turnOf = (rule: string, user: string) => turns.get(`${rule} ${user}`) ?? 0
      const decision = choose(lead, asked, people, turnOf, settings)
      const { rule } = decision
      const isMeant = !atCreation || asked.some(one => takes(one, lead))
      const user = decision.user ?? (isMeant ? settings.fallback : null)
      const next = people.get(user?.id ?? heldBy ?? '')
      if (next) next.open++
      if (rule && user) {
        turns.set(`${rule.id} ${user.id}`, ++last)
        fresh.set(`${rule.id} ${user.id}`, { rule: rule.id, user: user.id, turn: last })
      }
      return { ...decision, user }
    },
    refuse: (user, heldBy) => {
      const [person, holder] = [people.get(user), heldBy ? people.get(heldBy) : undefined]
      if (person) Object.assign(person, { isFull: true, open: person.open - 1 })
      if (holder) holder.open++
    },
    turns: () => [...fresh.values()],
  }
}

/** Keeps whose turn it was. */
export async function writeTurns(
  ctx: Context,
  turns: readonly { rule: string; user: string; turn: number }[],
): Promise<void> {
  if (turns.length === 0) return
  await sql`insert into assignment_turns (rule_id, user_id, turn)
    select rule, "user", turn from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as t (rule uuid, "user" uuid, turn bigint)
    on conflict (rule_id, user_id) do update set turn = greatest(assignment_turns.turn, excluded.turn)`.execute(ctx.db)
}

/** What rules look at of a lead, by its values in API form. */
export function factsOf(ctx: Context, id: string, values: Readonly<Record<string, unknown>>): LeadFacts {
  const word = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : null)
  const industry = word('industry')
  const label = industry ? optionLabel(ctx, { object: 'sets', field: 'industry' }, industry) : ''
  return {
    id,
    source: word('source'),
    campaign: (values.campaign as { id: string } | null | undefined)?.id ?? null,
    industry,
    level: word('level'),
    region: (values.address as { code?: string | null } | null | undefined)?.code ?? null,
    words: [word('need'), word('company'), label].filter(Boolean).join('\n'),
  }
}

async function readRules(ctx: Context): Promise<ReadyRule[]> {
  const { rows } = await sql<
    Omit<ReadyRule, 'regions' | 'keywords' | 'cap' | 'taskDays'> & {
      regions: string | null
      keywords: string | null
      cap: string | null
      taskDays: string | null
      method: Method
    }
  >`
    with recursive below as (
      select id, id as root from departments where deleted_at is null
      union select d.id, b.root from departments d join below b on d.parent_id = b.id where d.deleted_at is null)
    select r.id, r.name, coalesce(r.is_at_creation, false) as "isAtCreation", coalesce(r.sources, '{}') as sources,
      r.campaign_id as campaign, coalesce(r.industries, '{}') as industries, coalesce(r.levels, '{}') as levels,
      r.regions, r.keywords, coalesce(r.method, 'roundRobin') as method, coalesce(r.fits_territory, false) as "fitsTerritory",
      coalesce(r.fits_expertise, false) as "fitsExpertise", r.cap, coalesce(r.task_priority, 'normal') as "taskPriority",
      r.task_days as "taskDays",
      coalesce((select array_agg(distinct u.id::text) from assignment_candidates c
        left join below b on b.root = c.department_id
        join users u on u.id = c.user_id or u.department_id = b.id
        where c.rule_id = r.id and c.deleted_at is null and u.deleted_at is null and u.state is distinct from 'left'), '{}') as candidates
    from assignment_rules r where r.deleted_at is null and r.is_on order by r.place nulls last, r.created_at, r.id`.execute(
    ctx.db,
  )
  return rows.map(row => ({
    ...row,
    regions: regionsIn(row.regions).prefixes,
    keywords: wordsOf(row.keywords),
    cap: Number(row.cap ?? 50),
    taskDays: Number(row.taskDays ?? 1),
  }))
}

interface Asked {
  rules: readonly ReadyRule[]
  settings: LeadSettings
  without: readonly string[]
}

async function readPeople(ctx: Context, ids: readonly string[], asked: Asked): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map()
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rules, settings, without } = asked
  const needs = (method: Method) => rules.some(rule => rule.method === method)
  const { rows } = await sql<{
    id: string
    name: string
    territory: string | null
    expertise: string | null
    isOnLeave: boolean
    open: number
    customers: number
    won: string | null
    wins: number | null
    decided: number | null
  }>`
    select u.id, u.name, u.territory, u.expertise,
      coalesce((u.leave_from is not null or u.leave_until is not null) and coalesce(u.leave_from, '-infinity'::date) <= ${today}::date
        and coalesce(u.leave_until, 'infinity'::date) >= ${today}::date, false) as "isOnLeave",
      (select count(*)::int from leads l where l.owner_id = u.id and l.deleted_at is null
        and l.state in (${sql.join(openStates.map(state => sql.lit(state)))}) and l.id <> all(${[...without]}::uuid[])) as open,
      ${needs('load') ? sql`(select count(*)::int from customers c where c.owner_id = u.id and c.deleted_at is null)` : sql`0`} as customers,
      p.won, p.wins, p.decided
    from users u left join lateral (
      select sum(o.amount) filter (where o.state = 'won' and o.currency = ${ctx.company.baseCurrency})::text as won,
        count(*) filter (where o.state = 'won')::int as wins, count(*)::int as decided
      from opportunities o where ${needs('performance') ? sql`true` : sql`false`} and o.owner_id = u.id and o.deleted_at is null
        and o.state in ('won', 'lost') and o.closed_on > ${today}::date - ${settings.performanceDays}::int) p on true
    where u.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id,
        name: row.name,
        territory: regionsIn(row.territory).prefixes,
        expertise: wordsOf(row.expertise),
        isOnLeave: row.isOnLeave,
        open: row.open,
        customers: row.customers,
        won: Number(row.won ?? 0),
        winRate: row.decided ? (row.wins ?? 0) / row.decided : null,
      },
    ]),
  )
}

async function readTurns(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await sql<{
    rule_id: string
    user_id: string
    turn: string
  }>`select rule_id, user_id, turn from assignment_turns`.execute(ctx.db)
  return new Map(rows.map(row => [`${row.rule_id} ${row.user_id}`, Number(row.turn)]))
}
