import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { FieldProblem } from '../errors.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition, snakeCase } from '../objects/index.ts'
import type { Context } from './context.ts'

/**
 * Values of unique fields that a living record, or an earlier draft of the same request, has already; problems by index. A race that slips
 * through is stopped by the unique index and becomes the same problem (`uniqueProblem`).
 */
export async function checkUnique(
  ctx: Context,
  object: ObjectDefinition,
  drafts: readonly { id: string; values: Record<string, unknown> }[],
): Promise<Map<number, FieldProblem[]>> {
  const problems = new Map<number, FieldProblem[]>()
  const refuse = (index: number, path: string): unknown =>
    problems.set(index, [...(problems.get(index) ?? []), { path, code: 'field.not_unique' }])
  const fields = Object.entries(object.fields).filter(([, field]) => field.unique === true)
  for (const [name, field] of fields) {
    const seen = new Map<string, string>()
    const given = drafts.map(draft =>
      typeof draft.values[name] === 'string' ? (draft.values[name] as string).toLowerCase() : null,
    )
    const asked = [...new Set(given.filter(value => value !== null))]
    if (asked.length === 0) continue
    const column = sql.ref(columnOf(name, field.type))
    const { rows } = await sql<{
      id: string
      value: string
    }>`select id, lower(${column}) as value from ${sql.table(tableOf(object))}
      where lower(${column}) = any(${asked}::text[]) and ${isKeptInBin(field) ? sql`true` : sql`deleted_at is null`}`.execute(
      ctx.db,
    )
    for (const row of rows) seen.set(row.value, row.id)
    for (const [index, value] of given.entries()) {
      if (value === null) continue
      const holder = seen.get(value)
      if (holder !== undefined && holder !== drafts[index]?.id) refuse(index, name)
      else seen.set(value, drafts[index]?.id ?? '')
    }
  }
  return problems
}

/** A number stays its record's, also in the bin. */
const isKeptInBin = (field: FieldDefinition): boolean => field.type === 'serial'

/** The field problem that a violated unique index stands for (its name is `<table>_<column>`), or null for another error. */
export function uniqueProblem(object: ObjectDefinition, error: unknown): FieldProblem | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505' || !('constraint' in error)) return null
  const column = String(error.constraint).slice(tableOf(object).length + 1)
  const name = Object.keys(object.fields).find(field => snakeCase(field) === column)
  return name ? { path: name, code: 'field.not_unique' } : { path: 'externalId', code: 'field.not_unique' }
}
