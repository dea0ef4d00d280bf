import { type RawBuilder, sql } from 'kysely'
import { customer } from '#modules/customers/index.ts'
import { lead } from '#modules/leads/index.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import type { PooledNoun } from './memberships.ts'

/** The nouns that have pools, with their tables. */
export const pooledNouns: Record<PooledNoun, { object: ObjectDefinition; table: string; plural: string }> = {
  customer: { object: customer, table: 'customers', plural: 'customers' },
  lead: { object: lead, table: 'leads', plural: 'leads' },
}

/** Whether a record `t` has bought, or (a lead) needs nobody any more. */
export const isClosedSql: Record<PooledNoun, RawBuilder<boolean>> = {
  customer: sql<boolean>`coalesce(t.deal_status = 'closed', false)`,
  lead: sql<boolean>`coalesce(t.state in ('converted', 'invalid'), false)`,
}

/** The same of a record's values. */
export const isClosed = (noun: PooledNoun, values: Record<string, unknown>): boolean =>
  noun === 'customer' ? values.dealStatus === 'closed' : ['converted', 'invalid'].includes(String(values.state))

/** The id in a reference. */
export const idIn = (value: unknown): string | null => (value as { id: string } | null | undefined)?.id ?? null
