import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, notFound, Problem } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { says } from '#platform/http/describe-route.ts'
import { sendPublicPage } from '#platform/http/public-page.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { text, whole, yesNo } from '#platform/http/shapes.ts'
import { hasMessage, type Locale, localeOf, translate } from '#platform/i18n/index.ts'
import { type PublicForm, publicForm } from './public-form.ts'
import { formPage, notePage, thanksPage } from './public-page.ts'
import { stampOf } from './spam.ts'
import { type Sent, submit } from './submit.ts'

/** More than this nobody types, in bytes. */
const bodyLimit = 64 * 1024

const sentBody = z.strictObject({
  values: z.record(z.string().max(100), z.unknown()),
  consent: z.boolean().optional(),
  /** As the form's description gave it; without it nobody asks how long the form was open. */
  stamp: z.string().max(200).optional(),
  /** Stands hidden in the page of a web site: whoever fills it in is no person. */
  homepage: z.unknown().optional(),
})
const described = z.object({
  heading: text.nullable(),
  intro: text.nullable(),
  thanks: text.nullable(),
  consent: z.object({ text, version: whole }).nullable(),
  stamp: text,
  fields: z.array(
    z.object({
      field: text,
      label: text,
      hint: text.nullable(),
      type: text,
      max: whole.nullable(),
      isRequired: yesNo,
      options: z.array(z.object({ id: text, label: text })),
    }),
  ),
})

/**
 * What strangers reach: the page `/f/:token`, which works without scripts, and for web sites `GET` and `POST /api/forms/:token`. Nobody is asked
 * who he is; the company is the token's.
 */
export function publicRoutes(server: ApiServer): void {
  server.get(
    '/api/forms/:token/public',
    says({ id: 'forms.describe', who: 'anybody', query: { lang: z.enum(['zh', 'en']) }, answer: described }),
    async (request, reply) => {
      const { ctx, form } = await opened(request, reply)
      const { heading, intro, thanks, consent, fields } = form
      return { heading, intro, thanks, consent, fields, stamp: stampOf(form.key, ctx.now().getTime()) }
    },
  )
  server.post(
    '/api/forms/:token',
    {
      ...says({
        id: 'forms.submit',
        who: 'anybody',
        isHarmlessTwice: true,
        body: sentBody,
        example: { values: { name: '示例', phones: '13800138000' }, consent: true },
        answer: z.object({ thanks: text }),
        status: 201,
      }),
      bodyLimit,
    },
    async (request, reply) => {
      const { ctx, form } = await opened(request, reply)
      await request.server.door.countSent({ what: 'form', id: form.id, address: request.ip })
      const { values, consent, stamp, homepage } = parseBody(sentBody, request.body)
      await submit(ctx, form, {
        values,
        hasConsented: consent === true,
        trap: homepage,
        stamp,
        needsStamp: false,
        ...fromOf(request),
      })
      return reply.status(201).send({ thanks: form.thanks ?? translate(ctx.locale, 'forms.page.thanks') })
    },
  )
  // What a browser asks before it sends for another site: no operation of its own.
  server.options('/api/forms/:token', async (request, reply) => {
    await opened(request, reply)
    return reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '600')
      .status(204)
      .send()
  })
  void server.register(async pages => pageRoutes(pages))
}

