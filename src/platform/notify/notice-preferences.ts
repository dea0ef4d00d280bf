import { sql } from 'kysely'
import { z } from 'zod'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { Ways } from './notice-kinds.ts'
import { noticeKinds } from './notify.ts'

export const waysSchema = z.strictObject({ inProduct: z.boolean(), inBrowser: z.boolean(), byMail: z.boolean() })

/** Every kind with its name, and where the actor wants it. */
export async function readWays(ctx: Context): Promise<({ kind: string; label: string } & Ways)[]> {
  const { rows } = await sql<{ kind: string } & Ways>`
    select kind, in_product as "inProduct", in_browser as "inBrowser", by_mail as "byMail" from notice_preferences
    where user_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
  const chosen = new Map(rows.map(row => [row.kind, row]))
  return noticeKinds().map(({ name, ways }) => ({
    ...ways,
    ...chosen.get(name),
    kind: name,
    label: translate(ctx.locale, `notices.kinds.${name}.label`),
  }))
}

/** Keeps where the actor wants a kind. */
export async function writeWays(ctx: Context, kind: string, ways: Ways): Promise<void> {
  await sql`insert into notice_preferences (user_id, kind, in_product, in_browser, by_mail)
    values (${ctx.actor.userId}::uuid, ${kind}, ${ways.inProduct}, ${ways.inBrowser}, ${ways.byMail})
    on conflict (user_id, kind) do update set in_product = excluded.in_product, in_browser = excluded.in_browser, by_mail = excluded.by_mail`.execute(
    ctx.db,
  )
}
