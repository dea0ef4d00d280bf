import { sql } from 'kysely'
import { tableOf, visible } from '../../access/visible.ts'
import { may } from '../../access/actor.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import type { Database } from '../../db/server.ts'
import { transaction } from '../../db/transaction.ts'
import { conflict, forbidden, notFound } from '../../errors.ts'
import { isId } from '../../fields/index.ts'
import { objectOf } from '../../objects/catalog.ts'
import { asUndoer } from '../batches.ts'
import type { Context } from '../context.ts'
import { type KeptRecord, returnFirst, undoBatch } from '../undo-batch.ts'
import { type MovedBeside, returnBeside } from './move-beside.ts'

interface Merge {
  id: string
  object: string
  into: string
  from: string[]
  batch: string
  added: MovedBeside
  isUndone: boolean
}

/**
 * Takes a merge back: the record that remained gets the values it had, the others come out of the bin with their owner, team and links, everything that was
 * moved returns where nobody has changed it since. What is kept is told. Goes on where it broke off.
 * @throws Problem 404, 403, 409 `merge.undone_already`
 */
export async function undoMerge(ctx: Context & { db: Database }, id: string): Promise<KeptRecord[]> {
  const merge = await readMerge(ctx, id)
  const object = objectOf(ctx.catalog, merge.object)
  const undoer = { ...ctx, actor: asUndoer(ctx.actor) }
  const kept = await transaction(ctx.db, async db => {
    const within = { ...undoer, db }
    const { rows } = await sql<{ undone: boolean }>`
      select undone_at is not null as undone from merges where id = ${id}::uuid for update`.execute(db)
    if (rows[0]?.undone !== false) throw conflict('merge.undone_already')
    await sql`delete from redirects where merge_id = ${id}::uuid`.execute(db)
    const first = await returnFirst(within, object, {
      batch: merge.batch,
      changed: [merge.into],
      removed: merge.from,
      between: () => returnBeside(within, object, { into: merge.into, moved: merge.added }),
    })
    return first
  })
  for await (const step of undoBatch(undoer, merge.batch)) kept.push(...step.kept)
  const left = kept.filter(one => !(one.id === merge.into && one.reason === 'not_possible'))
  // What stood in the way (it was below a record that has only now gone back) may be gone.
  if (left.length < kept.length)
    left.push(
      ...(await transaction(ctx.db, db =>
        returnFirst({ ...undoer, db }, object, {
          batch: merge.batch,
          changed: [merge.into],
          removed: [],
          between: async () => undefined,
        }),
      )),
    )
  await sql`update merges set undone_at = ${ctx.now().toISOString()}::timestamptz, undone_by_id = ${ctx.actor.userId}::uuid
    where id = ${id}::uuid`.execute(ctx.db)
  await writeAudit(ctx, {
    kind: 'merge.undone',
    object: merge.object,
    recordId: merge.into,
    detail: { from: merge.from },
  })
  return left
}

async function readMerge(ctx: Context, id: string): Promise<Merge> {
  const { rows } = isId(id)
    ? await sql<Merge>`select id, object, into_id as into, from_ids as from, batch_id as batch, added, undone_at is not null as "isUndone"
        from merges where id = ${id}::uuid`.execute(ctx.db)
    : { rows: [] }
  const [merge] = rows
  const object = merge && ctx.catalog.objects.get(merge.object)
  if (!merge || !object) throw notFound('merge')
  const { rows: seen } = await sql<{
    may: boolean
  }>`select ${visible(ctx, object, 't', 'merge')} as may from ${sql.table(tableOf(object))} t
    where t.id = ${merge.into}::uuid and ${visible(ctx, object, 't')}`.execute(ctx.db)
  if (!seen[0]) throw notFound('merge')
  if (!seen[0].may || !may(ctx.actor, `${merge.object}.merge`)) throw forbidden(`${merge.object}.merge`)
  if (merge.isUndone) throw conflict('merge.undone_already')
  return merge
}