/** The page by itself, in a scope of its own: nothing else of ours reads what an HTML form sends. */
function pageRoutes(pages: ApiServer): void {
  pages.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, readTyped(String(body))),
  )
  pages.get('/f/:token', async (request, reply) => {
    const { ctx, form } = await publicForm(request)
    if (!form.isOn) return sendPublicPage(reply.status(410), notePage(form, ctx.locale, say(ctx.locale, 'form.off')))
    return sendPublicPage(reply, formPage(form, ctx.locale, { now: ctx.now().getTime() }))
  })
  pages.post('/f/:token', { bodyLimit }, async (request, reply) => {
    const { ctx, form } = await publicForm(request)
    if (!form.isOn) return sendPublicPage(reply.status(410), notePage(form, ctx.locale, say(ctx.locale, 'form.off')))
    const typed = request.body
    if (!(typed instanceof Map)) throw badRequest('body.unsupported')
    const values = valuesIn(form, typed)
    const shown = { ...values, consent: typed.get('consent'), stamp: typed.get('stamp') }
    try {
      await request.server.door.countSent({ what: 'form', id: form.id, address: request.ip })
      await submit(ctx, form, {
        values,
        hasConsented: typed.get('consent') === 'yes',
        trap: typed.get('homepage') ?? '',
        stamp: typed.get('stamp'),
        needsStamp: true,
        ...fromOf(request),
      })
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error
      const errors = errorsOf(error, ctx.locale)
      if (typeof error.details.retryAfter === 'number')
        void reply.header('retry-after', String(error.details.retryAfter))
      const page = formPage(form, ctx.locale, { now: ctx.now().getTime(), mend: { values: shown, errors } })
      return sendPublicPage(reply.status(error.status), page)
    }
    return sendPublicPage(reply, thanksPage(form, ctx.locale))
  })
  pages.setErrorHandler((error, request, reply) => {
    const status = error instanceof Problem ? error.status : ((error as { statusCode?: number }).statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error, correlationId: request.id }, 'unexpected')
    const locale = localeOf(request.headers['accept-language']) ?? 'zh'
    const code =
      status === 404 ? 'form.gone' : status === 413 ? 'body.too_large' : status < 500 ? 'body.malformed' : 'unexpected'
    void sendPublicPage(reply.status(status), notePage({ mayEmbed: false, origins: [] }, locale, say(locale, code)))
  })
}

/** The form of the address, for a web site that may send it. @throws Problem 404, 403 `form.other_origin`, 410 `form.off` */
async function opened(request: FastifyRequest, reply: FastifyReply): ReturnType<typeof publicForm> {
  const found = await publicForm(request)
  const { origin } = request.headers
  void reply.header('vary', 'Origin')
  if (origin !== undefined && !isOwnSite(request, origin)) {
    if (!found.form.origins.includes(origin)) throw new Problem(403, 'form.other_origin', { params: { origin } })
    void reply.header('access-control-allow-origin', origin)
  }
  if (!found.form.isOn) throw new Problem(410, 'form.off')
  return found
}

const isOwnSite = (request: FastifyRequest, origin: string): boolean =>
  URL.parse(origin)?.host === request.headers.host?.toLowerCase()

const fromOf = (request: FastifyRequest): Pick<Sent, 'ip' | 'userAgent' | 'origin'> => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'],
  origin: request.headers.origin,
})

/** What was typed, by name; several values of one name as a list. A map, so that no name means anything to the language. */
function readTyped(body: string): Map<string, string | string[]> {
  const typed = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(body)) {
    const text = value.replaceAll('\r\n', '\n').toWellFormed().replaceAll('\u0000', '')
    const known = typed.get(name)
    typed.set(name, known === undefined ? text : [known, text].flat())
  }
  return typed
}

/** Of what was typed what the form asks for, as the fields read it. */
const valuesIn = (form: PublicForm, typed: ReadonlyMap<string, string | string[]>): Record<string, unknown> =>
  Object.fromEntries(
    form.fields.flatMap(({ field, type }): [string, unknown][] => {
      const value = typed.get(field)
      if (value === undefined || value === '') return []
      if (type === 'choices') return [[field, [value].flat()]]
      const [one = ''] = [value].flat()
      return [[field, type === 'yesNo' ? one === 'yes' : one]]
    }),
  )

function errorsOf(problem: Problem, locale: Locale): Record<string, string> {
  if (problem.fields.length === 0) return { '': say(locale, problem.code, problem.params) }
  return Object.fromEntries(
    problem.fields.map(({ path, code, params }) => [path.split('.', 1).join(), say(locale, code, params)]),
  )
}

const say = (locale: Locale, code: string, params: Record<string, unknown> = {}): string =>
  hasMessage(locale, `problems.${code}`) ? translate(locale, `problems.${code}`, params) : code

/** The form of a route of its own people. @throws Problem 404 for what is no id */
export function formIdIn(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('form')
  return id.toLowerCase()
}
