import { sql } from 'kysely'
import { mayRead, mayReadField, readableFields } from '../access/readable.ts'
import { tableOf } from '../access/visible.ts'
import { Problem } from '../errors.ts'
import { filesWith } from '../files/record-files.ts'
import { timelineOf } from '../history/timeline.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type Condition, kebabCase, type ObjectDefinition } from '../objects/index.ts'
import { workOutOnce } from '../objects/work-out-once.ts'
import { count, sums } from '../query/totals.ts'
import { type ApiRecord, type Context, find, get } from '../records/index.ts'
import { teamOf } from '../teams/teams.ts'
import type { HandedAnswer, PageList, PagePart } from './page-part.ts'
import { relatedQuery, type Relating, type Relation, relationsTo } from '../objects/relations.ts'

/** A record and all that its page shows at first. */
export interface RecordPage {
  record: ApiRecord
  answers: HandedAnswer[]
}

/**
 * Everything that the page of a record shows when it opens: the record, the beginning of its timeline, team, files, what refers to it with
 * first rows and counts, and what modules show. `asked.db` must be a transaction that reads one moment (repeatable read). @throws Problem 404
 */
export async function readRecordPage(
  asked: Context,
  object: ObjectDefinition,
  { id, parts }: { id: string; parts: readonly PagePart[] },
): Promise<RecordPage> {
  const ctx: Context = { ...asked, snapshot: { actor: asked.actor, names: new Map() } }
  const record = await get(ctx, object, id)
  const mayChange = record.can.includes('update')
  const path = `/${kebabCase(object.plural)}/${id}`
  const answers: HandedAnswer[] = [{ path: `${path}/timeline`, query: {}, answer: await timelineOf(ctx, object, id) }]
  if (object.owned) answers.push({ path: `${path}/team`, query: {}, answer: await teamOf(ctx, object, id) })
  const files = await filesWith(ctx, object, { record: id, mayChange })
  answers.push({ path: `${path}/files`, query: {}, answer: { files } })
  const relations = relationsOf(ctx, object)
  const counts = await countRelated(ctx, relations, id)
  for (const { on, of, lists, read } of parts) {
    const shown = ctx.catalog.objects.get(of)
    if (!on.includes(object.name) || !shown || !mayRead(ctx, shown)) continue
    for (const list of lists?.(object.name, id) ?? [])
      answers.push(...(await listAnswer(ctx, shown, { list, id, counts })))
    answers.push(...((await read?.(ctx, object.name, record)) ?? []))
  }
  for (const relation of relations) {
    const noun = objectOf(ctx.catalog, relation.object.name)
    answers.push(...(await listAnswer(ctx, noun, { list: relatedQuery(relation, id), id, counts })))
  }
  return { record, answers }
}

const relationsOf = (ctx: Context, object: ObjectDefinition): readonly Relation<Relating>[] =>
  relations([ctx.catalog, ctx.actor.roles, object], '', () => relationsTo(readableNouns(ctx), object.name))

const relations = workOutOnce<readonly Relation<Relating>[]>()

/** So many records are put in order faster than an index is walked for them. */
const few = 200

/**
 * How many records name this one by each relation (`contact.customer`) that an index answers, up to one more than `few`, whoever may see them:
 * by most relations nothing names most records, and those lists need not be asked for.
 */
async function countRelated(
  ctx: Context,
  relations: readonly Relation<Relating>[],
  id: string,
): Promise<ReadonlyMap<string, number>> {
  const known = relations.filter(({ object, field }) => object.fields.some(one => one.name === field && one.indexed))
  if (known.length === 0) return new Map()
  const columns = known.map(({ key, object, field }) => {
    const noun = objectOf(ctx.catalog, object.name)
    const column = sql.ref(`r.${columnOf(field, noun.fields[field]?.type ?? '')}`)
    return sql`(select count(*)::int from (
      select from ${sql.table(tableOf(noun))} r where ${column} = ${id}::uuid and r.deleted_at is null limit ${few + 1}) as named) as ${sql.id(key)}`
  })
  const { rows } = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(ctx.db)
  return new Map(Object.entries(rows[0] ?? {}))
}

