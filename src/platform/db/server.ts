import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import type { PoolConfig } from 'pg'

/** Tables are known by declarations at run time, so Kysely carries no static schema; `sql` templates name them. */
// oxlint-disable-next-line typescript/no-explicit-any -- the shape of tables comes from declarations
export type Tables = any
/** One company's database (or the control database), outside a transaction. */
export type Database = Kysely<Tables>
/** The same inside a transaction; every write takes one. */
export type Transaction = KyselyTransaction<Tables>
/** Either: what only reads takes this. */
export type Queryable = Database | Transaction

/** Where a database lies: which server of the placement table, which database on it, which schema holds the tables. */
export interface Placement {
  server: string
  database: string
  schema: string
}

/** A PostgreSQL server that Zhanggui may use: the embedded one, or a foreign one behind DATABASE_URL. */
export interface DatabaseServer {
  readonly kind: 'embedded' | 'external'
  /** The database and schema (`control`) that knows companies, accounts, sessions and placement. */
  readonly control: Placement
  /** True when other processes may be using it too: a foreign server, or an embedded one that another process started. */
  readonly isShared: boolean
  /** The folder for everything beside the database: files, secrets. */
  readonly dataFolder: string
  /** False on a foreign server whose role lacks CREATEDB: then there is room for one company, beside the control schema. */
  readonly mayCreateDatabases: boolean
  /** True on a foreign server whose role is a superuser; `doctor` says so, it must not be. */
  readonly isSuperuser: boolean
  /** Connection settings for a pool on this placement: search_path, force_custom_plan, statement_timeout, application_name. */
  poolConfig(placement: Placement): PoolConfig
  /** Makes a database, from a template database when one is named. Problem `database.may_not_create` when the role may not. */
  createDatabase(name: string, options?: { template?: string }): Promise<void>
  dropDatabase(name: string): Promise<void>
  databaseExists(name: string): Promise<boolean>
  /** Of several hosts in DATABASE_URL: looks again which one is the primary now. Absent where there is one host. */
  findPrimary?(): Promise<void>
  /** Stops the embedded server; of a foreign one it only forgets the connections. */
  stop(): Promise<void>
}
