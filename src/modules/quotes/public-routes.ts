import type { FastifyRequest } from 'fastify'
import { badRequest, notFound, Problem } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/file-name.ts'
import { fileFor } from '#platform/files/record-files.ts'
import { sendFileContent } from '#platform/files/routes.ts'
import { inTransaction, visitorOf } from '#platform/http/context.ts'
import { sendPublicPage } from '#platform/http/public-page.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { hasMessage, type Locale, localeOf, translate } from '#platform/i18n/index.ts'
import { printPdf } from '#platform/print/print.ts'
import { act, type Context } from '#platform/records/index.ts'
import { linkActor } from './link-principal.ts'
import { isRobot } from './link-visitor.rules.ts'
import { readOffer } from './offer.ts'
import { openLink, type OpenLink } from './open-link.ts'
import { declineReasons, isOpen, markOf, notePage, offerPage, type ToMend } from './public-page.ts'
import { quotationOf } from './quotation.print.ts'
import { quote } from './quote.object.ts'
import { customerWord, noteView, type Visit } from './views.ts'

/** More than this nobody types, in bytes. */
const bodyLimit = 16 * 1024

/**
 * What whoever has a link reaches: the page `/q/:token`, its PDF, its brochures, and the answer. Nobody is asked who he is; the link's own principal
 * reads one quote and answers it, and nothing else.
 */
export function publicRoutes(server: ApiServer): void {
  void server.register(async pages => pageRoutes(pages))
}

/** In a scope of its own: nothing else of ours reads what an HTML form sends. */
function pageRoutes(pages: ApiServer): void {
  pages.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
  pages.get('/q/:token', { exposeHeadRoute: false }, async (request, reply) => {
    const { ctx, link } = await openLink(request)
    const offer = await readOffer(ctx, link.quoteId)
    await look(request, ctx, link, 'page')
    return sendPublicPage(reply, offerPage(ctx, offer, { token: link.token }))
  })
  pages.get('/q/:token/quotation.pdf', { exposeHeadRoute: false }, async (request, reply) => {
    const { ctx, link } = await openLink(request)
    const offer = await readOffer(ctx, link.quoteId)
    const { pdf } = await printPdf({ ...quotationOf(ctx, offer, ctx.locale), watermark: markOf(ctx, offer) })
    await look(request, ctx, link, 'pdf')
    const name = [translate(ctx.locale, 'quotation.title'), offer.record.number ?? offer.record.name].join(' ')
    return reply
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', contentDisposition('attachment', `${name}.pdf`))
      .type('application/pdf')
      .send(pdf)
  })
  pages.get('/q/:token/files/:file', { exposeHeadRoute: false }, async (request, reply) => {
    const { ctx, link } = await openLink(request)
    const { file: id } = request.params as { file: string }
    const { brochures } = await readOffer(ctx, link.quoteId)
    // What else hangs on the quote (a signed scan, a calculation) is for us alone.
    if (!brochures.some(brochure => brochure.id === id)) throw notFound('file')
    const file = await fileFor(ctx, id)
    await look(request, ctx, link, 'file')
    return sendFileContent(request, reply, { file, store: request.server.stores.of(ctx.company.id) })
  })
  pages.post('/q/:token', { bodyLimit }, async (request, reply) => {
    const { ctx, link } = await openLink(request)
    const typed = request.body
    if (!(typed instanceof URLSearchParams)) throw badRequest('body.unsupported')
    const mend = await answer(request, ctx, { link, typed })
    // Shown anew by its own address, so that loading it again sends nothing again.
    if (mend === null) return reply.redirect(`/q/${link.token}?lang=${ctx.locale}`, 303)
    const page = offerPage(ctx, await readOffer(ctx, link.quoteId), { token: link.token, mend })
    return sendPublicPage(reply.status(422), page)
  })
  pages.setErrorHandler((error, request, reply) => {
    const status = error instanceof Problem ? error.status : ((error as { statusCode?: number }).statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error, correlationId: request.id }, 'unexpected')
    const { lang } = request.query as { lang?: unknown }
    const locale = lang === 'zh' || lang === 'en' ? lang : (localeOf(request.headers['accept-language']) ?? 'zh')
    const code =
      error instanceof Problem && error.status !== 404 ? error.code : status === 404 ? 'quote.link_gone' : 'unexpected'
    if (error instanceof Problem && typeof error.details.retryAfter === 'number')
      void reply.header('retry-after', String(error.details.retryAfter))
    const params = error instanceof Problem ? error.params : {}
    void sendPublicPage(reply.status(status), notePage(locale, say(locale, code, params)))
  })
}

/** Somebody of the company who looks at his own link is no customer, and a program that fetches a preview is nobody. */
async function look(
  request: FastifyRequest,
  ctx: Parameters<typeof inTransaction>[0],
  link: OpenLink,
  what: Visit['what'],
) {
  const userAgent = request.headers['user-agent']
  if (isRobot(userAgent) || (await visitorOf(request)) !== null) return
  await inTransaction(ctx, trx => noteView(trx, link, { what, ip: request.ip, userAgent }))
}

/** Takes the answer; gives what has to be mended, or null when it is taken. */
async function answer(
  request: FastifyRequest,
  ctx: Context,
  { link, typed }: { link: OpenLink; typed: URLSearchParams },
): Promise<ToMend | null> {
  const valueOf = (name: string): string => (typed.get(name) ?? '').toWellFormed().replaceAll('\u0000', '').trim()
  const deed = valueOf('deed') === 'decline' ? 'decline' : 'accept'
  const values = { name: valueOf('name'), word: valueOf('word'), reason: valueOf('reason') }
  const mend = (errors: ToMend['errors']): ToMend => ({ deed, values, errors })
  if (!values.name) return mend({ name: say(ctx.locale, 'field.required') })
  const offer = await readOffer(ctx, link.quoteId)
  const done = deed === 'accept' ? 'accepted' : 'declined'
  // He who presses twice has answered once.
  if (offer.record.state === done) return null
  if (!isOpen(ctx, offer)) return mend({ '': say(ctx.locale, 'quote.answer_late') })
  try {
    await request.server.door.countSent({ what: 'quote', id: link.id, address: request.ip })
    const reason = declineReasons.find(one => one === values.reason)
    const input = {
      decidedBy: values.name,
      word: values.word || null,
      ...(deed === 'decline' && reason ? { reason } : {}),
    }
    const asCustomer = { ...ctx, actor: linkActor(`${customerWord(ctx)} ${values.name}`) }
    await inTransaction(asCustomer, async trx => {
      await act(trx, quote, link.quoteId, deed, input)
      return null
    })
    return null
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    if (error.code === 'verb_not_possible') return mend({ '': say(ctx.locale, 'quote.answer_late') })
    const [first] = error.fields
    const path = first?.path === 'decidedBy' ? 'name' : ''
    return mend({
      [path]: first ? say(ctx.locale, first.code, first.params) : say(ctx.locale, error.code, error.params),
    })
  }
}

const say = (locale: Locale, code: string, params: Record<string, unknown> = {}): string =>
  hasMessage(locale, `problems.${code}`)
    ? translate(locale, `problems.${code}`, params)
    : translate(locale, 'problems.unexpected', params)