interface Listing {
  list: PageList
  /** Of the record whose page it is. */
  id: string
  /** How many name it, by relation. */
  counts: ReadonlyMap<string, number>
}

/** As the list's own address answers it; nothing where it asks for what this person may not ask. */
async function listAnswer(
  ctx: Context,
  object: ObjectDefinition,
  { list, id, counts }: Listing,
): Promise<HandedAnswer[]> {
  const conditions = conditionsIn(list.filter)
  const asked = [
    ...conditions.map(condition => condition.field),
    ...(list.sums ?? []),
    ...(list.sort ?? []).map(key => key.replace(/^-/, '')),
  ]
  if (!asked.every(name => mayReadField(ctx, object, name))) return []
  const most = Math.min(
    ...conditions.map(({ field, op, value }) =>
      op === 'in' && String(value) === id ? (counts.get(`${object.name}.${field}`) ?? few + 1) : few + 1,
    ),
  )
  const answer = most === 0 ? nothing(list) : await found(ctx, object, { list, isShort: most <= few }).catch(unlessSlow)
  return answer ? [{ path: `/${kebabCase(object.plural)}`, query: { ...list }, answer }] : []
}

/** A list by a field of the company's own that nothing narrows is not handed along: whoever asks for it is told why. */
function unlessSlow(error: unknown): null {
  if (error instanceof Problem && error.code === 'filter.not_fast') return null
  throw error
}

const nothing = (list: PageList) => ({
  records: [],
  next: null,
  ...(list.count ? { count: { value: 0, capped: false } } : {}),
  ...(list.sums ? { sums: Object.fromEntries(list.sums.map(name => [name, {}])) } : {}),
})

async function found(
  ctx: Context,
  object: ObjectDefinition,
  { list, isShort }: { list: PageList; isShort: boolean },
): Promise<unknown> {
  const { filter, limit } = list
  const first = await find(ctx, object, {
    filter,
    limit,
    isShort,
    ...(list.sort ? { sort: list.sort } : {}),
    ...(list.fields ? { fields: list.fields } : {}),
  })
  if (first.records.length === 0) return nothing(list)
  const isAll = first.next === null
  const counted = isAll ? { value: first.records.length, capped: false } : await countOf(ctx, object, list)
  const added: Record<string, unknown> = {}
  for (const name of list.sums ?? []) added[name] = await sums(ctx, object, filter, name)
  return { ...first, ...(list.count ? { count: counted } : {}), ...(list.sums ? { sums: added } : {}) }
}

const countOf = (ctx: Context, object: ObjectDefinition, { count: isWanted, filter }: PageList) =>
  isWanted ? count(ctx, object, filter) : Promise.resolve({ value: 0, capped: false })

/** What a filter of a page's list asks: it is made of conditions joined by `and`. */
function conditionsIn(filter: PageList['filter']): Condition[] {
  if ('and' in filter) return filter.and.flatMap(conditionsIn)
  return 'field' in filter ? [filter] : []
}

/** The nouns as this person has them, as far as it matters how they refer to each other. */
const readableNouns = (ctx: Context): Relating[] =>
  [...ctx.catalog.objects.values()]
    .filter(object => !object.lineOf && mayRead(ctx, object))
    .map(object => {
      const fields = readableFields(ctx, object)
      const shown = new Set(fields.flatMap(([name, field]) => (field.isHidden === true ? [] : [name])))
      return {
        name: object.name,
        title: object.title,
        list: {
          columns: object.list.columns.filter(name => shown.has(name)),
          sort: object.list.sort.filter(key => mayReadField(ctx, object, key.replace(/^-/, ''))),
        },
        fields: fields.map(([name, { type, object: target, setBy, indexed, currency }]) => ({
          name,
          type,
          object: target,
          setBy,
          indexed,
          currency,
        })),
      }
    })
