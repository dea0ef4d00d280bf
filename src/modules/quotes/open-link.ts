import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import { notFound, Problem } from '#platform/errors.ts'
import { publicContext } from '#platform/http/public-context.ts'
import { type Context } from '#platform/records/index.ts'
import { linkActor, throughLink } from './link-principal.ts'
import { hashOf } from './links.ts'
import { customerWord } from './views.ts'

/** A link that was found by its token. */
export interface OpenLink {
  id: string
  quoteId: string
  token: string
}

/** States that a customer may look at. One that was superseded is not what is offered any more. */
const shown = new Set(['approved', 'sent', 'accepted', 'declined', 'expired'])

/**
 * The link of a request's address, and the context in which its quote is read: the link's own principal, with a door to that quote alone. Each
 * asking is counted against the address from which it comes.
 * @throws Problem 404 for a token that is none; 410 `quote.link_over`, `quote.link_superseded`; 429
 */
export async function openLink(request: FastifyRequest): Promise<{ ctx: Context & { db: Database }; link: OpenLink }> {
  const { token } = request.params as { token: string }
  const hash = hashOf(token)
  await request.server.door.countSent({ what: 'quoteView', id: hash.slice(0, 32), address: request.ip })
  const ctx = await publicContext(request, { token, actor: linkActor(''), what: 'quoteLink' })
  const { rows } = await sql<{ id: string; quote: string; state: string; is_over: boolean }>`
    select l.id, l.quote_id as quote, q.state, l.revoked_at is not null or l.expires_at <= ${ctx.now().toISOString()}::timestamptz as is_over
    from quote_links l join quotes q on q.id = l.quote_id and q.deleted_at is null where l.token_hash = ${hash}`.execute(
    ctx.db,
  )
  const [row] = rows
  if (!row) throw notFound('quoteLink')
  if (row.is_over) throw new Problem(410, 'quote.link_over')
  if (!shown.has(row.state)) throw new Problem(410, 'quote.link_superseded')
  const reading = throughLink(ctx, row.quote, customerWord(ctx))
  return { ctx: reading, link: { id: row.id, quoteId: row.quote, token } }
}
