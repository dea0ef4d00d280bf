import { sql } from 'kysely'
import { may, ownersWithin } from '../access/actor.ts'
import { visible } from '../access/visible.ts'
import { heldBack } from '../approvals/held-back.ts'
import { badRequest, type FieldProblem, forbidden, invalid, notFound, Problem } from '../errors.ts'
import { attachFiles } from '../files/attach.ts'
import { asMerged } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { entriesOf, removeEntries, type SearchEntry, writeEntries } from '../search/entries.ts'
import { attachedColumns, linesIn, pointsIn } from './attached.ts'
import { partBeside } from './beside.ts'
import { assertNoCircle } from './circles.ts'
import type { Context } from './context.ts'
import { completeDrafts, isSame } from './draft.ts'
import { lineFields, readLines, replaceLines, validateLines } from './lines.ts'
import type { Draft } from './module.ts'
import { pointFields, writePoints } from './points.ts'
import { allFieldNames, columnsFor, isReferenceField, rowReader, selectList, toColumns } from './row.ts'
import { fillTitles } from './titles.ts'
import { uniqueProblem } from './uniqueness.ts'
import { validate, type Writing } from './validate.ts'
import { publish, recordTable, type Transition, updateRows, writeHistory, writeTransitions } from './write.ts'

export interface Change {
  id: string
  values: Record<string, unknown>
  /** The version the person had before him; without it the last writer wins field by field. */
  version?: number
  /** Instead of now, for tracked fields: ISO or 'unknown'. */
  at?: string
  reason?: string | null
}

export interface ChangeOptions {
  /** The permission and the word in history: `update`, or a verb. */
  verb: string
  writing: Writing
  /** The event's name; `<object>.updated` unless told. */
  event?: string
  silent?: boolean
  history?: boolean
  /** Done before the sound ones are written, told their ids: what goes along with them and with no refused one. */
  first?: (ids: readonly string[]) => Promise<void>
}

/** What came of many changes: by index the problems of those refused; the others are written. */
export interface ChangeOutcome {
  refused: { index: number; fields: FieldProblem[] }[]
}

/** Changes fields of one record by a person. @throws Problem 404, 403, 409 `version_conflict`, 422 `invalid` */
export async function update(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
  values: Record<string, unknown>,
  version?: number,
): Promise<void> {
  await changeOne(ctx, object, { id, values, version }, { verb: 'update', writing: 'byPerson' })
}

/** One change that must succeed. @throws as `update` */
export async function changeOne(
  ctx: Context,
  object: ObjectDefinition,
  change: Change,
  options: ChangeOptions,
): Promise<void> {
  const { refused } = await updateMany(ctx, object, [change], options)
  if (refused[0]) throw invalid(refused[0].fields)
}

/**
 * Changes many records in the caller's transaction; rows are locked in the order of their ids. A record that is not there or may not be
 * changed ends the whole (404, 403), a value that may not be ends only its own change.
 */
export async function updateMany(
  ctx: Context,
  declared: ObjectDefinition,
  changes: readonly Change[],
  options: ChangeOptions,
): Promise<ChangeOutcome> {
  const object = asMerged(ctx.catalog, declared)
  const before = await lock(
    ctx,
    object,
    changes.map(change => change.id),
    options.verb,
  )
  const problems = new Map<number, FieldProblem[]>()
  const drafts: Draft[] = []
  const lined: number[] = []
  for (const [index, change] of changes.entries())
    drafts.push(
      await draftOf(ctx, object, { change, index, options, problems, lined, before: before.get(change.id) ?? {} }),
    )
  const withLines = lined.flatMap(index => drafts[index] ?? [])
  for (const [at, found] of await validateLines(ctx, object, withLines, options.writing)) {
    const index = lined[at] ?? 0
    problems.set(index, [...(problems.get(index) ?? []), ...found])
  }
  await completeDrafts(ctx, object, drafts, problems)
  const sound = drafts.flatMap((draft, index) => {
    const changed = changedFields(object, draft)
    return problems.has(index) || changed.length === 0 ? [] : [{ draft, changed, change: changes[index] as Change }]
  })
  if (sound.length > 0) await options.first?.(sound.map(({ draft }) => draft.id))
  for (const some of eachOnce(sound)) await writeAll(ctx, object, some, options)
  return { refused: [...problems].map(([index, fields]) => ({ index, fields })) }
}

