import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { writeAudit } from '../audit/write-audit.ts'
import { backupCompany } from '../backup/backup-company.ts'
import { backupName } from '../backup/backup-name.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, Problem } from '../errors.ts'
import { openFileStores } from '../files/file-store.ts'
import { announceGap } from '../live/live-channel.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { backupFolder, countRecords } from './preview.ts'
import type { ResetDone } from './reset-description.ts'
import { resetNouns, resetTables } from './reset-tables.ts'

export interface ResetChoice {
  /** Also those nouns that are asked for. */
  asked: boolean
  /** Nothing is written away first. */
  withoutBackup: boolean
}

/**
 * Removes everything that came of working in a company, in one transaction, and leaves what it was set up with: people, roles, settings, fields,
 * options, views. A backup of the whole is written first, beside the data; afterwards counting begins anew by the same patterns.
 * Problems: `reset.busy` (409) while an import or a change of many runs, or while too much else is written; `reset.no_backup` (500) with the reason
 * when the backup cannot be written: then nothing has been removed.
 */
export async function resetCompany(
  ctx: Context & { db: Database },
  companies: Companies,
  { asked, withoutBackup }: ResetChoice,
): Promise<ResetDone> {
  const nouns = resetNouns(ctx.catalog)
  const goes = asked ? [...nouns.goes, ...nouns.asked] : nouns.goes
  await assertIdle(ctx.db)
  const backup = withoutBackup ? null : await writeBackup(ctx, companies)
  const { keys, ...done } = await transaction(ctx.db, db => removeAll({ ...ctx, db }, goes, backup), {
    statementTimeoutMs: 0,
  }).catch(error => {
    // Nothing was removed: somebody writes for longer than we wait.
    if (error instanceof Error && 'code' in error && error.code === '55P03') throw conflict('reset.busy')
    throw error
  })
  // Rows are gone for good; bytes that stay behind when this breaks off are found by the daily sweep.
  const store = (companies.files ?? openFileStores('', companies.server.dataFolder)).of(ctx.company.id)
  for (const key of keys) await store.remove(key)
  await announceGap(companies.pools.control(), ctx.company.id)
  return { ...done, files: keys.length, backup }
}

const assertIdle = async (db: Database): Promise<void> => {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (select from imports where state in ('reading', 'running', 'undoing'))
        or exists (select from bulk_runs where state in ('running', 'undoing')) as busy`.execute(db)
  if (rows[0]?.busy) throw conflict('reset.busy')
}

async function writeBackup({ company, now }: Context, companies: Companies): Promise<string> {
  const folder = backupFolder(companies)
  const file = join(folder, backupName(company, now()))
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { server, pools, files } = companies
    await backupCompany({ server, pools, ...(files && { files }) }, company.id, file)
    return file
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(500, 'reset.no_backup', { params: { folder, reason }, cause })
  }
}

type Removed = Omit<ResetDone, 'backup' | 'files'> & { keys: string[] }

/** Locks everything first: what is written meanwhile comes before or after, never in between. */
async function removeAll(
  ctx: Context & { db: Transaction },
  goes: readonly ObjectDefinition[],
  backup: string | null,
): Promise<Removed> {
  const { db } = ctx
  const tables = resetTables(ctx.catalog, goes)
  const names = goes.map(object => object.name)
  await sql`set local lock_timeout = ${sql.lit(lockTimeoutMs)}`.execute(db)
  await sql`lock table ${tableList([...tables.emptied, ...tables.sifted, 'batches', 'counters'])} in access exclusive mode`.execute(
    db,
  )
  const removed = Object.fromEntries([...(await countRecords(ctx, goes))].filter(([, count]) => count > 0))
  const { rows: files } = await sql<{
    key: string
  }>`select storage_key as key from files where object is null or object = any(${names}::text[])`.execute(db)
  const { rows: history } = await sql<{
    count: number
  }>`select count(*) as count from history where object = any(${names}::text[])`.execute(db)
  await empty(db, tables.emptied)
  for (const table of tables.sifted) await sift(db, table, names)
  await sql`delete from counters where split_part(name, '.', 1) = any(${names}::text[])`.execute(db)
  await removeBatches(db)
  const done = { removed, history: Number(history[0]?.count ?? 0), keys: files.map(({ key }) => key) }
  await writeAudit(ctx, {
    kind: 'settings.reset',
    detail: { removed, history: done.history, files: done.keys.length, backup },
  })
  return done
}

interface Link {
  table: string
  name: string
  text: string
  column: string
}

/** What stays and names something that goes (a rule a campaign) names nothing from now on. */
async function empty(db: Transaction, tables: readonly string[]): Promise<void> {
  await withoutLinks(db, tables, async links => {
    for (const { table, column } of links)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ${sql.ref(column)} is not null`.execute(
        db,
      )
    await sql`truncate ${tableList(tables)}`.execute(db)
  })
}

/** PostgreSQL truncates no table to which another may refer, even where no row does: the foreign keys from other tables are off meanwhile. */
async function withoutLinks(
  db: Transaction,
  tables: readonly string[],
  work: (links: readonly Link[]) => Promise<void>,
): Promise<void> {
  const { rows: links } = await sql<Link>`
    select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as text, a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = any(${[...tables]}::regclass[]) and c.conrelid <> all(${[...tables]}::regclass[])`.execute(
    db,
  )
  for (const { table, name } of links)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
  await work(links)
  for (const { table, name, text } of links)
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(text)}`.execute(db)
}

/** How long we wait for what is being written. */
const lockTimeoutMs = 15_000

const tableList = (names: readonly string[]) => sql.join(names.map(name => sql.table(name)))

/** Whole tables are emptied and what stays is put back: of a million rows nearly all go. */
async function sift(db: Transaction, table: string, names: readonly string[]): Promise<void> {
  const kept = sql.table(`reset_${table}`)
  await sql`create temporary table ${kept} on commit drop as
    select * from ${sql.table(table)} where object is not null and object <> all(${names}::text[])`.execute(db)
  await withoutLinks(db, [table], async () => {
    await sql`truncate ${sql.table(table)}`.execute(db)
    await sql`insert into ${sql.table(table)} select * from ${kept}`.execute(db)
  })
}

/** Those stay in which kept records were changed, and those that undid or were undone by such a one. */
const removeBatches = (db: Transaction) =>
  sql`
  with recursive kept (id) as (
    select batch_id from history where batch_id is not null
    union select batch_id from transitions where batch_id is not null
    union select other.id from kept k join batches b on b.id = k.id join batches other on other.id = b.undoes_id or other.undoes_id = b.id
  )
  delete from batches where id not in (select id from kept)`.execute(db)
