import { sql } from 'kysely'
import { type FieldProblem, invalid } from '../errors.ts'
import type { Fields, LineValue } from '../objects/index.ts'
import type { Context } from './context.ts'

type Values = Record<string, unknown>

/**
 * Nobody gives anything to somebody who has left: whom one of these values names anew must still be here. What only verbs set says who had or did
 * something, and may be anybody. Gives the problems of each draft, by index. Those named do not leave before the caller's transaction ends.
 */
export async function checkStillHere(
  ctx: Context,
  fields: Fields,
  drafts: readonly Values[],
): Promise<Map<number, FieldProblem[]>> {
  const problems = new Map<number, FieldProblem[]>()
  const places = Object.entries(fields).flatMap(([name, field]) =>
    field.object === 'user' && field.setBy !== 'verb' ? [name] : [],
  )
  // Who acts is here.
  const known = new Set([ctx.actor.userId, ...(ctx.alreadyNamed ?? [])])
  const named = drafts.flatMap((values, index) =>
    places.flatMap(path => {
      const id = idIn(values[path])
      return id === null || known.has(id) ? [] : [{ index, path, id }]
    }),
  )
  if (ctx.isReturning || named.length === 0) return problems
  const gone = await goneAmong(ctx, [...new Set(named.map(({ id }) => id))])
  for (const { index, path, id } of named) {
    const name = gone.get(id)
    if (name !== undefined)
      problems.set(index, [...(problems.get(index) ?? []), { path, code: 'user.has_left', params: { name } }])
  }
  return problems
}

/** The same of what is wanted of one record, or of many: of a change, or of a verb by its input. @throws Problem `invalid` (422) */
export async function assertStillHere(ctx: Context, fields: Fields, values: Values): Promise<void> {
  const problems = (await checkStillHere(ctx, fields, [values])).get(0)
  if (problems) throw invalid(problems)
}

/** Of a line's values those that no line stood for before: who is among the participants already may stay there. */
export const namedAnew = (values: Values, before: readonly LineValue[]): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const id = idIn(value)
      return id !== null && !before.some(line => idIn(line[name]) === id)
    }),
  )

/** The names of those of these users who have left. Whoever lets one of the others leave waits for the caller's transaction. */
async function goneAmong(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string; state: string | null }>`
    select id, name, state from users where id = any(${[...ids]}::uuid[]) order by id for share`.execute(ctx.db)
  return new Map(rows.flatMap(({ id, name, state }) => (state === 'left' ? [[id, name] as const] : [])))
}

const idIn = (value: unknown): string | null => (value as { id?: string } | null | undefined)?.id ?? null
