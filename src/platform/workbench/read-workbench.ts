import type { FastifyBaseLogger } from 'fastify'
import { may, scopeOf } from '../access/actor.ts'
import { Problem } from '../errors.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { AgendaTile, Lens, TileAsk, TileDefinition, WaitingContent } from './define-tile.ts'
import { type Layout, readLayout, standardLayout } from './layout.ts'
import { type FiguresContent, type PeopleContent, readFigures, readPeople } from './read-figures.ts'
import { dueOf, type RowsContent, readRows, type TileRow } from './read-rows.ts'

/** A row of the one list of what is due. */
export type AgendaRow = TileRow & {
  part: string
  due: { on: string; at: string | null; isOverdue: boolean }
  about: unknown
}

export interface AgendaContent {
  parts: ({ name: string; label: string } & (
    | { state: 'failed' }
    | ({ state: 'ready' } & Pick<RowsContent, 'link' | 'count'>)
  ))[]
  rows: AgendaRow[]
}

interface TileHead {
  name: string
  kind: TileDefinition['kind']
  place: TileDefinition['place']
  label: string
  /** What to do when there is nothing. */
  empty: string | null
  isHidden: boolean
  choices: { name: string; label: string }[]
  choice: string | null
  /** Words of its figures or columns, by name. */
  words: Record<string, string>
}

/** A tile as it came out: `late` is fetched by itself, `failed` says so and holds up nobody. */
export type Tile = TileHead &
  (
    | { state: 'late' }
    | { state: 'failed'; code: string }
    | { state: 'ready'; content: RowsContent | AgendaContent | FiguresContent | PeopleContent | WaitingContent }
  )

export interface Workbench {
  lens: Lens
  lenses: Lens[]
  /** Whether the person has moved, hidden or chosen something. */
  isOwnLayout: boolean
  tiles: Tile[]
}

/** All rows of the agenda are one tile under this name. */
export const agendaName = 'agenda'
const lateAfterMs = 1500
const atOnce = 3

interface Wanted {
  definitions: readonly TileDefinition[]
  lens: Lens | null
  log: FastifyBaseLogger
  /** Only this tile, however long it takes. */
  only?: string
}

/**
 * The workbench of the actor: tiles of nouns that he may read, in his order. A tile that is not there in time or that fails says so in its
 * place; the others come all the same.
 */
export async function readWorkbench(ctx: Context, { definitions, lens: asked, log, only }: Wanted): Promise<Workbench> {
  const offered = lensesOf(ctx)
  const lens = asked && offered.includes(asked) ? asked : (offered.at(-1) ?? 'own')
  const own = await readLayout(ctx, lens)
  const layout = own ?? standardLayout
  const shown = definitions.filter(tile => tile.lenses.includes(lens) && maySee(ctx, tile))
  const units = inOrder(unitsOf(shown, lens), layout).filter(unit => only === undefined || unit.name === only)
  const tiles = await inTurns(units, async unit => {
    const head = headOf(ctx, unit, layout)
    if (head.isHidden && only === undefined) return { ...head, state: 'late' } as const
    return readUnit(ctx, { unit, head, ask: askOf(ctx, lens, head.choice), log, isPatient: only !== undefined })
  })
  return { lens, lenses: offered, isOwnLayout: own !== null, tiles: tiles.filter(tile => tile !== null) }
}

/** Whoever sees records of others may look at theirs together; the widest comes first. */
export function lensesOf(ctx: Context): Lens[] {
  const scope = scopeOf(ctx.actor, 'customer.read')
  return ctx.actor.subordinates.length > 0 || (scope !== null && scope !== 'own') ? ['own', 'team'] : ['own']
}

function askOf(ctx: Context, lens: Lens, choice: string | null): TileAsk {
  const whose: TileAsk['whose'] = (field = 'owner') => {
    if (lens === 'own') return { field, op: 'me' }
    // Whoever sees beyond his own people and has none looks at all that he sees.
    if (ctx.actor.subordinates.length === 0) return { and: [] }
    return {
      or: [
        { field, op: 'me' },
        { field, op: 'mySubordinates' },
      ],
    }
  }
  return { lens, whose, choice: choice ?? '' }
}

const maySee = (ctx: Context, tile: TileDefinition): boolean =>
  (tile.right === undefined || may(ctx.actor, tile.right)) &&
  ('object' in tile ? may(ctx.actor, `${tile.object}.read`) : true)

/** What stands as one tile: the parts of the agenda together, every other by itself. */
interface Unit {
  name: string
  kind: TileDefinition['kind']
  order: number
  parts: TileDefinition[]
}

function unitsOf(tiles: readonly TileDefinition[], lens: Lens): Unit[] {
  const orderOf = ({ order }: TileDefinition): number => (typeof order === 'number' ? order : order[lens])
  const agenda = tiles.filter(tile => tile.kind === 'agenda').sort((a, b) => orderOf(a) - orderOf(b))
  const others = tiles.filter(tile => tile.kind !== 'agenda')
  return [
    ...(agenda.length > 0 ? [{ name: agendaName, kind: 'agenda' as const, order: 0, parts: agenda }] : []),
    ...others.map(tile => ({ name: tile.name, kind: tile.kind, order: orderOf(tile), parts: [tile] })),
  ].sort((a, b) => a.order - b.order)
}

