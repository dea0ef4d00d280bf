import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { translate } from '../i18n/index.ts'
import { columnOf, kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import type { Received } from './handover-description.ts'
import { isOpen } from './held-fields.ts'

/** The fields that say when something is to be done, in the order in which one of them is taken. */
const dueFields = ['nextContactAt', 'dueOn', 'startsAt'] as const
const mostNext = 10

/** What came to the actor by handovers in the last year, the newest first, as far as it is still his. */
export async function received(ctx: Context): Promise<Received[]> {
  const { rows } = await sql<{
    id: string
    leaver_id: string
    name: string
    object: string
    count: number
    at: string
  }>`
    select h.id, h.leaver_id, u.name, r.object, count(distinct r.record_id)::int as count, max(r.done_at) as at
    from handover_rows r join handovers h on h.id = r.handover_id join users u on u.id = h.leaver_id
    where r.to_id = ${ctx.actor.userId}::uuid and r.is_done and r.problem is null and h.state <> 'undone'
      and h.created_at > now() - interval '1 year'
    group by 1, 2, 3, 4 order by h.id desc, r.object`.execute(ctx.db)
  const groups = [...Map.groupBy(rows, row => row.id).values()]
  return Promise.all(
    groups.map(async of => {
      const { id, leaver_id: leaver, name } = of[0] as (typeof rows)[number]
      // In the order in which the nouns stand everywhere.
      const objects = [...ctx.catalog.objects.values()].flatMap(object => {
        const row = of.find(one => one.object === object.name)
        return row ? [{ object, count: row.count }] : []
      })
      return {
        id,
        from: { id: leaver, title: name },
        at: new Date(Math.max(...of.map(row => Date.parse(row.at)))).toISOString(),
        kinds: objects.map(({ object, count }) => ({
          object: object.name,
          label: translate(ctx.locale, `${object.name}.plural`),
          path: kebabCase(object.plural),
          count,
          filter: isAskable(ctx, object) ? { field: 'handedOn', op: 'is', value: id } : null,
        })),
        next: (await Promise.all(objects.map(({ object }) => nextOf(ctx, object, id))))
          .flat()
          .sort((a, b) => (a.at < b.at ? -1 : 1))
          .slice(0, mostNext),
      }
    }),
  )
}

const isAskable = (ctx: Context, { name }: ObjectDefinition): boolean =>
  ctx.behaviour.objects[name]?.conditions?.handedOn !== undefined

async function nextOf(ctx: Context, object: ObjectDefinition, handover: string): Promise<Received['next']> {
  const due = dueFields.find(name => object.fields[name] !== undefined)
  const field = due && object.fields[due]
  if (!due || !field || !object.owned) return []
  const column = sql.ref(`t.${columnOf(due, field.type)}`)
  const { rows } = await sql<{ id: string; at: string }>`
    select t.id, ${column}::text as at from ${sql.table(tableOf(object))} t
    join handover_rows r on r.handover_id = ${handover}::uuid and r.object = ${object.name} and r.field = 'owner' and r.record_id = t.id
    where r.to_id = ${ctx.actor.userId}::uuid and r.is_done and r.problem is null and t.owner_id = ${ctx.actor.userId}::uuid
      and ${column} is not null and ${isOpen(ctx, object, 't')} and ${visible(ctx, object, 't')}
    order by ${column}, t.id limit ${mostNext}`.execute(ctx.db)
  const titles = await titlesOf(
    ctx,
    object,
    rows.map(row => row.id),
  )
  const path = kebabCase(object.plural)
  return rows.map(({ id, at }) => ({
    object: object.name,
    path,
    id,
    title: titles.get(id) ?? '',
    at: field.type === 'instant' ? new Date(at).toISOString() : at,
  }))
}
