import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { mayReadField } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import { count, sums } from '../query/totals.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import { titlesOf } from '../records/titles.ts'
import { allOf, type FigureAsk, type FiguresTile, type PeopleTile, type TileAsk } from './define-tile.ts'
import { linkTo, type TileLink } from './read-rows.ts'

/** One number, with the list that shows what it counts. `sums` is by currency, null where no amount is asked for or may be read. */
export interface Figure {
  name: string
  count: { value: number; capped: boolean }
  sums: Record<string, string> | null
  link: TileLink
}

export interface FiguresContent {
  figures: (Figure & { before: Omit<Figure, 'name'> | null })[]
}

export interface PeopleContent {
  columns: string[]
  people: { user: { id: string; title: string }; figures: Figure[] }[]
}

/** The numbers of a tile, each beside the one it is compared with. */
export async function readFigures(ctx: Context, tile: FiguresTile, ask: TileAsk): Promise<FiguresContent> {
  const figures = []
  for (const asked of readableOf(ctx, tile.figures(ctx, ask))) {
    const { before } = asked
    figures.push({
      ...(await figureOf(ctx, asked)),
      before: before === undefined ? null : await figureOf(ctx, { ...asked, filter: before }),
    })
  }
  return { figures }
}

/** Of nouns that the actor may not read there is no figure. */
const readableOf = (ctx: Context, asked: readonly FigureAsk[]): FigureAsk[] =>
  asked.filter(one => may(ctx.actor, `${one.object}.read`))

async function figureOf(ctx: Context, { name, object: noun, filter, sum }: FigureAsk): Promise<Figure> {
  const object = objectOf(ctx.catalog, noun)
  const hasSum = sum !== undefined && mayReadField(ctx, object, sum)
  return {
    name,
    count: await count(ctx, object, filter),
    sums: hasSum ? await sums(ctx, object, filter, sum) : null,
    link: linkTo(object, filter),
  }
}

const shownPeople = 50

/** The numbers of each person, one statement per column. Ranked people without anything in that column are left out. */
export async function readPeople(ctx: Context, tile: PeopleTile, ask: TileAsk): Promise<PeopleContent> {
  const columns = readableOf(ctx, tile.columns(ctx, ask))
  const found = new Map<string, Map<string, Owned>>()
  for (const column of columns)
    for (const row of await byOwner(ctx, column)) {
      const own = found.get(row.owner) ?? new Map<string, Owned>()
      found.set(row.owner, own.set(column.name, row))
    }
  const { actor, company } = ctx
  const everybody = tile.rankedBy || actor.userId === null ? [] : [actor.userId, ...actor.subordinates]
  const ids = [...new Set([...found.keys(), ...everybody])]
  const titles = await titlesOf(ctx, objectOf(ctx.catalog, 'user'), ids)
  const rank = (id: string): number => {
    const ranked = tile.rankedBy ? found.get(id)?.get(tile.rankedBy) : undefined
    return ranked ? Number(ranked.sums?.[company.baseCurrency] ?? 0) || ranked.n / 1e9 : 0
  }
  const sorted = ids
    .filter(id => !tile.rankedBy || found.get(id)?.has(tile.rankedBy))
    .sort((a, b) => rank(b) - rank(a) || (titles.get(a) ?? '').localeCompare(titles.get(b) ?? '', ctx.locale))
  return {
    columns: columns.map(column => column.name),
    people: sorted.slice(0, shownPeople).map(id => ({
      user: { id, title: titles.get(id) ?? '' },
      figures: columns.map(column => personsFigure(ctx, column, { id, found: found.get(id)?.get(column.name) })),
    })),
  }
}

interface Owned {
  owner: string
  n: number
  sums: Record<string, string> | null
}

function personsFigure(
  ctx: Context,
  column: FigureAsk,
  { id, found }: { id: string; found: Owned | undefined },
): Figure {
  const filter = allOf(column.filter, { field: 'owner', op: 'in', value: [id] })
  return {
    name: column.name,
    count: { value: found?.n ?? 0, capped: false },
    sums: found?.sums ?? (column.sum ? {} : null),
    link: linkTo(objectOf(ctx.catalog, column.object), filter),
  }
}

async function byOwner(ctx: Context, { object: noun, filter, sum }: FigureAsk): Promise<Owned[]> {
  const object = objectOf(ctx.catalog, noun)
  const field = sum !== undefined && mayReadField(ctx, object, sum) ? object.fields[sum] : undefined
  const base = sql`${ctx.company.baseCurrency}::text`
  const currency =
    field?.currency && field.currency !== 'base'
      ? sql`coalesce(${sql.ref(`t.${columnOf(field.currency, 'currency')}`)}, ${base})`
      : base
  const amount = field && sum ? sql.ref(`t.${columnOf(sum, field.type)}`) : sql`null::numeric`
  const { rows } = await sql<{ owner: string; currency: string; n: string | number; total: string | null }>`
    select t.owner_id as owner, ${currency} as currency, count(*) as n, sum(${amount})::text as total
    from ${sql.table(tableOf(object))} t
    where t.owner_id is not null and ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')}
    group by 1, 2`.execute(ctx.db)
  return [...Map.groupBy(rows, row => row.owner)].map(([owner, own]) => ({
    owner,
    n: own.reduce((all, row) => all + Number(row.n), 0),
    sums: field
      ? Object.fromEntries(
          own.flatMap(row => (row.total === null ? [] : [[row.currency, moneyText(row.total, row.currency)]])),
        )
      : null,
  }))
}
