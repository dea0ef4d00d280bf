import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../errors.ts'
import { contentDisposition } from '../files/file-name.ts'
import { parseBody } from '../http/body.ts'
import { contextOf } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { flag, text } from '../http/shapes.ts'
import { get } from '../records/index.ts'
import { templateRoutes } from './docx/template-routes.ts'
import { offeredPrints } from './offered.ts'
import { previewAnswer, printAnswer, printAsk, printLanguage, recordPrints } from './print-description.ts'
import { madePrints, openPrint, previewPrint, type PrintPlace, printRecord } from './record-prints.ts'
import './words.ts'

const example = { print: 'record', language: 'zh' }

/**
 * `GET /api/<plural>/:id/prints`: what a record can be printed as, and what was printed of it. `GET …/print-preview` says what would stand on the paper,
 * `POST …/print` makes the file, `GET /api/prints/:id/content` gives it. Word templates: `/api/print-templates`.
 */
export function printRoutes(server: ApiServer, place: PrintPlace): void {
  server.get('/api/:plural/:id/prints', says({ id: 'record.prints', answer: recordPrints }), async request => {
    const { ctx, object, id } = await targetRecord(request)
    const record = await get(ctx, object, id)
    return {
      offered: await offeredPrints(ctx, place.prints, { object, record }),
      made: await madePrints(ctx, place.prints, { object, record }),
    }
  })
  server.get(
    '/api/:plural/:id/print-preview',
    says({
      id: 'record.printPreview',
      query: { print: text, language: printLanguage },
      needs: ['print', 'language'],
      answer: previewAnswer,
      nouns: noun => noun.owned,
    }),
    async request => {
      const { ctx, object, id } = await targetRecord(request)
      const ask = parseBody(printAsk, request.query)
      return { document: await previewPrint(ctx, place, { object, id, ask }) }
    },
  )
  server.post(
    '/api/:plural/:id/print',
    says({
      id: 'record.print',
      body: printAsk,
      example,
      answer: printAnswer,
      status: 201,
      cost: 'export',
      nouns: noun => noun.owned,
    }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const ask = parseBody(printAsk, request.body)
      return reply.status(201).send(await printRecord(ctx, place, { object, id, ask }))
    },
  )
  server.get(
    '/api/prints/:id/content',
    says({ id: 'prints.content', query: { show: flag }, file: 'application/pdf' }),
    (request, reply) => sendPrint(request, reply, place),
  )
  templateRoutes(server, place)
}

/** What media types files of prints have. */
export const kinds = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** A printed file. A PDF may be shown in place: it is our own, and holds nothing that runs. */
async function sendPrint(
  request: FastifyRequest,
  reply: FastifyReply,
  { stores, prints }: PrintPlace,
): Promise<FastifyReply> {
  const ctx = await contextOf(request)
  const { id } = request.params as { id: string }
  const { fileName, storageKey, size, format } = await openPrint(ctx, prints, id.toLowerCase())
  const content = await stores.of(ctx.company.id).read(storageKey)
  if (!content) throw notFound('print')
  const isInPlace = format === 'pdf' && (request.query as { show?: string }).show === '1'
  return reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('content-length', size)
    .header('content-disposition', contentDisposition(isInPlace ? 'inline' : 'attachment', fileName))
    .type(kinds[format])
    .send(content)
}
