import { sql } from 'kysely'
import { translate } from '#platform/i18n/index.ts'
import type { Context } from '#platform/records/index.ts'
import { normDays } from './stage-norms.ts'
import { allOf, byTodaysEnd, inState, type TileAsk, type TileDefinition } from '#platform/workbench/define-tile.ts'

const wonIn = (period: string, { whose }: TileAsk) =>
  allOf(whose(), inState('won'), { field: 'closedOn', op: 'preset', value: period })

/** Opportunities to be spoken of or past their day, the month in figures, what stands still, and who has won most. */
export const opportunityTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'opportunities.contact',
    object: 'opportunity',
    lenses: ['own', 'team'],
    order: 40,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('open'), byTodaysEnd('nextContactAt')),
    sort: ['nextContactAt'],
    fields: ['stage', 'owner'],
    due: 'nextContactAt',
    about: 'customer',
    deeds: [{ log: true }, { snooze: 'nextContactAt' }],
  },
  {
    kind: 'agenda',
    name: 'opportunities.pastClose',
    object: 'opportunity',
    lenses: ['own', 'team'],
    order: 60,
    place: 'main',
    filter: (_ctx, { whose }) =>
      allOf(whose(), inState('open'), { field: 'expectedCloseOn', op: 'lt', value: 'today' }),
    sort: ['expectedCloseOn'],
    fields: ['stage', 'amount', 'owner'],
    due: 'expectedCloseOn',
    about: 'customer',
    deeds: [{ snooze: 'expectedCloseOn' }],
  },
  {
    kind: 'figures',
    name: 'opportunities.month',
    lenses: ['own', 'team'],
    order: 10,
    place: 'side',
    figures: (_ctx, ask) => {
      const opened = (period: string) => allOf(ask.whose(), { field: 'openedOn', op: 'preset', value: period })
      const object = 'opportunity'
      return [
        { name: 'won', object, filter: wonIn('thisMonth', ask), sum: 'amount', before: wonIn('lastMonth', ask) },
        { name: 'opened', object, filter: opened('thisMonth'), sum: 'amount', before: opened('lastMonth') },
        { name: 'pipeline', object, filter: allOf(ask.whose(), inState('open')), sum: 'amount' },
      ]
    },
  },
  {
    kind: 'rows',
    name: 'opportunities.slow',
    object: 'opportunity',
    lenses: ['own', 'team'],
    order: 20,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('open'), { field: 'isSlow', op: 'is', value: true }),
    sort: ['-amount', 'createdAt'],
    fields: ['stage', 'amount', 'owner'],
    deeds: [{ log: true }],
    note: daysInStage,
  },
  {
    kind: 'people',
    name: 'opportunities.leaders',
    lenses: ['team'],
    order: 30,
    place: 'side',
    rankedBy: 'won',
    columns: (_ctx, ask) => [{ name: 'won', object: 'opportunity', filter: wonIn('thisMonth', ask), sum: 'amount' }],
  },
]

/** How long each has stood in its stage, against the norm. */
async function daysInStage(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; days: number; norm: number; isOwn: boolean }>`
    select t.id, floor(extract(epoch from ${ctx.now().toISOString()}::timestamptz - t.stage_since) / 86400)::int as days,
      ${normDays} as norm, n.stage_id is not null as "isOwn"
    from opportunities t join stages s on s.id = t.stage_id left join stage_norms n on n.stage_id = s.id
    where t.stage_since is not null and ${normDays} is not null and t.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map(({ id, days, norm, isOwn }) => [
      id,
      translate(ctx.locale, `tiles.opportunities.slow.${isOwn ? 'noteOwn' : 'note'}`, { days, norm }),
    ]),
  )
}
