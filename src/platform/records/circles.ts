import { sql } from 'kysely'
import type { FieldProblem } from '../errors.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import type { Draft } from './module.ts'
import { recordTable } from './write.ts'

/** The acyclic references among `given` that would lead from the draft back to itself. */
export async function assertNoCircle(
  ctx: Context,
  object: ObjectDefinition,
  draft: Draft,
  given: readonly string[],
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = []
  for (const name of given) {
    const field = object.fields[name]
    const target = (draft.values[name] as { id: string } | null | undefined)?.id
    if (!field?.acyclic || !target) continue
    if (
      target === draft.id ||
      (await leadsTo(ctx, object, { column: columnOf(name, field.type), from: target, to: draft.id }))
    )
      problems.push({ path: name, code: 'field.circle' })
  }
  return problems
}

async function leadsTo(
  ctx: Context,
  object: ObjectDefinition,
  path: { column: string; from: string; to: string },
): Promise<boolean> {
  const table = sql.table(recordTable(object))
  const column = sql.ref(path.column)
  const { rows } = await sql<{ id: string }>`
    with recursive up (id, next) as (
      select id, ${column} from ${table} where id = ${path.from}::uuid
      union
      select t.id, t.${column} from ${table} t join up on t.id = up.next
    ) select id from up where id = ${path.to}::uuid limit 1`.execute(ctx.db)
  return rows.length > 0
}
