import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { Company } from '../records/context.ts'

/** The settings of the company whose database this is. Problem `company.not_ready` when it has not been filled. */
export const readCompany = async (db: Queryable, id: string): Promise<Company> => {
  const { rows } = await sql<Omit<Company, 'id'>>`
    select name, locale, base_currency as "baseCurrency", time_zone as "timeZone",
           fiscal_year_start as "fiscalYearStart", week_start as "weekStart", watermark from settings`.execute(db)
  if (!rows[0]) throw new Problem(503, 'company.not_ready')
  return { id, ...rows[0] }
}
