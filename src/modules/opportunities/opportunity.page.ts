import { sql } from 'kysely'
import { mayRead } from '#platform/access/readable.ts'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { HandedAnswer } from '#platform/pages/page-part.ts'
import { type ApiRecord, type Context, get } from '#platform/records/index.ts'

/** The pipelines by which opportunities run with a customer, so that his page can draw how far each has come. */
export async function pipelinesOf(ctx: Context, _on: string, { id }: ApiRecord): Promise<HandedAnswer[]> {
  const pipeline = objectOf(ctx.catalog, 'pipeline')
  if (!mayRead(ctx, pipeline)) return []
  const { rows } = await sql<{ id: string }>`select distinct o.pipeline_id as id from opportunities o
    where o.customer_id = ${id}::uuid and o.state = 'open' and ${visible(ctx, objectOf(ctx.catalog, 'opportunity'), 'o')}`.execute(
    ctx.db,
  )
  const answers: HandedAnswer[] = []
  for (const row of rows)
    answers.push({ path: `/pipelines/${row.id}`, query: {}, answer: await get(ctx, pipeline, row.id) })
  return answers
}
