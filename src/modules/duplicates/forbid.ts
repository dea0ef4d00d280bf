import { sql } from 'kysely'
import { may } from '#platform/access/actor.ts'
import { writeAudit } from '#platform/audit/write-audit.ts'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { translate } from '#platform/i18n/index.ts'
import type { Claim, Context, Draft, Written } from '#platform/records/index.ts'
import { forgetRedirect } from '#platform/records/merging/redirects.ts'
import { type DescribedMatch, describeMatches, sayMatch } from './describe-matches.ts'
import { type DuplicateRules, readRules } from './duplicate-rules.ts'
import { type Match, others, ownOf, withKeys } from './find-matches.ts'
import { noteLook } from './note-look.ts'
import { type ComparedNoun, keysOf, type MatchKey, newKeys } from './match-keys.ts'

/** The right to let a duplicate be, with a reason. */
export const overrideRight = 'duplicate.override'

/** Whose values were written in spite of a duplicate, with what they have in common; `settle` puts them into the audit log. */
const overridden = new WeakMap<object, { reason: string; matches: Match[] }>()

/**
 * The step of every write that keeps two people from following one customer: a key that another record has, and that the company forbids, is a
 * problem of its field. What happened elsewhere long ago (an import with history, an undo) is taken as it is.
 */
export async function forbidDuplicates(ctx: Context, object: ComparedNoun, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(draft => {
    if (draft.isHistory) return []
    const keys = newKeys(keysOf(object, draft.values), keysOf(object, draft.before))
    return keys.length === 0 ? [] : [{ draft, keys }]
  })
  if (asked.length === 0) return
  const forbidding = forbiddingKeys(await readRules(ctx), object)
  const checked = asked.flatMap(({ draft, keys }) => {
    const some = keys.filter(forbidding)
    return some.length === 0 ? [] : [{ draft, keys: some }]
  })
  if (checked.length === 0) return
  const all = checked.flatMap(({ keys }) => keys)
  await lockKeys(ctx, all)
  const found = Map.groupBy(await withKeys(ctx, all), match => `${match.kind} ${match.value}`)
  const earlier = new Map<string, string>()
  const refusedBy: DescribedMatch[] = []
  for (const { draft, keys } of checked) {
    const matches = await others(
      ctx,
      keys.flatMap(key => found.get(`${key.kind} ${key.value}`) ?? []).filter(match => counts(object, match)),
      ownOf(object, draft.id, draft.values),
    )
    const sibling = keys.find(key => earlier.has(`${key.kind} ${key.value}`))
    const isAlone = matches.length === 0 && sibling === undefined
    if (!isAlone && !allows(ctx, draft, matches)) {
      const { problems, described } = await problemsOf(ctx, { object, keys, matches, sibling })
      draft.problems.push(...problems)
      refusedBy.push(...described)
    } else if (ctx.rehearsal) ctx.rehearsal.claims.set(draft.id, claimsOf(ctx, object, keys))
    else for (const key of keys) earlier.set(`${key.kind} ${key.value}`, draft.id)
  }
  await noteLook(ctx, refusedBy)
}

/** In a dry run rows that stand far from each other are compared by whoever rehearses them. */
const claimsOf = (ctx: Context, object: ComparedNoun, keys: readonly MatchKey[]): Claim[] =>
  keys.map(({ kind, value, path }) => ({
    key: `${kind} ${value}`,
    problemBeside: row => ({
      path,
      code: 'duplicate.in_row',
      params: { row, noun: translate(ctx.locale, `${object}.name`) },
    }),
  }))

/** The same when a record comes out of the bin. */
export async function forbidReturn(ctx: Context, object: ComparedNoun, record: Draft): Promise<void> {
  if (!ctx.isReturning) await forbidDuplicates(ctx, object, [record])
  if (record.problems.length > 0) throw invalid(record.problems)
  await forgetRedirect(ctx, record.id)
}

/** Puts duplicates that somebody let be into the audit log, in the transaction of their records. */
export async function noteOverridden(ctx: Context, object: ComparedNoun, written: readonly Written[]): Promise<void> {
  for (const { id, values } of written) {
    const known = values && overridden.get(values)
    if (!known) continue
    overridden.delete(values)
    const matches = known.matches.map(match => ({ object: match.object, id: match.id, kind: match.kind }))
    await writeAudit(ctx, {
      kind: 'duplicate.overridden',
      object,
      recordId: id,
      detail: { reason: known.reason, matches },
    })
  }
}

const forbiddingKeys =
  (rules: DuplicateRules, object: ComparedNoun) =>
  ({ kind }: MatchKey): boolean =>
    rules[object][kind] === 'forbid'

/** A contact of nobody is no customer that somebody follows already; only contacts are compared with it. */
const counts = (object: ComparedNoun, match: Match): boolean => match.object !== 'contact' || object === 'contact'

/** Two at the same moment: the second waits until the first is written. Fewer buckets than keys, so that a file of thousands does not fill the table of locks. */
async function lockKeys(ctx: Context, keys: readonly MatchKey[]): Promise<void> {
  const names = keys.map(key => `${key.kind} ${key.value}`)
  await sql`select pg_advisory_xact_lock(21, bucket) from (
    select distinct mod(abs(hashtext(name)::bigint), 2048)::int as bucket from unnest(${names}::text[]) as name order by 1) as buckets`.execute(
    ctx.db,
  )
}

/** Whether somebody who may do so says why it may be made all the same; notes what for. */
function allows(ctx: Context, draft: Draft, matches: Match[]): boolean {
  const reason = typeof draft.beside?.duplicateReason === 'string' ? draft.beside.duplicateReason : ''
  if (reason === '') return false
  if (!may(ctx.actor, overrideRight)) {
    draft.problems.push({ path: 'duplicateReason', code: 'duplicate.may_not_override' })
    return false
  }
  draft.reason = reason
  overridden.set(draft.values, { reason, matches })
  return true
}

interface Refusal {
  object: ComparedNoun
  keys: readonly MatchKey[]
  matches: readonly Match[]
  sibling: MatchKey | undefined
}

/** One problem for each field, with what the form shows: who has it, and what the second person may do. */
async function problemsOf(
  ctx: Context,
  { object, keys, matches, sibling }: Refusal,
): Promise<{ problems: FieldProblem[]; described: DescribedMatch[] }> {
  const described = await describeMatches(ctx, matches)
  const [problems, said] = [[] as FieldProblem[], new Set<string>()]
  for (const key of keys) {
    const ids = new Set(
      matches.filter(match => match.kind === key.kind && match.value === key.value).map(match => match.id),
    )
    const some = described.filter(match => ids.has(match.id))
    const [first] = some
    if (said.has(key.path) || (!first && sibling !== key)) continue
    said.add(key.path)
    problems.push(
      first
        ? {
            path: key.path,
            code: 'duplicate.forbidden',
            params: { ...sayMatch(ctx, first), matches: some, canOverride: may(ctx.actor, overrideRight) },
          }
        : { path: key.path, code: 'duplicate.in_file', params: { noun: translate(ctx.locale, `${object}.name`) } },
    )
  }
  return { problems, described }
}
