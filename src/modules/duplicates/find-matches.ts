import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import type { ComparedNoun, MatchKey, MatchKind } from './match-keys.ts'

/** A record that has a key of the one that is asked about. What is a contact's counts as its customer's, where it has one. */
export interface Match {
  object: ComparedNoun
  id: string
  /** The contact whose key it is. */
  contactId: string | null
  kind: MatchKind
  value: string
  /** Only nearly the same. */
  isNear: boolean
}

/** What is itself, or belongs to it: no duplicates of it. */
export interface Own {
  /** The record, its customers, parent, origin lead, what it was converted to. */
  ids: readonly string[]
  /** The customer it is, whose contacts and children are its own. */
  customerIds: readonly string[]
}

/** At most so many records with one key are looked at: a number that hundreds share says nothing of any of them. */
const most = 50

/** Who has one of these keys, for many records at once: matches by `kind value`. */
export async function withKeys(ctx: Context, keys: readonly Pick<MatchKey, 'kind' | 'value'>[]): Promise<Match[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Row>`
    select k.object, k.record_id as id, c.customer_id as "customerId", g.kind, g.value
    from (select distinct kind, value from unnest(${keys.map(key => key.kind)}::text[], ${keys.map(key => key.value)}::text[]) as one (kind, value)) g
    cross join lateral (
      select m.object, m.record_id from match_keys m where m.kind = g.kind and m.value = g.value
      order by m.object desc, m.record_id limit ${most}) k
    left join contacts c on k.object = 'contact' and c.id = k.record_id`.execute(ctx.db)
  return rows.map(row => matchOf(row, false))
}

/** Records whose names are nearly this one; those that are equal are among them. The most alike first. */
export async function withNearNames(ctx: Context, near: readonly string[], limit = 8): Promise<Match[]> {
  if (near.length === 0) return []
  const { rows } = await sql<Row>`
    select object, record_id as id, null::uuid as "customerId", kind, value from (
      select object, record_id, kind, value, near from match_keys where near && ${[...near]}::text[] and near is not null limit 400) as found
    order by cardinality(array(select unnest(near) intersect select unnest(${[...near]}::text[]))) desc, record_id limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(row => matchOf(row, true))
}

interface Row {
  object: ComparedNoun
  id: string
  customerId: string | null
  kind: MatchKind
  value: string
}

const matchOf = ({ object, id, customerId, kind, value }: Row, isNear: boolean): Match =>
  object === 'contact' && customerId
    ? { object: 'customer', id: customerId, contactId: id, kind, value, isNear }
    : { object, id, contactId: object === 'contact' ? id : null, kind, value, isNear }

/** The matches without those that are the record itself or belong to it. */
export async function others(ctx: Context, matches: readonly Match[], own: Own): Promise<Match[]> {
  const children = await childrenAmong(ctx, matches, own.customerIds)
  return matches.filter(
    ({ id, contactId }) => !own.ids.includes(id) && !(contactId && own.ids.includes(contactId)) && !children.has(id),
  )
}

/** Of the matches the customers below these, and the contacts who work there, too. */
async function childrenAmong(
  ctx: Context,
  matches: readonly Match[],
  customerIds: readonly string[],
): Promise<Set<string>> {
  if (customerIds.length === 0 || matches.length === 0) return new Set()
  const ids = matches.flatMap(({ id, contactId }) => (contactId ? [id, contactId] : [id]))
  const { rows } = await sql<{ id: string }>`
    select id from customers where id = any(${ids}::uuid[]) and parent_id = any(${[...customerIds]}::uuid[])
    union select contact_id from contact_customers where contact_id = any(${ids}::uuid[])
      and customer_id = any(${[...customerIds]}::uuid[]) and deleted_at is null`.execute(ctx.db)
  const found = new Set(rows.map(row => row.id))
  for (const { id, contactId } of matches) if (contactId && found.has(contactId)) found.add(id)
  return found
}

/** What belongs to a record that is being written, by its values. */
export function ownOf(object: ComparedNoun, id: string | null, values: Record<string, unknown>): Own {
  const named = (name: string): string[] => {
    const given = values[name] as { id?: string } | string | null | undefined
    const of = typeof given === 'string' ? given : given?.id
    return of ? [of] : []
  }
  const self = id === null ? [] : [id]
  if (object === 'customer') return { ids: [...self, ...named('parent'), ...named('originLead')], customerIds: self }
  if (object === 'lead') return { ids: [...self, ...named('convertedCustomer')], customerIds: [] }
  const lines = Array.isArray(values.customers) ? (values.customers as { customer?: { id: string } | null }[]) : []
  const customers = [...named('customer'), ...lines.flatMap(line => (line.customer ? [line.customer.id] : []))]
  return { ids: [...self, ...customers], customerIds: customers }
}
