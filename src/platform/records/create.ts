import { may, ownersWithin } from '../access/actor.ts'
import { newId } from '../db/id.ts'
import { type FieldProblem, forbidden, invalid } from '../errors.ts'
import { asMerged } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { attachFiles } from '../files/attach.ts'
import { holdGivenNumbers, numberRecords } from '../numbering/draw-numbers.ts'
import { entriesOf, writeEntries } from '../search/entries.ts'
import { partBeside } from './beside.ts'
import type { Context } from './context.ts'
import { completeDrafts } from './draft.ts'
import { insertLines, validateLines } from './lines.ts'
import type { Draft } from './module.ts'
import { writePoints } from './points.ts'
import { isReferenceField, toColumns } from './row.ts'
import { uniqueProblem } from './uniqueness.ts'
import { validate } from './validate.ts'
import { insertRows, publish, recordTable, type Transition, writeHistory, writeTransitions } from './write.ts'

export interface CreateInput {
  /** A new id unless given (an import gives its own, so that a repeated batch cannot double). */
  id?: string
  values: Record<string, unknown>
  /** What another system calls it. */
  source?: { system: string; id: string }
  /** What tracked fields went through elsewhere, oldest first; for these fields in place of the entry "now". Needs history. */
  transitions?: Omit<Transition, 'recordId'>[]
}

export interface CreateOptions {
  /** Original dates, owner, states and instants are set as given; today's rules of conduct do not apply. Needs `import.history`. */
  history?: boolean
  /** No events: no automation fires (imports). */
  silent?: boolean
  /** A verb or a rule makes it: also what people may not give themselves. */
  byVerb?: true
}

/** What came of many: ids in the order of the inputs (null where refused), and why. */
export interface CreateOutcome {
  ids: (string | null)[]
  refused: { index: number; fields: FieldProblem[] }[]
}

/**
 * Makes one record in the caller's transaction and gives its id.
 * @throws Problem `forbidden` (403), `invalid` (422) with all field problems at once
 */
export async function create(ctx: Context, object: ObjectDefinition, values: Record<string, unknown>): Promise<string> {
  const { ids, refused } = await createMany(ctx, object, [{ values }])
  const id = ids[0]
  if (!id) throw invalid(refused[0]?.fields ?? [])
  return id
}

/**
 * Makes many records in the caller's transaction, set-based: may → valid → derive → write → history → publish. Those with problems are left
 * out and told; the others are made.
 */
export async function createMany(
  ctx: Context,
  declared: ObjectDefinition,
  inputs: readonly CreateInput[],
  options: CreateOptions = {},
): Promise<CreateOutcome> {
  const object = asMerged(ctx.catalog, declared)
  const { drafts, problems } = await rehearse(ctx, object, inputs, options)
  const sound = drafts.filter((_draft, index) => !problems.has(index))
  const transitions = new Map(inputs.map((input, index) => [drafts[index]?.id ?? '', input.transitions ?? []]))
  await write(ctx, object, sound, transitions, options)
  return {
    ids: drafts.map((draft, index) => (problems.has(index) ? null : draft.id)),
    refused: [...problems].map(([index, fields]) => ({ index, fields })).sort((a, b) => a.index - b.index),
  }
}

/** The steps of `createMany` before anything is written: each draft as it would be, and by index what is wrong with it (a dry run). */
export async function rehearse(
  ctx: Context,
  declared: ObjectDefinition,
  inputs: readonly CreateInput[],
  options: CreateOptions = {},
): Promise<{ drafts: Draft[]; problems: Map<number, FieldProblem[]> }> {
  const object = asMerged(ctx.catalog, declared)
  assertMay(ctx, object, options)
  const problems = new Map<number, FieldProblem[]>()
  const drafts = inputs.map((input, index) => draftOf(ctx, object, { input, index, options, problems }))
  for (const [index, found] of await validateLines(ctx, object, drafts))
    problems.set(index, [...(problems.get(index) ?? []), ...found])
  await completeDrafts(ctx, object, drafts, problems)
  return { drafts, problems }
}

function assertMay(ctx: Context, object: ObjectDefinition, options: CreateOptions): void {
  const permission = `${object.lineOf?.object ?? object.name}.create`
  if (!may(ctx.actor, permission)) throw forbidden(permission)
  if (options.history && !may(ctx.actor, 'import.history')) throw forbidden('import.history')
}

interface Given {
  input: CreateInput
  index: number
  options: CreateOptions
  problems: Map<number, FieldProblem[]>
}

