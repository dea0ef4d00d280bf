import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { newId } from '#platform/db/id.ts'
import { forbidden } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { yesNo } from '#platform/http/shapes.ts'
import { translate } from '#platform/i18n/index.ts'
import type { Context } from '#platform/records/index.ts'

const texts = z.array(z.string().trim().min(1).max(200)).max(50)
const phrasesBody = z.strictObject({ own: texts.optional(), company: texts.optional() })
const phrasesAnswer = z.object({ own: texts, company: texts, mayChangeCompany: yesNo })

/**
 * `GET /api/phrases`: what one writes again and again, one's own and the company's, in order. `PUT` makes either what is sent; the company's
 * needs the right `settings.update`.
 */
export function phraseRoutes(server: ApiServer): void {
  server.get('/api/phrases', says({ id: 'phrases.list', answer: phrasesAnswer }), async request =>
    readPhrases(await contextOf(request)),
  )
  server.put(
    '/api/phrases',
    says({
      id: 'phrases.keep',
      body: phrasesBody,
      example: { own: ['已发送资料，等待回复'] },
      answer: phrasesAnswer,
      who: 'person',
    }),
    async request => {
      const ctx = await contextOf(request)
      const { own, company } = parseBody(phrasesBody, request.body)
      const { userId } = ctx.actor
      if (userId === null) throw forbidden('phrases')
      if (company && !may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      await inTransaction(ctx, async trx => {
        if (own) await keep(trx, userId, own)
        if (company) await keep(trx, null, company)
      })
      return readPhrases(ctx)
    },
  )
}

/** What a new company begins with. */
export async function seedPhrases(ctx: Context): Promise<void> {
  const ready = [1, 2, 3, 4, 5].map(place => translate(ctx.company.locale, `phrases.ready.${place}`))
  await keep(ctx, null, ready)
}

async function readPhrases(ctx: Context): Promise<z.output<typeof phrasesAnswer>> {
  const { rows } = await sql<{ text: string; is_own: boolean }>`
    select text, owner_id is not null as is_own from phrases
    where owner_id is null or owner_id = ${ctx.actor.userId}::uuid order by position, id`.execute(ctx.db)
  return {
    own: rows.filter(row => row.is_own).map(row => row.text),
    company: rows.filter(row => !row.is_own).map(row => row.text),
    mayChangeCompany: may(ctx.actor, 'settings.update'),
  }
}

async function keep(ctx: Context, owner: string | null, kept: readonly string[]): Promise<void> {
  await sql`delete from phrases where owner_id is not distinct from ${owner}::uuid`.execute(ctx.db)
  for (const [position, text] of kept.entries())
    await sql`insert into phrases (id, owner_id, position, text)
      values (${newId()}::uuid, ${owner}::uuid, ${position}, ${text})`.execute(ctx.db)
}
