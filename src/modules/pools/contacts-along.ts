import { sql } from 'kysely'
import { contactsModule } from '#modules/contacts/index.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Context, Written } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { idIn } from './pooled.ts'

const contact = contactsModule.objects.find(object => object.name === 'contact')

/**
 * Whoever takes a customer out of a pool gets its contacts that were with whoever had it, or with nobody. While the customer lies in the pool
 * they stay as they are.
 */
export async function takeContactsAlong(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const { id, before, values } of written) {
    const owner = idIn(values?.owner)
    if (!contact || idIn(before?.pool) === null || owner === null) continue
    const { rows } = await sql<{ id: string }>`select id from contacts
      where customer_id = ${id}::uuid and deleted_at is null
        and (owner_id is null or owner_id = ${idIn(before?.previousOwner)}::uuid) order by id`.execute(ctx.db)
    if (rows.length === 0) continue
    const { actor } = ctx
    // Whoever claims does it, though until now these contacts were out of his reach.
    const hand = {
      ...systemActor(actor.name),
      kind: actor.kind,
      userId: actor.userId,
      departmentId: actor.departmentId,
    }
    await updateMany(
      { ...ctx, actor: hand, admission: undefined },
      contact,
      rows.map(row => ({ id: row.id, values: { owner: { id: owner, title: '' } } })),
      { verb: 'update', writing: 'byVerb' },
    )
  }
}
