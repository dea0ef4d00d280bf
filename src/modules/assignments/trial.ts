import { sql } from 'kysely'
import { lead } from '#modules/leads/index.ts'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, getMany } from '#platform/records/index.ts'
import { factsOf, openRound } from './round.ts'
import { whyWords } from './why-words.ts'

/** How many past leads one trial looks at. */
export const mostInTrial = 2000

/** What a trial run says: who would have got what, by rule and person, and of each lead why. */
export interface Trial {
  total: number
  /** Whether there were more than a trial looks at; then the newest were taken. */
  isCut: boolean
  byPerson: { user: { id: string; title: string } | null; rule: { id: string; title: string } | null; count: number }[]
  rows: {
    lead: { id: string; title: string }
    createdAt: string
    now: { id: string; title: string } | null
    user: { id: string; title: string } | null
    rule: { id: string; title: string } | null
    why: string
  }[]
}

/**
 * Gives the leads of a period (instants) to whom today's rules would, one after the other as they came, and changes nothing. Loads begin as they are
 * without these leads.
 */
export async function tryRules(ctx: Context, { from, until }: { from: string; until: string }): Promise<Trial> {
  const object = objectOf(ctx.catalog, 'lead')
  const { rows } = await sql<{ id: string }>`select t.id from leads t
    where t.created_at >= ${from}::timestamptz and t.created_at < ${until}::timestamptz and ${visible(ctx, object, 't')}
    order by t.created_at desc, t.id desc limit ${mostInTrial + 1}`.execute(ctx.db)
  const ids = rows
    .slice(0, mostInTrial)
    .map(row => row.id)
    .reverse()
  const records = await getMany(ctx, lead, ids)
  const round = await openRound(ctx, { without: ids, isTrial: true })
  const tried = records.map(record => {
    const decision = round.decide(factsOf(ctx, record.id, record))
    const kind = decision.rule ? ('rule' as const) : ('fallback' as const)
    return {
      lead: { id: record.id, title: [record.name, record.company].filter(Boolean).join(' · ') },
      createdAt: String(record.createdAt),
      now: (record.owner as { id: string; title: string } | null | undefined) ?? null,
      user: decision.user,
      rule: decision.rule ? { id: decision.rule.id, title: decision.rule.name } : null,
      why: decision.user
        ? whyWords(ctx.locale, { ...decision, kind })
        : whyWords(ctx.locale, { ...decision, kind: 'fallback', user: null }),
    }
  })
  const groups = Map.groupBy(tried, ({ user, rule }) => `${rule?.id} ${user?.id}`)
  return {
    total: tried.length,
    isCut: rows.length > mostInTrial,
    byPerson: [...groups.values()]
      .flatMap(group => (group[0] ? [{ user: group[0].user, rule: group[0].rule, count: group.length }] : []))
      .sort((a, b) => b.count - a.count),
    rows: tried,
  }
}
