import { sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { NamedCondition } from '../records/module.ts'
import { heldBy, heldFields } from './held-fields.ts'

/** Came to the actor by this handover: `{ field: 'handedOn', op: 'is', value: <id> }`. */
export const handedOn: NamedCondition = {
  from: [],
  sql: (ctx, asked, alias) => {
    if (asked.op !== 'is' || !isId(asked.value)) throw badRequest('filter.bad_value', { field: asked.field })
    return sql<boolean>`${sql.ref(`${alias}.id`)} in (select r.record_id from handover_rows r
      where r.handover_id = ${asked.value}::uuid and r.to_id = ${ctx.actor.userId}::uuid and r.is_done and r.problem is null)`
  },
}

/** Something open points at this user: `{ field: 'holdsOpen', op: 'is', value: true }`. */
export const holdsOpen: NamedCondition = {
  from: ['name', 'state'],
  sql: (ctx, asked, alias) => {
    if (asked.op !== 'is' || asked.value !== true) throw badRequest('filter.bad_value', { field: asked.field })
    const user = sql<string>`${sql.ref(`${alias}.id`)}`
    const each = [
      ...heldFields(ctx.catalog).map(held => heldBy(ctx, held, user)),
      ...(ctx.behaviour.holdings ?? []).flatMap(({ query, end }) => (end ? [] : [query(ctx, user)])),
    ]
    return sql<boolean>`(${sql.join(
      each.map(query => sql`exists (${query})`),
      sql` or `,
    )})`
  },
}
