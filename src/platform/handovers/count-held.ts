import { sql } from 'kysely'
import { translate } from '../i18n/index.ts'
import type { Filter } from '../objects/filter.ts'
import { kebabCase } from '../objects/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import { asHander, heldBy, heldFields, kindOf } from './held-fields.ts'

/** How much of one kind points at a person, in words. */
export interface HeldCount {
  /** `customer.owner`, or `holding.<name>` of what is no field of a record. */
  kind: string
  label: string
  count: number
  /** The list, or the page, that shows exactly these. */
  link: { path: string; filter: Filter | null } | { page: string } | null
  /** What the records may be divided by among several successors: their noun; null where one takes all. */
  object: string | null
  /** It ends with him unless somebody is named for it, and keeps no handover from ending. */
  endsWithHim: boolean
}

/** All that points at a person and is still open, by kind; kinds without anything are left out. */
export async function countHeld(ctx: Context, userId: string): Promise<HeldCount[]> {
  const all: Context = { ...ctx, actor: asHander(ctx) }
  const user = sql<string>`${userId}::uuid`
  const found: HeldCount[] = []
  for (const held of heldFields(ctx.catalog)) {
    const count = await countOf(ctx, heldBy(all, held, user))
    const { object, field } = held
    const noun = translate(ctx.locale, `${object.name}.plural`)
    const own: Filter[] = held.line ? [] : [{ field, op: 'in', value: [userId] }]
    const { open } = object
    if (count > 0)
      found.push({
        kind: kindOf(held),
        label: field === 'owner' ? noun : `${noun} · ${fieldLabel(ctx.catalog, ctx.locale, object.name, field)}`,
        count,
        link: {
          path: kebabCase(object.plural),
          filter: { and: open === undefined || open === 'never' ? own : [...own, open] },
        },
        object: object.name,
        endsWithHim: false,
      })
  }
  for (const { name, query, path, end } of ctx.behaviour.holdings ?? []) {
    const count = await countOf(ctx, query(all, user))
    if (count > 0)
      found.push({
        kind: `holding.${name}`,
        label: translate(ctx.locale, `holdings.${name}`),
        count,
        link: path === undefined ? null : { page: path },
        object: null,
        endsWithHim: end !== undefined,
      })
  }
  return found
}

async function countOf(ctx: Context, query: ReturnType<typeof heldBy>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${query}) as held`.execute(ctx.db)
  return Number(rows[0]?.count ?? 0)
}
