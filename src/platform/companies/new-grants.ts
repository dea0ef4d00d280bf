import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { forgetActors } from '../access/load-actor.ts'
import { transaction } from '../db/transaction.ts'
import type { Context } from '../records/context.ts'
import type { Companies } from './companies.ts'
import { defaultGrantsOn, defaultRoles, nounsWithRights } from './default-roles.ts'

/**
 * Gives the default roles of every open company what modules grant on nouns that are new to it. Each role gets a noun's rights once, so what
 * an administrator took away stays away, and what he gave is not overwritten. Done at each start, after the migrations.
 */
export async function giveNewGrants(companies: Companies): Promise<void> {
  for (const { id, state } of await companies.list()) {
    if (state !== 'open') continue
    const { db, company } = await companies.open(id)
    const actor = systemActor('setup')
    const start = { company, actor, batch: null, reason: null, locale: company.locale, now: () => new Date() }
    await transaction(db, async trx => giveIn(await companies.contextOf({ ...start, db: trx })))
    forgetActors(db)
  }
}

/** Remembers that a role has had its rights on these nouns. */
export async function markGiven(ctx: Context, roleId: string, nouns: readonly string[]): Promise<void> {
  await sql`insert into role_grants_given (role_id, object) select ${roleId}::text, unnest(${[...nouns]}::text[]) on conflict do nothing`.execute(
    ctx.db,
  )
}

async function giveIn(ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: string; given: string[] }>`
    select r.id, array(select object from role_grants_given g where g.role_id = r.id) as given from roles r order by r.id for update`.execute(
    ctx.db,
  )
  for (const { id, given } of rows) {
    const nouns = nounsWithRights(ctx).filter(noun => !given.includes(noun))
    const whole = given.length === 0 ? defaultRoles(ctx).find(role => role.id === id)?.grants : undefined
    const grants = whole ?? Object.assign({}, ...nouns.map(noun => defaultGrantsOn(ctx, id, noun)))
    // What stands in the role already wins.
    await sql`update roles set grants = ${JSON.stringify(grants)}::jsonb || grants where id = ${id}`.execute(ctx.db)
    await markGiven(ctx, id, nouns)
  }
}
