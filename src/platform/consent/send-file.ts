import type { FastifyReply } from 'fastify'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { ConsentKind, TakenFile } from './consent-kind.ts'
import { charge, usedToday } from './daily-uses.ts'
import { readDataRules } from './data-rules.ts'
import './words.ts'

/**
 * Gives a file that takes data out of the company, unless its rules want a second person's consent for it: the one way of every route that does so;
 * the handler returns it.
 * @throws Problem `export.consent_needed` (403) with how to ask in `details`
 */
export async function sendFile<A>(
  ctx: Context,
  reply: FastifyReply,
  kind: ConsentKind<A>,
  ask: A,
): Promise<TakenFile['body']> {
  await refuseWithoutConsent(ctx, kind, ask)
  if (!kind.open) throw new Error(`${kind.kind} is no file`)
  return nameFile(reply, await kind.open(ctx, ask))
}

/** Says of an answer that it is a download under this name, and gives what is to be sent. */
export function nameFile(reply: FastifyReply, { name, type, body }: TakenFile): TakenFile['body'] {
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).type(type)
  return body
}

/** Rows that went out today, of all files together, so that many small ones are no way around the limit. */
export const exportRows = 'exportRows'

async function refuseWithoutConsent<A>(ctx: Context, kind: ConsentKind<A>, ask: A): Promise<void> {
  const rules = await readDataRules(ctx.db)
  const noun = kind.object(ask)
  const isAlways = rules.exportConsent === 'always' || (noun !== null && rules.exportConsentNouns.includes(noun))
  if (rules.exportConsent === 'never' && !isAlways) return
  const rows = await kind.count(ctx, ask)
  if (!isAlways) {
    const limit = rules.exportConsentRows
    const used = await transaction(ctx.db as Database, db =>
      charge({ ...ctx, db }, { kind: exportRows, amount: rows, limit }),
    )
    if (used !== null) return
  }
  throw new Problem(403, 'export.consent_needed', {
    params: { rows },
    details: {
      rows,
      limit: isAlways ? 0 : rules.exportConsentRows,
      taken: await usedToday(ctx, exportRows),
      consent: { method: 'POST', path: '/api/consent-requests', body: { kind: kind.kind, ask } },
    },
  })
}