function inOrder(units: Unit[], { order }: Layout): Unit[] {
  const rank = ({ name }: Unit): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return units.sort((a, b) => rank(a) - rank(b))
}

function headOf({ locale }: Context, { name, kind, parts }: Unit, layout: Layout): TileHead {
  const choices = parts[0]?.choices ?? []
  const chosen = layout.choices[name]
  const key = `tiles.${name}`
  return {
    name,
    kind,
    place: parts[0]?.place ?? 'main',
    label: translate(locale, `${key}.title`),
    empty: hasMessage(locale, `${key}.empty`) ? translate(locale, `${key}.empty`) : null,
    isHidden: layout.hidden.includes(name),
    choices: choices.map(choice => ({ name: choice, label: translate(locale, `${key}.choices.${choice}`) })),
    choice: choices.find(choice => choice === chosen) ?? choices[0] ?? null,
    words: {},
  }
}

interface Reading {
  unit: Unit
  head: TileHead
  ask: TileAsk
  log: FastifyBaseLogger
  isPatient: boolean
}

/** Null for a tile that asks of a field which this person may not read, or has no reason to be there: for him there is no such tile. */
async function readUnit(ctx: Context, reading: Reading): Promise<Tile | null> {
  const { head, log, isPatient } = reading
  const work: Promise<Tile | null> = contentOf(ctx, reading).then(
    ({ content, words }) =>
      content === null || saysNothing(content) ? null : { ...head, words, state: 'ready', content },
    (error: unknown) => {
      if (isOfHiddenField(error)) return null
      log.error({ err: error, tile: head.name }, 'a tile of the workbench failed')
      return { ...head, state: 'failed', code: error instanceof Problem ? error.code : 'unexpected' }
    },
  )
  if (isPatient) return work
  const { promise: late, resolve } = Promise.withResolvers<Tile>()
  const timer = setTimeout(() => resolve({ ...head, state: 'late' }), lateAfterMs)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Figures of nouns that this person may not read at all. */
const saysNothing = (content: object): boolean =>
  ('figures' in content && (content.figures as unknown[]).length === 0) ||
  ('columns' in content && (content.columns as unknown[]).length === 0)

async function contentOf(
  ctx: Context,
  { unit, ask, log }: Reading,
): Promise<{ content: (Tile & { state: 'ready' })['content'] | null; words: Record<string, string> }> {
  const [tile] = unit.parts
  const word = (kind: string, names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map(name => [name, translate(ctx.locale, `tiles.${unit.name}.${kind}.${name}`)]))
  switch (tile?.kind) {
    case 'rows': {
      const content = await readRows(ctx, tile, ask)
      return { content: tile.isGoneWhenEmpty && content.rows.length === 0 ? null : content, words: {} }
    }
    case 'figures': {
      const content = await readFigures(ctx, tile, ask)
      return {
        content,
        words: word(
          'figures',
          content.figures.map(({ name }) => name),
        ),
      }
    }
    case 'people': {
      const content = await readPeople(ctx, tile, ask)
      return { content, words: word('columns', content.columns) }
    }
    case 'waiting':
      return { content: await tile.read(ctx), words: {} }
    default:
      return {
        content: await readAgenda(
          ctx,
          unit.parts.filter(part => part.kind === 'agenda'),
          { ask, log },
        ),
        words: {},
      }
  }
}

/** Overdue first, then by time of the day; what has no time stands behind what has one. */
async function readAgenda(
  ctx: Context,
  parts: readonly AgendaTile[],
  { ask, log }: Pick<Reading, 'ask' | 'log'>,
): Promise<AgendaContent> {
  const read = await inTurns(parts, async part => {
    const label = translate(ctx.locale, `tiles.${part.name}.title`)
    try {
      const { link, count, rows } = await readRows(ctx, part, ask)
      const due = rows.map(row => ({
        ...row,
        part: part.name,
        due: dueOf(ctx, part, row),
        about: part.about ? (row.values[part.about] ?? null) : null,
      }))
      return { part: { name: part.name, label, state: 'ready' as const, link, count }, rows: due }
    } catch (error) {
      if (isOfHiddenField(error)) return null
      log.error({ err: error, tile: part.name }, 'a part of the agenda failed')
      return { part: { name: part.name, label, state: 'failed' as const }, rows: [] }
    }
  })
  const known = read.filter(one => one !== null)
  const moment = ({ due }: AgendaRow): string => `${due.on} ${due.at ?? '~'}`
  return {
    parts: known.map(one => one.part),
    rows: known.flatMap(one => one.rows).sort((a, b) => (moment(a) < moment(b) ? -1 : 1)),
  }
}

const isOfHiddenField = (error: unknown): boolean => error instanceof Problem && /^(filter|sort|sum)\./.test(error.code)

/** Works through all of them, a few at a time, so that one workbench does not take every connection. */
async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}
