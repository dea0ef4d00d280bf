import { sql } from 'kysely'
import type { Companies } from '../companies/companies.ts'
import type { Context } from '../records/context.ts'
import { type DomainEvent, defineModule, type ModuleDefinition } from '../records/module.ts'
import { shutOut } from './standing.ts'

/**
 * Who leaves the company or goes into the bin may do nothing from the next half second on, whatever process he asks: every request looks
 * him up. This module ends his sessions and keys for good, so that they do not come to life when he is taken back.
 */
export const leaversModule = (companies: Companies): ModuleDefinition => {
  const handle = async (ctx: Context, { recordId: userId }: DomainEvent): Promise<void> => {
    const { rows } = await sql`
      select 1 from users where id = ${userId} and (state = 'left' or deleted_at is not null)`.execute(ctx.db)
    if (rows.length > 0) await shutOut(companies.pools.control(), { companyId: ctx.company.id, userId })
  }
  return defineModule({
    name: 'accounts',
    objects: [],
    subscribers: [
      { name: 'accounts.leavers', event: 'user.updated', handle },
      { name: 'accounts.removed', event: 'user.removed', handle },
    ],
  })
}
