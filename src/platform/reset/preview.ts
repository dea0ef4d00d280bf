import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Companies } from '../companies/companies.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { NounCount, ResetPreview } from './reset-description.ts'
import { resetNouns } from './reset-tables.ts'

/** What a reset would remove and leave, in numbers of this moment; labels in the language of the context. */
export async function previewReset(ctx: Context, companies: Companies): Promise<ResetPreview> {
  const { goes, asked, stays } = resetNouns(ctx.catalog)
  const names = goes.map(object => object.name)
  const { rows } = await sql<{
    history: number
    files: number
    bytes: number
    notices: number
    imports: number
  }>`select (select count(*) from history where object = any(${names}::text[])) as history,
      (select count(*) from files where object is null or object = any(${names}::text[])) as files,
      (select coalesce(sum(size), 0) from files where object is null or object = any(${names}::text[])) as bytes,
      (select count(*) from notices) as notices,
      (select count(*) from imports) as imports`.execute(ctx.db)
  const [beside] = rows
  return {
    company: ctx.company.name,
    goes: await counted(ctx, goes),
    asked: await counted(ctx, asked),
    stays: await counted(ctx, stays),
    history: Number(beside?.history ?? 0),
    files: { count: Number(beside?.files ?? 0), bytes: Number(beside?.bytes ?? 0) },
    notices: Number(beside?.notices ?? 0),
    imports: Number(beside?.imports ?? 0),
    backupFolder: backupFolder(companies),
  }
}

/** Where backups are written that the program makes by itself. */
export const backupFolder = (companies: Companies): string => join(companies.server.dataFolder, 'backups')

async function counted(ctx: Context, objects: readonly ObjectDefinition[]): Promise<NounCount[]> {
  const counts = await countRecords(ctx, objects)
  return objects.map(({ name }) => ({
    name,
    label: translate(ctx.locale, `${name}.plural`),
    count: counts.get(name) ?? 0,
  }))
}

/** How many records of each noun there are, those in the bin included. */
export async function countRecords(
  ctx: Pick<Context, 'db'>,
  objects: readonly ObjectDefinition[],
): Promise<Map<string, number>> {
  if (objects.length === 0) return new Map()
  const parts: RawBuilder<unknown>[] = objects.map(
    object => sql`select ${object.name}::text as name, count(*) as count from ${sql.table(tableOf(object))}`,
  )
  const { rows } = await sql<{ name: string; count: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.db)
  return new Map(rows.map(row => [row.name, Number(row.count)]))
}
