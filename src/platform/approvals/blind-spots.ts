import { sql } from 'kysely'
import type { Actor, ActorRole } from '../access/actor.ts'
import { mergeGrants, readFieldRights } from '../access/load-actor.ts'
import { mayRead, mayReadField } from '../access/readable.ts'
import { objectOf } from '../objects/catalog.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import type { Flow } from './flows.ts'

/** Somebody who would decide without seeing all of it. */
export interface BlindSpot {
  who: string
  /** He may not read such records at all: somebody else is asked in his place. */
  seesNothing: boolean
  fields: string[]
}

/** Which of the roles and people that a flow names could not read fields of what they approve; rights on fields hold for approvers, too. */
export async function blindSpotsOf(ctx: Context, flow: Flow): Promise<BlindSpot[]> {
  const object = objectOf(ctx.catalog, flow.object)
  const named = flow.content.steps
  const people = named.flatMap(step => (step.kind === 'people' ? step.people : []))
  const roles = named.flatMap(step => (step.kind === 'role' ? [step.role] : []))
  const { rows } = await sql<{ who: string; roles: RoleRow[] }>`
    select u.name as who, (select coalesce(json_agg(json_build_object('id', r.id, 'grants', r.grants, 'rights', r.field_rights)), '[]')
        from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id) as roles
      from users u where u.id = any(${people}::uuid[])
    union all
    select ${sql.ref(ctx.locale === 'zh' ? 'name_zh' : 'name_en')}, json_build_array(json_build_object('id', id, 'grants', grants, 'rights', field_rights))
      from roles where id = any(${roles}::text[])`.execute(ctx.db)
  return rows.flatMap(({ who, roles: held }): BlindSpot[] => {
    const his = { ...ctx, actor: actorWith(ctx.actor, held) }
    if (!mayRead(his, object)) return [{ who, seesNothing: true, fields: [] }]
    const hidden = Object.keys(object.fields).filter(name => !mayReadField(his, object, name))
    const fields = hidden.map(name => fieldLabel(ctx.catalog, ctx.locale, object.name, name))
    return fields.length > 0 ? [{ who, seesNothing: false, fields }] : []
  })
}

interface RoleRow {
  id: string
  grants: Record<string, unknown>
  rights: Record<string, unknown>
}

function actorWith(actor: Actor, held: readonly RoleRow[]): Actor {
  const roles = held.map(
    ({ id, grants, rights }): ActorRole => ({
      id,
      grants: mergeGrants([grants]),
      fieldRights: readFieldRights(rights),
    }),
  )
  return { ...actor, roles, grants: mergeGrants(roles.map(role => role.grants)) }
}
