import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { objectOf } from '../objects/catalog.ts'
import { type Context, create } from '../records/index.ts'

/** Makes the user record of somebody who gets an account, and returns its id. */
export const createUser = (
  ctx: Context,
  person: { name: string; mobile?: string | null | undefined; email?: string | null | undefined },
): Promise<string> =>
  create(ctx, objectOf(ctx.catalog, 'user'), {
    name: person.name,
    phones: person.mobile ? [{ raw: person.mobile }] : [],
    emails: person.email ? [{ raw: person.email }] : [],
  })

/** Gives a user further roles. */
export const giveRoles = async (db: Queryable, userId: string, roleIds: readonly string[]): Promise<void> => {
  await sql`
    insert into user_roles (user_id, role_id) select ${userId}::uuid, unnest(${[...roleIds]}::text[]) on conflict do nothing`.execute(db)
}