function draftOf(ctx: Context, object: ObjectDefinition, { input, index, options, problems }: Given): Draft {
  const given = partBeside(ctx, object, input.values)
  const read = validate(ctx, object, given.values, options.byVerb ? 'byVerb' : options.history ? 'byImport' : 'byMaker')
  read.problems.push(...given.problems)
  const draft: Draft = {
    id: input.id ?? newId(),
    values: read.values,
    before: null,
    isHistory: options.history === true,
    problems: [],
    beside: given.beside,
  }
  for (const [name, field] of Object.entries(object.fields))
    if (draft.values[name] === undefined && field.default !== undefined) draft.values[name] = field.default
  if (input.source) Object.assign(draft.values, { sourceSystem: input.source.system, externalId: input.source.id })
  if (object.owned) read.problems.push(...settleOwner(ctx, object, draft))
  if (read.problems.length > 0) problems.set(index, read.problems)
  return draft
}

/** The maker owns what he makes, unless he may make it for others and says so. */
function settleOwner(ctx: Context, object: ObjectDefinition, draft: Draft): FieldProblem[] {
  if (draft.values.owner === undefined)
    draft.values.owner = ctx.actor.userId ? { id: ctx.actor.userId, title: ctx.actor.name } : null
  const owners = ownersWithin(ctx.actor, `${object.name}.create`)
  const owner = (draft.values.owner as { id: string } | null)?.id
  if (owners === 'all' || (owner && owners.includes(owner))) return []
  return [{ path: 'owner', code: 'field.owner_out_of_scope' }]
}

async function write(
  ctx: Context,
  object: ObjectDefinition,
  drafts: readonly Draft[],
  given: ReadonlyMap<string, Omit<Transition, 'recordId'>[]>,
  options: CreateOptions,
): Promise<void> {
  if (drafts.length === 0) return
  await holdGivenNumbers(ctx, object, drafts)
  try {
    await insertRows(
      ctx,
      recordTable(object),
      drafts.map(draft => rowOf(ctx, object, draft)),
    )
  } catch (error) {
    const problem = uniqueProblem(object, error)
    throw problem ? invalid([problem]) : error
  }
  await insertLines(ctx, object, drafts)
  await writePoints(ctx.db, object, drafts, { isNew: true })
  await attachFiles(ctx, object, drafts)
  await writeEntries(
    ctx.db,
    drafts.flatMap(draft => entriesOf(object, draft.id, draft.values)),
  )
  await writeHistory(
    ctx,
    drafts.map(draft => ({ object, id: draft.id, verb: 'create', version: 1, changes: null, reason: draft.reason })),
  )
  await writeTransitions(
    ctx,
    object,
    drafts.flatMap(draft => firstTransitions(ctx, object, draft, given.get(draft.id) ?? [])),
  )
  await ctx.behaviour.objects[object.name]?.settle?.(
    ctx,
    drafts.map(({ id, values }) => ({ id, before: null, values })),
  )
  if (!options.silent)
    await publish(
      ctx,
      drafts.map(draft => ({ name: `${object.name}.created`, object: object.name, recordId: draft.id })),
    )
  // Last, because whoever draws makes all others wait until his transaction ends (facts 22).
  await numberRecords(ctx, object, drafts)
}

function rowOf(ctx: Context, object: ObjectDefinition, { id, values }: Draft): Record<string, unknown> {
  const empty = Object.fromEntries(Object.keys(object.fields).map(name => [name, null]))
  const now = ctx.now().toISOString()
  return {
    id,
    version: 1,
    created_at: values.createdAt ?? now,
    created_by_id: (values.createdBy as { id: string } | null | undefined)?.id ?? ctx.actor.userId,
    updated_at: now,
    source_system: values.sourceSystem ?? null,
    external_id: values.externalId ?? null,
    ...toColumns(object, {
      ...empty,
      ...Object.fromEntries(Object.entries(values).filter(([name]) => name in object.fields)),
    }),
  }
}

function firstTransitions(
  ctx: Context,
  object: ObjectDefinition,
  draft: Draft,
  given: readonly Omit<Transition, 'recordId'>[],
): Transition[] {
  const told = new Set(given.map(transition => transition.field))
  const now = Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        field.tracked && !told.has(name) && draft.values[name] !== null && draft.values[name] !== undefined,
    )
    .map(([name, field]): Transition => {
      const value = draft.values[name]
      const to = isReferenceField(field) ? (value as { id: string }).id : String(value)
      const when = draft.isHistory
        ? { at: null, precision: 'unknown' as const }
        : { at: ctx.now().toISOString(), precision: 'instant' as const }
      return { recordId: draft.id, field: name, from: null, to, ...when }
    })
  return [...given.map(transition => ({ ...transition, recordId: draft.id })), ...now]
}
