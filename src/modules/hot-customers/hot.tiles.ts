import type { Context } from '#platform/records/index.ts'
import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'
import { causeWords, suggestionsOf } from './hot.suggestions.ts'

/** Hot customers stand first until somebody says that it is over; below, which ones the program would call hot and why. */
export const hotTiles: TileDefinition[] = [
  {
    kind: 'rows',
    name: 'hot.customers',
    object: 'customer',
    lenses: ['own', 'team'],
    // A manager sees them before all else; who works with them himself sees his day first.
    order: { own: 1, team: -1 },
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), { field: 'isHot', op: 'is', value: true }),
    sort: ['hotSince'],
    fields: ['hotReason', 'hotSince', 'hotBy', 'owner'],
    deeds: [{ log: true }, { verb: 'clearHot' }],
  },
  {
    kind: 'rows',
    name: 'hot.suggestions',
    object: 'customer',
    lenses: ['own', 'team'],
    order: 35,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), { field: 'hotSuggested', op: 'is', value: true }),
    sort: ['nextContactAt', '-createdAt'],
    fields: ['owner'],
    deeds: [
      { verb: 'flagHot', look: 'fire' },
      { verb: 'dismissHot', look: 'away' },
    ],
    note: reasons,
  },
]

async function reasons(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const found = Map.groupBy(await suggestionsOf(ctx, ids), one => one.customer)
  const join = ctx.locale === 'zh' ? '；' : '; '
  return new Map(
    [...found].map(([id, causes]) => [
      id,
      causes.map(cause => causeWords(ctx.locale, cause, ctx.company.timeZone)).join(join),
    ]),
  )
}
