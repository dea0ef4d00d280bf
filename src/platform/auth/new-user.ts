import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'
import { invalid } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import { type Context, createMany } from '../records/index.ts'

/** Makes the user record of somebody who gets an account, and returns its id. Problem `invalid`. */
export const createUser = async (
  ctx: Context,
  person: { name: string; mobile?: string | null | undefined; email?: string | null | undefined },
  id = newId(),
): Promise<string> => {
  const values = {
    name: person.name,
    phones: person.mobile ? [{ raw: person.mobile }] : [],
    emails: person.email ? [{ raw: person.email }] : [],
  }
  const { refused } = await createMany(ctx, objectOf(ctx.catalog, 'user'), [{ id, values }])
  if (refused[0]) throw invalid(refused[0].fields)
  return id
}

/** Gives a user further roles. */
export const giveRoles = async (db: Queryable, userId: string, roleIds: readonly string[]): Promise<void> => {
  await sql`
    insert into user_roles (user_id, role_id) select ${userId}::uuid, unnest(${[...roleIds]}::text[]) on conflict do nothing`.execute(
    db,
  )
}
