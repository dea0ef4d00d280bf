import { sql } from 'kysely'
import { z } from 'zod'
import { notFound, Problem } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { counted, day, named, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { kebabCase } from '#platform/objects/index.ts'
import { count } from '#platform/query/totals.ts'
import { type Context, getMany } from '#platform/records/index.ts'
import { viewOf, viewsOf } from '#platform/views/views.ts'
import type { ViewDescription } from '#platform/views/view-description.ts'
import { countSegment } from './count-segments.ts'

const segmentAnswer = z.object({
  id: uuid,
  object: text,
  path: text,
  label: text,
  isOwn: yesNo,
  isEditable: yesNo,
  owner: named.nullable(),
  count: counted.nullable(),
  problem: text.nullable(),
  history: z.array(z.object({ day, count: whole })),
  entered: whole,
  left: whole,
})
const segmentsAnswer = z.object({ segments: z.array(segmentAnswer) })
const movesAnswer = z.object({ moves: z.array(z.object({ day, record: named, hasEntered: yesNo })) })

/** How far back page and sparkline look. */
const historyDays = 90
const movesDays = 30

/**
 * `GET /api/segments`: the saved views that count themselves, with how many there are now for whoever asks; history and comings and goings
 * are those of the view's maker and shown to him alone. `PUT`, `DELETE /api/segments/:view` begins and ends it, `GET …/moves` names who
 * entered and left in the last thirty days.
 */
export function segmentRoutes(server: ApiServer): void {
  server.get('/api/segments', says({ id: 'segments.list', answer: segmentsAnswer }), async request => ({
    segments: await segments(await contextOf(request)),
  }))
  server.put<{ Params: { view: string } }>(
    '/api/segments/:view',
    says({ id: 'segments.begin', answer: segmentsAnswer, who: 'person' }),
    async request => {
      const ctx = await contextOf(request)
      const view = await editableView(ctx, request.params.view)
      await inTransaction(ctx, async trx => {
        await sql`insert into segments (view_id, since) values (${view.id}::uuid, ${ctx.now().toISOString()}::timestamptz)
          on conflict do nothing`.execute(trx.db)
        await countSegment(trx, view.id)
      })
      return { segments: await segments(ctx) }
    },
  )
  server.delete<{ Params: { view: string } }>(
    '/api/segments/:view',
    says({ id: 'segments.end', answer: segmentsAnswer, who: 'person' }),
    async request => {
      const ctx = await contextOf(request)
      const view = await editableView(ctx, request.params.view)
      await inTransaction(ctx, async trx => {
        await sql`delete from segments where view_id = ${view.id}::uuid`.execute(trx.db)
      })
      return { segments: await segments(ctx) }
    },
  )
  server.get<{ Params: { view: string } }>(
    '/api/segments/:view/moves',
    says({ id: 'segments.moves', answer: movesAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const view = isId(request.params.view) ? await viewOf(ctx, request.params.view) : null
      if (!view?.isOwn) throw notFound('segment')
      return { moves: await moves(ctx, view) }
    },
  )
}

async function editableView(ctx: Context, id: string): Promise<ViewDescription> {
  const view = isId(id) ? await viewOf(ctx, id) : null
  if (!view?.isEditable) throw notFound('view')
  return view
}

async function segments(ctx: Context): Promise<z.output<typeof segmentAnswer>[]> {
  const { rows } = await sql<{ id: string; problem: string | null }>`
    select view_id as id, problem from segments order by since, view_id`.execute(ctx.db)
  const kept = new Map(rows.map(row => [row.id, row.problem]))
  const views = Object.values(await viewsOf(ctx)).flatMap(({ views: all }) => all.filter(view => kept.has(view.id)))
  const found = []
  for (const view of views) {
    const { id, object, label, isOwn, isEditable, owner } = view
    const path = kebabCase(objectOf(ctx.catalog, object).plural)
    const past = isOwn ? await historyOf(ctx, id) : { history: [], entered: 0, left: 0 }
    const head = { id, object, path, label, isOwn, isEditable, owner }
    found.push({ ...head, ...(await countNow(ctx, view, kept.get(id) ?? null)), ...past })
  }
  return found
}

async function countNow(ctx: Context, view: ViewDescription, problem: string | null) {
  try {
    const object = objectOf(ctx.catalog, view.object)
    return { count: await count(ctx, object, view.filter ?? undefined), problem: view.isOwn ? problem : null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { count: null, problem: error.code }
  }
}

async function historyOf(ctx: Context, id: string) {
  const { rows: history } = await sql<{ day: string; count: number }>`
    select to_char(day, 'YYYY-MM-DD') as day, count from segment_counts
    where view_id = ${id}::uuid and day > ${ctx.now().toISOString()}::date - ${historyDays}::int order by day`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ entered: string | number; left: string | number }>`
    select count(*) filter (where has_entered) as entered, count(*) filter (where not has_entered) as "left"
    from segment_moves where view_id = ${id}::uuid and day > ${ctx.now().toISOString()}::date - ${movesDays}::int`.execute(
    ctx.db,
  )
  return { history, entered: Number(rows[0]?.entered ?? 0), left: Number(rows[0]?.left ?? 0) }
}

/** Who came and went, the latest first, as far as this person may see them today. */
async function moves(ctx: Context, view: ViewDescription) {
  const { rows } = await sql<{ day: string; id: string; has_entered: boolean }>`
    select to_char(day, 'YYYY-MM-DD') as day, record_id as id, has_entered from segment_moves
    where view_id = ${view.id}::uuid and day > ${ctx.now().toISOString()}::date - ${movesDays}::int
    order by segment_moves.day desc, has_entered desc, record_id limit 200`.execute(ctx.db)
  const object = objectOf(ctx.catalog, view.object)
  const records = await getMany(ctx, object, [...new Set(rows.map(row => row.id))])
  const titles = new Map(records.map(record => [record.id, String(record[object.title] ?? '')]))
  return rows.flatMap(({ day: on, id, has_entered: hasEntered }) => {
    const title = titles.get(id)
    return title === undefined ? [] : [{ day: on, record: { id, title }, hasEntered }]
  })
}
