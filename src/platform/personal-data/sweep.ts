import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../db/server.ts'
import type { Context } from '../records/context.ts'
import { scrubbed, type WordFinder, wordFinder } from './scrub-text.ts'
import { isNounTable, tablesOf, type WordTable } from './tables.ts'
import type { Traces } from './traces.ts'

/** What a sweep changed: how many rows by table, and the records among them whose search must be made anew. */
export interface Swept {
  counts: Map<string, number>
  records: { table: string; id: string }[]
}

/**
 * Takes a person's words out of every text of every table: numbers, addresses and telling names wherever they stand; all names and texts in what is written
 * about the person (`about`) or his surroundings (`around`); texts also in what the program keeps beside records. The log is scrubbed by `receipt`.
 */
export async function sweepWords(
  ctx: Context & { db: Transaction },
  traces: Traces,
  {
    about,
    around,
    receipt,
    onTable,
  }: {
    about: readonly string[]
    around: readonly string[]
    receipt: string
    /** Told before each table: how many are through, of all, and in how many rows something stood. */
    onTable: (done: number, total: number, found: number) => Promise<void>
  },
): Promise<Swept> {
  const swept: Swept = { counts: new Map(), records: [] }
  const everywhere = [...traces.points, ...traces.names]
  const finders = {
    records: wordFinder(everywhere),
    beside: wordFinder([...everywhere, ...traces.texts]),
    near: wordFinder([...everywhere, ...traces.anyNames]),
    own: wordFinder([...everywhere, ...traces.anyNames, ...traces.texts, ...traces.sharedPoints]),
  }
  const tables = (await tablesOf(ctx.db)).filter(table => !untouched.has(table.name))
  let found = 0
  for (const [place, table] of tables.entries()) {
    await onTable(place, tables.length, found)
    const isNoun = isNounTable(ctx, table.name)
    const passes = [
      [isNoun ? finders.records : finders.beside, sql`true`],
      [finders.near, namingOf(table, around, isNoun)],
      [finders.own, namingOf(table, about, false)],
    ] as const
    for (const [finder, where] of passes) {
      if (!finder || !where) continue
      const ids = await sweepTable(ctx.db, table, { finder, where, receipt })
      if (ids.length === 0) continue
      found += ids.length
      swept.counts.set(table.name, (swept.counts.get(table.name) ?? 0) + ids.length)
      if (isNoun) swept.records.push(...ids.flatMap(id => (id === null ? [] : { table: table.name, id })))
    }
  }
  return swept
}

/** Made anew, or about the program itself; `import_values` and keys of sameness go whole. */
const untouched: ReadonlySet<string> = new Set([
  'schema_migrations',
  'search_entries',
  'match_keys',
  'import_values',
  'erasure_receipts',
  // It tells how far this is, beside this transaction, and forgets its words itself.
  'erasure_runs',
  'roles',
  'role_grants_given',
  'contact_points',
])

/** Rows that name one of these records, or are one of them; null for a table whose rows name none. */
function namingOf(table: WordTable, ids: readonly string[], isNoun: boolean): RawBuilder<unknown> | null {
  if (ids.length === 0) return null
  const columns = [
    ...table.references.map(one => one.column),
    ...(table.isBesideRecords ? ['record_id'] : []),
    ...(isNoun ? ['id'] : []),
  ]
  if (columns.length === 0) return null
  return sql.join(
    columns.map(column => sql`${sql.ref(`t.${column}`)} = any(${[...ids]}::uuid[])`),
    sql` or `,
  )
}

async function sweepTable(
  db: Transaction,
  { name, words }: WordTable,
  { finder, where, receipt }: { finder: WordFinder; where: RawBuilder<unknown>; receipt: string },
): Promise<(string | null)[]> {
  const wanted = name === 'audit_log' ? words.filter(({ column }) => column === 'detail') : words
  if (wanted.length === 0) return []
  const holds = wanted.map(({ column, kind }) => {
    const ref = sql.ref(`t.${column}`)
    if (kind === 'json') return sql`${ref}::text ~* ${finder.inJson}`
    return kind === 'texts'
      ? sql`array_to_string(${ref}, chr(10)) ~* ${finder.inText}`
      : sql`${ref} ~* ${finder.inText}`
  })
  const { rows } = await sql<{ part: string; place: string; row: Record<string, unknown> }>`
    select t.tableoid::text as part, t.ctid::text as place, to_jsonb(t) as row from ${sql.table(name)} t
     where (${where}) and (${sql.join(holds, sql` or `)}) for update`.execute(db)
  const changed: (string | null)[] = []
  for (const { part, place, row } of rows) {
    const changes = wanted.flatMap(({ column, kind }) => {
      const after = scrubbed(row[column], finder)
      if (JSON.stringify(after) === JSON.stringify(row[column])) return []
      if (kind === 'json') return sql`${sql.ref(column)} = ${JSON.stringify(after)}::jsonb`
      return kind === 'texts'
        ? sql`${sql.ref(column)} = ${after as string[]}::text[]`
        : sql`${sql.ref(column)} = ${after as string}`
    })
    if (changes.length === 0) continue
    if (name === 'audit_log') changes.push(sql`salt = null, scrubbed_by = ${receipt}::uuid`)
    await sql`update ${sql.table(name)} set ${sql.join(changes)} where tableoid = ${part}::oid and ctid = ${place}::tid`.execute(
      db,
    )
    changed.push(typeof row.id === 'string' ? row.id : null)
  }
  return changed
}
