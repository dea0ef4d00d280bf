import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import type { Database } from '../db/server.ts'
import { notFound, Problem } from '../errors.ts'
import { localeOf } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import { companyIn } from './public-token.ts'

/**
 * The context in which something public is read: the company is the token's, the language what a stranger chose (`?lang=`), his browser speaks,
 * or the company speaks. `what` is what is not found. @throws Problem 404
 */
export async function publicContext(
  request: FastifyRequest,
  { token, actor, what }: { token: string; actor: Actor; what: string },
): Promise<Context & { db: Database }> {
  const { lang } = request.query as { lang?: unknown }
  const companyId = companyIn(token)
  if (companyId === null) throw notFound(what)
  const { db, company } = await open(request, companyId, what)
  const locale =
    (lang === 'zh' || lang === 'en' ? lang : null) ?? localeOf(request.headers['accept-language']) ?? company.locale
  const start = { company, actor, batch: null, reason: null, locale, now: () => new Date() }
  return { ...(await request.server.assembly.contextOf({ ...start, db })), db }
}

async function open(request: FastifyRequest, company: string, what: string) {
  try {
    return await request.server.door.companyOf(company)
  } catch (error) {
    // Which companies there are is nobody's business.
    if (error instanceof Problem && error.status === 404) throw notFound(what)
    throw error
  }
}
