import { dayAt } from '#platform/fields/index.ts'
import type { Filter } from '#platform/objects/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import { periodBounds } from '#platform/query/periods.ts'
import type { Context } from '#platform/records/index.ts'
import { allOf, byTodaysEnd, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** Customers to be contacted, until somebody has written what was said; and those of whom nobody has heard for a while. */
export const customerTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'customers.contact',
    object: 'customer',
    lenses: ['own', 'team'],
    order: 20,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), byTodaysEnd('nextContactAt')),
    sort: ['nextContactAt'],
    fields: ['lastActivityText', 'owner'],
    due: 'nextContactAt',
    deeds: [{ log: true }, { snooze: 'nextContactAt' }],
  },
  {
    kind: 'rows',
    name: 'customers.neglected',
    object: 'customer',
    lenses: ['own', 'team'],
    order: 40,
    place: 'main',
    choices: ['30', '15', '7', '90', 'never'],
    filter: (ctx, { whose, choice }) =>
      allOf(whose(), choice === 'never' ? { field: 'lastActivityAt', op: 'empty' } : silentFor(ctx, Number(choice))),
    sort: ['lastActivityAt', '-createdAt'],
    fields: ['level', 'lastActivityAt', 'owner'],
    deeds: [{ log: true }],
  },
]

/** No follow-up within so many days, and not younger than that itself. */
function silentFor(ctx: Context, days: number): Filter {
  const first = addDays(dayAt(ctx.now(), ctx.company.timeZone), -days)
  const before = periodBounds({ from: first }, ctx.company, ctx.now()).from
  return {
    or: [
      { field: 'lastActivityAt', op: 'lt', value: before },
      {
        and: [
          { field: 'lastActivityAt', op: 'empty' },
          { field: 'createdAt', op: 'lt', value: before },
        ],
      },
    ],
  }
}
