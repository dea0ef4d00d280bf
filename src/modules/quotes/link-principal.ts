import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Context } from '#platform/records/index.ts'

/** What a link lets whoever has it do, with the one quote that it shows. */
const allowed = ['quote.read', 'quote.accept', 'quote.decline'] as const

/** What is for us alone: no link shows it. */
const internal = [
  'quote.remark',
  'quote.opportunity',
  'quote.previous',
  'quote.greatestDiscount',
  'quote.exchangeRate',
  'quote.rateOn',
  'quote.baseAmount',
  'quote.sentOn',
  'quote.seenAt',
  'quote.seenCount',
  'quote.declineReason',
  'quoteLine.listPrice',
  'quoteLine.taxCode',
] as const

const grants: Actor['grants'] = Object.fromEntries(allowed.map(right => [right, 'own' as const]))
const roles: Actor['roles'] = [
  { id: 'quoteLink', grants, fieldRights: Object.fromEntries(internal.map(field => [field, 'hidden' as const])) },
]

/**
 * Whoever has a link, as an actor of his own: he owns nothing, so his rights reach nothing but what the link's door (`throughLink`) admits.
 * `name` stands in the history.
 */
export const linkActor = (name: string): Actor => ({
  kind: 'system',
  userId: null,
  name,
  roles,
  grants,
  subordinates: [],
  colleagues: [],
  treeColleagues: [],
  departmentId: null,
  teamObjects: new Set(),
})

/** The context of a link: its door opens to this quote and to nothing else. */
export const throughLink = <C extends Context>(ctx: C, quoteId: string, name: string): C => ({
  ...ctx,
  actor: linkActor(name),
  admission: {
    object: 'quote',
    verbs: allowed.map(right => right.slice('quote.'.length)),
    where: alias => sql<boolean>`${sql.ref(`${alias}.id`)} = ${quoteId}::uuid`,
  },
})
