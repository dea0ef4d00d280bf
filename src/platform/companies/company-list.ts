import { sql } from 'kysely'
import type { Placement, Queryable } from '../db/server.ts'

/** A company as the control database knows it. Only an `open` one can be used. */
export interface CompanyEntry {
  id: string
  name: string
  state: 'making' | 'open' | 'removing'
  /** Where its tables lie, or will. */
  placement: Placement
  /** ISO 8601. */
  createdAt: string
}

/** All companies, oldest first. */
export const listCompanies = async (control: Queryable): Promise<CompanyEntry[]> => {
  const { rows } = await sql<Row>`select ${columns} from companies order by created_at, id`.execute(control)
  return rows.map(entryOf)
}

/** The company of this id, or undefined. */
export const companyById = async (control: Queryable, id: string): Promise<CompanyEntry | undefined> => {
  const { rows } = await sql<Row>`select ${columns} from companies where id = ${id}`.execute(control)
  return rows[0] && entryOf(rows[0])
}

interface Row {
  id: string
  name: string
  state: CompanyEntry['state']
  server: string
  database: string
  schema: string
  created_at: string
}

const columns = sql`id, name, state, server, database, schema, created_at`

const entryOf = ({ id, name, state, server, database, schema, created_at }: Row): CompanyEntry => ({
  id,
  name,
  state,
  placement: { server, database, schema },
  createdAt: created_at,
})
