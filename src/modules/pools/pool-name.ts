import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'

/** What a pool is called, also one in the bin. */
export async function poolName(ctx: Context, id: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from pools where id = ${id}::uuid`.execute(ctx.db)
  return rows[0]?.name ?? ''
}
