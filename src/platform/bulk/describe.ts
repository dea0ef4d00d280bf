import { sql } from 'kysely'
import { tableOf, visible, withinScope } from '../access/visible.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import type { BulkDescription, BulkLeft } from './bulk-description.ts'
import type { BulkRun, KeptProblem } from './bulk-run.ts'
import './words.ts'

/** How many refused records are named. */
const mostNamed = 200

/** A run in words for whoever asks. */
export async function describeRun(ctx: Context, run: BulkRun): Promise<BulkDescription> {
  const { rows } = await sql<{ record_id: string; problem: KeptProblem }>`
    select record_id, problem from bulk_rows where run_id = ${run.id}::uuid and problem is not null order by record_id limit ${mostNamed}`.execute(
    ctx.db,
  )
  const refused = rows.map(row => ({ id: row.record_id, problem: row.problem }))
  const kept = run.kept.slice(0, mostNamed).map(({ id, reason }) => ({ id, problem: { code: `bulk.kept.${reason}` } }))
  return {
    id: run.id,
    object: run.object,
    verb: run.change.verb,
    state: run.state,
    total: run.total,
    done: Math.min(run.done, run.total),
    refusedCount: run.refused,
    refused: await named(ctx, run.object, refused),
    kept: await named(ctx, run.object, kept),
    problem: run.problem ? { code: run.problem.code, message: words(ctx, run.object, run.problem) } : null,
    createdAt: run.createdAt,
  }
}

/** The title of a record that its reader may not see stays empty, as if it did not exist. */
async function named(
  ctx: Context,
  objectName: string,
  left: readonly { id: string; problem: KeptProblem }[],
): Promise<BulkLeft[]> {
  if (left.length === 0) return []
  const object = objectOf(ctx.catalog, objectName)
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(tableOf(object))} t where t.id = any(${left.map(one => one.id)}::uuid[])
      and (${visible(ctx, object, 't')} or (t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')}))`.execute(
    ctx.db,
  )
  const titles = await titlesOf(
    ctx,
    object,
    rows.map(row => row.id),
  )
  return left.map(({ id, problem }) => ({
    id,
    title: titles.get(id) ?? '',
    code: problem.code,
    message: words(ctx, objectName, problem),
  }))
}

function words(ctx: Context, object: string, { code, params = {} }: KeptProblem): string {
  const said = hasMessage(ctx.locale, `problems.${code}`) ? translate(ctx.locale, `problems.${code}`, params) : code
  if (typeof params.path !== 'string' || params.path === '') return said
  return `${fieldLabel(ctx.catalog, ctx.locale, object, params.path)}: ${said}`
}
