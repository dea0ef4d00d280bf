import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { clockAt } from '../fields/index.ts'
import type { Context } from '../records/context.ts'

/** What a page says of whoever looks at it: name and the last four digits of the telephone. Who looks as somebody else is himself. */
export const watermarkName = async ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<string> => {
  const userId = actor.viewedBy?.userId ?? actor.userId
  const name = actor.viewedBy?.name ?? actor.name
  const tail = await phoneTail(db, userId)
  return tail ? `${name} ${tail}` : name
}

/**
 * The last line of an exported file: name, tail of the telephone, the company's time. Null when the company wants none. An import knows
 * the line by its beginning and passes over it, so that a file that is read back gives what it was made of.
 */
export const watermarkLine = async (ctx: Context): Promise<string | null> => {
  if (!ctx.company.watermark) return null
  const at = ctx.now()
  const clock = clockAt(at, ctx.company.timeZone)?.slice(0, 19).replace('T', ' ')
  return `${MARK} ${await watermarkName(ctx)} ${clock ?? at.toISOString()}`
}

/** Whether a row of a file is the line that `watermarkLine` wrote. */
export const isWatermarkRow = ([first = '', ...others]: readonly string[]): boolean =>
  first.startsWith(`${MARK} `) && others.every(cell => cell === '')

/** The same in every language: a file may be read back by somebody who speaks another. */
const MARK = '※ 水印 Watermark:'

const phoneTail = async (db: Queryable, userId: string | null): Promise<string | null> => {
  const { rows } = await sql<{ tail: string }>`
    select right(regexp_replace(normalised, '\\D', '', 'g'), 4) as tail from contact_points
     where object = 'user' and record_id = ${userId}::uuid and field = 'phones' order by is_primary desc, position limit 1`.execute(
    db,
  )
  return rows[0]?.tail ?? null
}