/** Locks rows in the order of ids and gives their values, lines and phones included. @throws 404 for one that may not be seen, 403 for one that may be seen only. */
export async function lock(
  ctx: Context,
  declared: ObjectDefinition,
  ids: readonly string[],
  verb: string,
): Promise<Map<string, Record<string, unknown>>> {
  const object = asMerged(ctx.catalog, declared)
  const names = allFieldNames(object)
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${selectList(columnsFor(object, names))}, ${visible(ctx, object, 't', verb)} as may
    from ${sql.table(recordTable(object))} t where t.id = any(${[...ids]}::uuid[]) and ${visible(ctx, object, 't')}
    order by t.id for update of t`.execute(ctx.db)
  if (rows.length < new Set(ids).size) throw notFound(object.name)
  if (!may(ctx.actor, `${object.name}.${verb}`) || rows.some(row => row.may !== true))
    throw forbidden(`${object.name}.${verb}`)
  const records = rows.map(rowReader(object, names))
  await fillTitles(ctx, object, records)
  await addAttached(ctx, object, records)
  return new Map(records.map(record => [record.id as string, record]))
}

/** Adds lines, phones and e-mails to locked records: only now that nobody else changes them they are the last word. */
async function addAttached(ctx: Context, object: ObjectDefinition, records: Record<string, unknown>[]): Promise<void> {
  const [points, lines] = [pointFields(object), lineFields(ctx, object)]
  if (points.length === 0 && lines.length === 0) return
  const ids = records.map(record => record.id as string)
  const { rows } = await sql<Record<string, unknown>>`
    select t.id ${attachedColumns(points, lines)} from unnest(${ids}::uuid[]) as t (id)`.execute(ctx.db)
  const [ownPoints, present] = [pointsIn(rows), linesIn(rows, lines)]
  const ownLines = present.length > 0 ? await readLines(ctx, object, ids, present) : undefined
  for (const record of records) {
    const none = Object.fromEntries(lines.map(({ name }) => [name, []]))
    Object.assign(record, ownPoints.get(record.id as string), none, ownLines?.get(record.id as string))
  }
}

interface Given {
  change: Change
  index: number
  options: ChangeOptions
  problems: Map<number, FieldProblem[]>
  /** The changes that give lines, which are read for all of them together. */
  lined: number[]
  before: Record<string, unknown>
}

async function draftOf(
  ctx: Context,
  object: ObjectDefinition,
  { change, index, options, problems, lined, before }: Given,
): Promise<Draft> {
  const parted = partBeside(ctx, object, change.values)
  const read = validate(ctx, object, parted.values, options.writing)
  read.problems.push(...parted.problems)
  if (isBoundByApproval(ctx, options)) read.problems.push(...heldBack(ctx, object, { before, values: read.values }))
  if (Object.keys(change.values).length > 200) throw badRequest('too_many_fields')
  const draft: Draft = {
    id: change.id,
    values: { ...before, ...read.values },
    before,
    isHistory: options.history === true,
    problems: [],
    beside: parted.beside,
  }
  delete draft.values.id
  delete draft.values.version
  if (change.version !== undefined && change.version !== before.version)
    await assertNoConflict(ctx, object, { change, given: Object.keys(read.values), current: before })
  if (read.values.owner !== undefined) read.problems.push(...ownerProblems(ctx, object, draft, options))
  const given = Object.keys(read.values)
  if (lineFields(ctx, object).some(({ name }) => given.includes(name))) lined.push(index)
  read.problems.push(...(await assertNoCircle(ctx, object, draft, given)))
  if (read.problems.length > 0) problems.set(index, read.problems)
  return draft
}

/** Whoever types, and an undo, may not change what was submitted; verbs and files with history may. */
const isBoundByApproval = (ctx: Context, { writing, history }: ChangeOptions): boolean =>
  ctx.isReturning === true || (writing !== 'byVerb' && history !== true)

/** A stale change fails only where the same fields changed meanwhile; it tells what they are now. */
async function assertNoConflict(
  ctx: Context,
  object: ObjectDefinition,
  { change, given, current }: { change: Change; given: readonly string[]; current: Record<string, unknown> },
): Promise<void> {
  const { rows } = await sql<{ field: string }>`select distinct jsonb_object_keys(changes) as field from history
    where record_id = ${change.id} and version > ${change.version} and changes is not null`.execute(ctx.db)
  const changed = rows.map(row => row.field).filter(name => given.includes(name))
  if (changed.length === 0) return
  const values = Object.fromEntries(changed.map(name => [name, current[name] ?? null]))
  throw new Problem(409, 'version_conflict', {
    params: { fields: changed.map(name => fieldLabel(ctx.catalog, ctx.locale, object.name, name)).join('、') },
    fields: changed.map(path => ({ path, code: 'field.changed_meanwhile' })),
    details: { current: { id: change.id, version: current.version, ...values } },
  })
}

/** A record is handed on by whoever may change it; nobody makes it nobody's without the right to everything. */
function ownerProblems(
  ctx: Context,
  object: ObjectDefinition,
  draft: Draft,
  { verb, writing }: ChangeOptions,
): FieldProblem[] {
  if (!object.owned) return []
  // Who changes a record as a member of its team does not hand it on.
  if ((writing === 'byPerson' || writing === 'byMaker') && isHandedOn(draft) && !isWithin(ctx, object, draft, verb))
    return [{ path: 'owner', code: 'field.read_only' }]
  // A verb that makes it nobody's (into a pool) is a right of its own.
  if (draft.values.owner !== null || writing === 'byVerb') return []
  return ownersWithin(ctx.actor, `${object.name}.update`) === 'all' ? [] : [{ path: 'owner', code: 'field.required' }]
}

const isHandedOn = ({ values, before }: Draft): boolean => idOf(values.owner) !== idOf(before?.owner)

function isWithin(ctx: Context, object: ObjectDefinition, { before }: Draft, verb: string): boolean {
  const owners = ownersWithin(ctx.actor, `${object.name}.${verb}`)
  const own = ['owner', ...(object.coOwners ?? [])].map(name => idOf(before?.[name]))
  return owners === 'all' || own.some(id => id !== null && owners.includes(id))
}

const idOf = (reference: unknown): string | null => (reference as { id: string } | null | undefined)?.id ?? null

const changedFields = (object: ObjectDefinition, draft: Draft): string[] =>
  Object.keys(draft.values).filter(name => !isSame(object.fields[name], draft.before?.[name], draft.values[name]))

interface Sound {
  draft: Draft
  changed: string[]
  change: Change
}

/** Changes of one record after another, those of different records together. */
function eachOnce(sound: readonly Sound[]): Sound[][] {
  const turns: Sound[][] = []
  const times = new Map<string, number>()
  for (const one of sound) {
    const turn = times.get(one.draft.id) ?? 0
    times.set(one.draft.id, turn + 1)
    ;(turns[turn] ??= []).push(one)
  }
  return turns
}

/**
 * Writes changes that are sound, statement by statement for all that change the same fields, so that many cost little more than one. History,
 * transitions and events of each are the same as if it had been alone.
 */
async function writeAll(
  ctx: Context,
  object: ObjectDefinition,
  sound: readonly Sound[],
  options: ChangeOptions,
): Promise<void> {
  for (const alike of Map.groupBy(sound, ({ changed }) => [...changed].sort().join()).values())
    await writeRows(ctx, object, alike)
  await replaceLines(
    ctx,
    object,
    sound.map(one => ({ ...one.draft, values: valuesOf(one) })),
  )
  await attachFiles(
    ctx,
    object,
    sound.map(({ draft }) => draft),
  )
  await writePoints(
    ctx.db,
    object,
    sound.map(one => ({ id: one.draft.id, values: valuesOf(one) })),
    { isNew: false },
  )
  await updateSearch(ctx, object, sound)
  for (const [reason, some] of Map.groupBy(sound, ({ change }) => change.reason)) {
    const told = reason === undefined ? ctx : { ...ctx, reason }
    await writeHistory(
      told,
      some.map(one => ({
        object,
        id: one.draft.id,
        verb: options.verb,
        version: versionOf(one),
        reason: one.draft.reason,
        changes: Object.fromEntries(
          one.changed.map(name => [name, [one.draft.before?.[name] ?? null, one.draft.values[name] ?? null]]),
        ),
      })),
    )
    await writeTransitions(
      told,
      object,
      some.flatMap(one => transitionsOf(ctx, object, one)),
    )
  }
  if (sound.length === 0) return
  await ctx.behaviour.objects[object.name]?.settle?.(
    ctx,
    sound.map(({ draft, change }) => ({
      id: draft.id,
      before: draft.before,
      values: draft.values,
      reason: draft.reason ?? change.reason,
    })),
  )
  if (!options.silent)
    await publish(
      ctx,
      sound.map(({ draft, changed }) => ({
        name: options.event ?? `${object.name}.updated`,
        object: object.name,
        recordId: draft.id,
        payload: { fields: changed },
      })),
    )
}

/** The rows of records of which the same fields change. */
async function writeRows(ctx: Context, object: ObjectDefinition, alike: readonly Sound[]): Promise<void> {
  const rows = alike.map(one => {
    const values = valuesOf(one)
    return { id: one.draft.id, ...toColumns(object, values), ...identityColumns(values), version: versionOf(one) }
  })
  try {
    await updateRows(ctx, recordTable(object), rows, sql`updated_at = ${ctx.now().toISOString()}::timestamptz`)
  } catch (error) {
    const problem = uniqueProblem(object, error)
    throw problem ? invalid([problem]) : error
  }
}

const versionOf = ({ draft }: Pick<Sound, 'draft'>): number => Number(draft.before?.version) + 1

const valuesOf = ({ draft, changed }: Pick<Sound, 'draft' | 'changed'>): Record<string, unknown> =>
  Object.fromEntries(changed.map(name => [name, draft.values[name]]))

const identityColumns = (values: Record<string, unknown>): Record<string, unknown> => ({
  ...('externalId' in values ? { external_id: values.externalId } : {}),
  ...('sourceSystem' in values ? { source_system: values.sourceSystem } : {}),
})

/** Search follows what changed; a new owner moves all entries of the record. */
async function updateSearch(ctx: Context, object: ObjectDefinition, sound: readonly Sound[]): Promise<void> {
  const written: SearchEntry[] = []
  for (const { draft, changed } of sound) {
    const isMoved = changed.includes('owner')
    const touched = changed.filter(name => object.fields[name]?.search)
    if (!isMoved && touched.length === 0) continue
    const entries = entriesOf(object, draft.id, draft.values).filter(entry => isMoved || touched.includes(entry.field))
    const emptied = touched.filter(name => !entries.some(entry => entry.field === name))
    if (emptied.length > 0) await removeEntries(ctx.db, object, [draft.id], emptied)
    written.push(...entries)
  }
  await writeEntries(ctx.db, written)
}

function transitionsOf(ctx: Context, object: ObjectDefinition, { draft, changed, change }: Sound): Transition[] {
  const tracked = changed.filter(name => object.fields[name]?.tracked)
  return tracked.map(name => {
    const field = object.fields[name]
    const text = (value: unknown): string | null => {
      if (value === null || value === undefined) return null
      return field && isReferenceField(field) ? (value as { id: string }).id : String(value)
    }
    const when: Pick<Transition, 'at' | 'precision'> =
      change.at === 'unknown'
        ? { at: null, precision: 'unknown' }
        : { at: change.at ?? ctx.now().toISOString(), precision: change.at ? 'day' : 'instant' }
    return {
      recordId: draft.id,
      field: name,
      from: text(draft.before?.[name]),
      to: text(draft.values[name]),
      ...when,
      reason: change.reason ?? null,
    }
  })
}
