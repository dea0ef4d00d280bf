import { sql } from 'kysely'
import type { Actor, ActorRole } from '../access/actor.ts'
import { mayGiveRole } from '../access/covers.ts'
import { forgetActors } from '../access/load-actor.ts'
import { auditorIds } from '../audit/auditor-list.ts'
import { assertAuditors } from '../audit/auditors.ts'
import { type AuditEntry, writeAudit } from '../audit/write-audit.ts'
import { newId } from '../db/id.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, type FieldProblem, invalid, notFound, Problem } from '../errors.ts'
import { fieldOf } from '../objects/catalog.ts'
import type { Context } from '../records/index.ts'
import { administrators, listRoles, type Role } from './user-roles.ts'

/** A role as it is written. */
export type RoleInput = Omit<Role, 'id'>

interface Asked {
  origin: Pick<AuditEntry, 'ip' | 'correlationId'>
  /** Which of some users have an account to come in with. */
  mayComeIn: (userIds: string[]) => Promise<boolean>
}

type Place = Context & { db: Database }

/** Makes a role and returns its id. @throws Problem `invalid`, `role.beyond_yours` (403) */
export async function createRole(ctx: Place, input: RoleInput, asked: Asked): Promise<string> {
  const id = newId()
  await changed(ctx, asked, async trx => {
    checkInput(trx, input)
    refuseBeyond(trx.actor, { id, ...input })
    await sql`
      insert into roles (id, name_zh, name_en, grants, field_rights, position)
      select ${id}, ${input.name.zh}, ${input.name.en}, ${JSON.stringify(input.grants)}::jsonb,
        ${JSON.stringify(input.fieldRights)}::jsonb, coalesce(max(position), 0) + 1 from roles`.execute(trx.db)
    return { kind: 'role.created', detail: { role: id, after: input } }
  })
  return id
}

/** Makes a role what is given. @throws Problem 404, `invalid`, `role.beyond_yours` (403), `role.last_administrator` (409) */
export async function changeRole(ctx: Place, id: string, input: RoleInput, asked: Asked): Promise<void> {
  await changed(ctx, asked, async trx => {
    const before = await roleNamed(trx, id)
    checkInput(trx, input)
    // Nobody gives what he has not, and nobody takes it from others.
    refuseBeyond(trx.actor, before)
    refuseBeyond(trx.actor, { id, ...input })
    await sql`
      update roles set name_zh = ${input.name.zh}, name_en = ${input.name.en}, grants = ${JSON.stringify(input.grants)}::jsonb,
        field_rights = ${JSON.stringify(input.fieldRights)}::jsonb where id = ${id}`.execute(trx.db)
    const { id: _id, ...old } = before
    return { kind: 'role.changed', detail: { role: id, before: old, after: input } }
  })
}

/** Removes a role that nobody has. @throws Problem 404, `role.beyond_yours` (403), `role.in_use` (409) */
export async function removeRole(ctx: Place, id: string, asked: Asked): Promise<void> {
  await changed(ctx, asked, async trx => {
    const before = await roleNamed(trx, id)
    refuseBeyond(trx.actor, before)
    const { rows } = await sql<{
      n: string | number
    }>`select count(*) as n from user_roles where role_id = ${id}`.execute(trx.db)
    const holders = Number(rows[0]?.n ?? 0)
    if (holders > 0) throw conflict('role.in_use', { count: holders })
    await sql`delete from roles where id = ${id}`.execute(trx.db)
    return { kind: 'role.removed', detail: { role: id, before: { name: before.name, grants: before.grants } } }
  })
}

/** One change of roles at a time; in the end somebody still administers the company, and the log says who changed what. */
async function changed(
  ctx: Place,
  { origin, mayComeIn }: Asked,
  work: (trx: Context & { db: Transaction }) => Promise<AuditEntry>,
): Promise<void> {
  await transaction(ctx.db, async db => {
    const trx = { ...ctx, db }
    await sql`lock table user_roles in share row exclusive mode`.execute(db)
    const auditors = await auditorIds(db)
    const entry = await work(trx)
    await assertAuditors(trx, auditors)
    if (!(await mayComeIn(await administrators(db)))) throw conflict('role.last_administrator')
    await writeAudit(trx, { ...entry, ...origin })
  })
  forgetActors(ctx.db)
}

async function roleNamed(ctx: Context, id: string): Promise<Role> {
  const role = (await listRoles(ctx.db)).find(one => one.id === id)
  if (!role) throw notFound('role')
  return role
}

function refuseBeyond(actor: Actor, role: ActorRole): void {
  if (!mayGiveRole(actor, role)) throw new Problem(403, 'role.beyond_yours', { params: { role: role.id } })
}

/** A permission is `<noun>.<verb>` or a wildcard; a field must be there to have a right. */
function checkInput(ctx: Context, { grants, fieldRights }: RoleInput): void {
  const problems: FieldProblem[] = [
    ...Object.keys(grants).flatMap((name): FieldProblem[] =>
      /^(\*|[a-zA-Z]+\.([a-zA-Z]+|\*))$/.test(name) ? [] : [{ path: `grants.${name}`, code: 'role.unknown_right' }],
    ),
    ...Object.keys(fieldRights).flatMap((name): FieldProblem[] => {
      const [noun = '', field = ''] = name.split('.')
      const object = ctx.catalog.objects.get(noun)
      return object && fieldOf(object, field) ? [] : [{ path: `fieldRights.${name}`, code: 'field.unknown' }]
    }),
  ]
  if (problems.length > 0) throw invalid(problems)
}
