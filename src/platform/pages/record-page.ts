import { mayRead, mayReadField, readableFields } from '../access/readable.ts'
import { filesOf } from '../files/record-files.ts'
import { timeline } from '../history/timeline.ts'
import { objectOf } from '../objects/catalog.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import { count, sums } from '../query/totals.ts'
import { type ApiRecord, type Context, find, get } from '../records/index.ts'
import { readTeam } from '../teams/teams.ts'
import type { HandedAnswer, PageList, PagePart } from './page-part.ts'
import { relatedQuery, type Relating, relationsTo } from '../objects/relations.ts'

/** A record and all that its page shows at first. */
export interface RecordPage {
  record: ApiRecord
  answers: HandedAnswer[]
}

/**
 * Everything that the page of a record shows when it opens: the record, the beginning of its timeline, team, files, what refers to it with
 * first rows and counts, and what modules show. Read in one snapshot when `ctx.db` is a repeatable-read transaction. @throws Problem 404
 */
export async function readRecordPage(
  ctx: Context,
  object: ObjectDefinition,
  { id, parts }: { id: string; parts: readonly PagePart[] },
): Promise<RecordPage> {
  const record = await get(ctx, object, id)
  const path = `/${kebabCase(object.plural)}/${id}`
  const answers: HandedAnswer[] = [{ path: `${path}/timeline`, query: {}, answer: await timeline(ctx, object, id) }]
  if (object.owned) answers.push({ path: `${path}/team`, query: {}, answer: await readTeam(ctx, object, id) })
  answers.push({ path: `${path}/files`, query: {}, answer: { files: await filesOf(ctx, object, id) } })
  for (const { on, of, lists, read } of parts) {
    const shown = ctx.catalog.objects.get(of)
    if (!on.includes(object.name) || !shown || !mayRead(ctx, shown)) continue
    for (const list of lists?.(object.name, id) ?? []) answers.push(...(await listAnswer(ctx, shown, list)))
    answers.push(...((await read?.(ctx, object.name, record)) ?? []))
  }
  for (const relation of relationsTo(readableNouns(ctx), object.name)) {
    const noun = objectOf(ctx.catalog, relation.object.name)
    answers.push(...(await listAnswer(ctx, noun, relatedQuery(relation, id))))
  }
  return { record, answers }
}

/** As the list's own address answers it; nothing where it asks for what this person may not ask. */
async function listAnswer(ctx: Context, object: ObjectDefinition, list: PageList): Promise<HandedAnswer[]> {
  const asked = [...fieldsIn(list.filter), ...(list.sums ?? []), ...(list.sort ?? []).map(key => key.replace(/^-/, ''))]
  if (!asked.every(name => mayReadField(ctx, object, name))) return []
  const { filter, limit } = list
  const found = await find(ctx, object, {
    filter,
    limit,
    ...(list.sort ? { sort: list.sort } : {}),
    ...(list.fields ? { fields: list.fields } : {}),
  })
  const isAll = found.next === null
  const counted = isAll ? { value: found.records.length, capped: false } : await countOf(ctx, object, list)
  const added: Record<string, unknown> = {}
  for (const name of list.sums ?? []) added[name] = await sums(ctx, object, filter, name)
  return [
    {
      path: `/${kebabCase(object.plural)}`,
      query: { ...list },
      answer: { ...found, ...(list.count ? { count: counted } : {}), ...(list.sums ? { sums: added } : {}) },
    },
  ]
}

const countOf = (ctx: Context, object: ObjectDefinition, { count: isWanted, filter }: PageList) =>
  isWanted ? count(ctx, object, filter) : Promise.resolve({ value: 0, capped: false })

/** The fields that a filter of a page's list asks for: it is made of conditions joined by `and`. */
function fieldsIn(filter: PageList['filter']): string[] {
  if ('and' in filter) return filter.and.flatMap(fieldsIn)
  return 'field' in filter ? [filter.field] : []
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
