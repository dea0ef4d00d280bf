import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { FieldProblem } from '../errors.ts'
import type { Claim, Context, Rehearsal } from '../records/context.ts'

/** A row that would be made, with what it claims for itself alone. */
export interface ClaimingRow {
  row: number
  claims: readonly Claim[]
}

/** The context of one step of a dry run, in which modules say what each draft claims. */
export const rehearsing = (ctx: Context): Context & { rehearsal: Rehearsal } => ({
  ...ctx,
  rehearsal: { claims: new Map() },
})

/**
 * Takes what these rows claim, in their order, against all rows of the dry run so far: a table keeps them, so that a file of a million rows
 * takes no memory. Gives by row what is wrong with each that comes second, as far as that is known.
 */
export async function takeClaims(
  ctx: Context,
  importId: string,
  rows: readonly ClaimingRow[],
): Promise<Map<number, FieldProblem[]>> {
  const keys = rows.flatMap(({ claims }) => claims.map(({ key }) => hashed(key)))
  const problems = new Map<number, FieldProblem[]>()
  if (keys.length === 0) return problems
  const { rows: known } = await sql<{ key: string; row: number }>`select key::text as key, row from import_claims
    where import_id = ${importId}::uuid and key = any(${keys}::uuid[])`.execute(ctx.db)
  const holders = new Map(known.map(({ key, row }) => [key.replaceAll('-', ''), row]))
  const taken: { key: string; row: number }[] = []
  for (const { row, claims } of rows) {
    const found = claims.flatMap(({ key, problemBeside }) => {
      const holder = holders.get(hashed(key))
      return holder === undefined ? [] : [problemBeside(holder)]
    })
    // One who is refused takes nothing: the third is compared with the first.
    if (found.length > 0) problems.set(row, [...new Map(found.map(problem => [problem.path, problem])).values()])
    else
      for (const { key } of claims) {
        holders.set(hashed(key), row)
        taken.push({ key: hashed(key), row })
      }
  }
  await sql`insert into import_claims (import_id, key, row)
    select ${importId}::uuid, key, row from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t (key uuid, row int)
    on conflict do nothing`.execute(ctx.db)
  return problems
}

/** Forgets them, before and after a dry run. */
export async function forgetClaims(ctx: Context, importId: string): Promise<void> {
  await sql`delete from import_claims where import_id = ${importId}::uuid`.execute(ctx.db)
}

/** As a uuid without dashes. */
const hashed = (key: string): string => createHash('md5').update(key).digest('hex')
