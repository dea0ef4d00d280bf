import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Context } from '../records/context.ts'
import { type DomainEvent, defineModule, type ModuleDefinition } from '../records/module.ts'
import { notify } from './notify.ts'

/** Tells whoever gets a record that it is his now: a new owner, or the owner of what a colleague made for him. */
export const handoverModule = (): ModuleDefinition =>
  defineModule({
    name: 'notices',
    objects: [],
    subscribers: [{ name: 'notices.handed', event: changesOwner, handle: tellNewOwner }],
  })

function changesOwner({ name, object, payload }: DomainEvent): boolean {
  // A task that is given tells of itself in its own words.
  if (object === 'task' || object === 'notice') return false
  // What is handed on on purpose is told by whoever does it, all of it at once.
  if (name === `${object}.transferred`) return false
  return name === `${object}.created` || (Array.isArray(payload.fields) && payload.fields.includes('owner'))
}

async function tellNewOwner(ctx: Context, event: DomainEvent): Promise<void> {
  const object = ctx.catalog.objects.get(event.object)
  if (!object?.owned || event.userId === null) return
  const { rows } = await sql<{ owner_id: string | null }>`
    select owner_id from ${sql.table(tableOf(object))} where id = ${event.recordId}::uuid and deleted_at is null`.execute(
    ctx.db,
  )
  const owner = rows[0]?.owner_id
  if (!owner || owner === event.userId) return
  const { batch, by } = await originOf(ctx, event)
  const common = { to: [owner], params: { by } }
  // Many at once are one cause.
  if (batch)
    await notify(ctx, {
      ...common,
      kind: 'record.handedMany',
      about: { object: object.name, id: batch },
      cause: `handed ${batch} ${object.name}`,
    })
  else
    await notify(ctx, {
      ...common,
      kind: 'record.handed',
      about: { object: object.name, id: event.recordId },
      cause: `handed ${(await tenureOf(ctx, event)) ?? event.id}`,
    })
}

/** Since when he has it: made and handed over in one breath it came to him once, though two events tell of it. */
async function tenureOf(ctx: Context, { object, recordId }: DomainEvent): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from transitions
    where object = ${object} and record_id = ${recordId}::uuid and field = 'owner' order by recorded_at desc, id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id
}

async function originOf(
  ctx: Context,
  { recordId, userId }: DomainEvent,
): Promise<{ batch: string | null; by: string }> {
  const { rows } = await sql<{ batch_id: string | null; name: string | null }>`
    select h.batch_id, (select u.name from users u where u.id = ${userId}::uuid) as name from history h
    where h.record_id = ${recordId}::uuid and h.user_id = ${userId}::uuid and (h.changes is null or h.changes ? 'owner')
    order by h.at desc limit 1`.execute(ctx.db)
  return { batch: rows[0]?.batch_id ?? null, by: rows[0]?.name ?? '' }
}
