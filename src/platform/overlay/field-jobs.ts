import { type Kysely, sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import type { Jobs, JobTask } from '../jobs/jobs.ts'
import { objectOf, withFormer } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { customFieldName } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'
import { fromRow } from '../records/row.ts'
import { entriesOf, writeEntries } from '../search/entries.ts'
import { indexDefinition, indexName } from './field-index.ts'

const task = 'overlay.field'
const BATCH = 500

/** Queues what must follow a change of a custom field: its index, its entries in search. One company's fields go one after another. */
export const queueField = (jobs: Jobs, ctx: Context, field: string): Promise<void> =>
  jobs.add(
    task,
    { company: ctx.company.id, field },
    { queue: `overlay ${ctx.company.id}`, key: `${task} ${field}`, attempts: 5 },
  )

/** What a process that works on jobs must know of custom fields. `overlayChanged` is told the company once an index serves. */
export const overlayTasks = (companies: Companies, overlayChanged: (companyId: string) => void): JobTask[] => [
  {
    name: task,
    run: async payload => {
      const [id, name] = [String(payload.company), String(payload.field)]
      if (!customFieldName.test(name)) return
      const { db, company } = await companies.open(id)
      const ctx = await companies.contextOf({
        db,
        company,
        actor: systemActor('overlay'),
        batch: null,
        reason: null,
        locale: company.locale,
        now: () => new Date(),
      })
      await follow(ctx, db, name)
      overlayChanged(id)
    },
  },
]

/** Brings index and search to what the field says now; a field that is gone has neither. May be done again at any time. */
async function follow(ctx: Context, db: Database, name: string): Promise<void> {
  const { rows } = await sql<{ object: string; is_fast: boolean; is_searched: boolean }>`
    select object, is_fast, is_searched from custom_fields where id = ${name}`.execute(db)
  const said = rows[0]
  if (!said) {
    await dropIndex(db, name)
    await sql`delete from search_entries where field = ${name}`.execute(db)
    return
  }
  const object = withFormer(objectOf(ctx.catalog, said.object))
  if (said.is_fast) await makeIndex(db, object, name)
  else await dropIndex(db, name)
  if (said.is_searched) await enterAll(db, object, name)
  else await sql`delete from search_entries where object = ${object.name} and field = ${name}`.execute(db)
}

/** Without locking out writers, however long it takes; what a crash left half made is made anew. */
async function makeIndex(db: Database, object: ObjectDefinition, name: string): Promise<void> {
  const field = object.fields[name]
  if (!field) return
  try {
    await unhurried(db, async connection => {
      const { rows } = await sql<{ sound: boolean }>`select i.indisvalid as sound from pg_index i
        join pg_class c on c.oid = i.indexrelid where c.relname = ${indexName(name)}
        and c.relnamespace = current_schema()::regnamespace`.execute(connection)
      if (rows[0]?.sound === false) await sql`drop index concurrently ${sql.ref(indexName(name))}`.execute(connection)
      if (rows[0]?.sound !== true)
        await sql`create index concurrently ${indexDefinition(tableOf(object), name, field)}`.execute(connection)
      await sql`analyze ${sql.table(tableOf(object))}`.execute(connection)
    })
    await sql`update custom_fields set index_state = 'ready' where id = ${name} and is_fast`.execute(db)
  } catch (error) {
    await sql`update custom_fields set index_state = 'failed' where id = ${name} and is_fast`.execute(db)
    throw error
  }
}

const dropIndex = (db: Database, name: string): Promise<void> =>
  unhurried(db, async connection => {
    await sql`drop index concurrently if exists ${sql.ref(indexName(name))}`.execute(connection)
  })

/** On one connection that may take its time. */
async function unhurried(db: Database, work: (connection: Kysely<unknown>) => Promise<void>): Promise<void> {
  await db.connection().execute(async connection => {
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      await work(connection as unknown as Kysely<unknown>)
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })
}

/** Puts the field of every record that has it into search, a batch at a time. */
async function enterAll(db: Database, object: ObjectDefinition, name: string): Promise<void> {
  const only = { ...object, fields: { [name]: object.fields[name] ?? { type: 'text' } } }
  const owner = object.owned ? sql`t.owner_id` : sql`null::uuid`
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string; custom: Record<string, unknown>; owner_id: string | null }>`
      select t.id, t.custom, ${owner} as owner_id from ${sql.table(tableOf(object))} t
      where t.id > ${after}::uuid and jsonb_exists(t.custom, ${name}) order by t.id limit ${BATCH}`.execute(db)
    const entries = rows.flatMap(row => {
      const values = fromRow(only, [name], { ...row, version: 0 })
      return entriesOf(only, row.id, { ...values, owner: row.owner_id && { id: row.owner_id } })
    })
    await writeEntries(db, entries)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.id
  }
}
