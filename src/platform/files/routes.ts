import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, notFound } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { nounAt } from '../http/noun.ts'
import { flag, instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import { isPicture, isShownInPlace } from './content-kind.ts'
import { contentDisposition } from './file-name.ts'
import type { ByteRange, FileStore, FileStores } from './file-store.ts'
import { attach, detach, fileFor, filesOf } from './record-files.ts'
import { takeIn, tooLarge } from './upload.ts'
import './words.ts'

/** What files need beside the database. */
export interface FilePlace {
  stores: FileStores
  /** The largest file, in bytes. */
  limit: number
}

const file = z.object({ id: uuid, title: text, size: whole, type: text })
const filesAnswer = z.object({
  files: z.array(file.extend({ field: text.nullable(), at: instant, by: named.nullable(), canRemove: yesNo })),
  limit: whole,
})
const attachSchema = z.strictObject({ file: z.string() })

/**
 * `POST /api/files?name=` takes the bytes as they are and gives `{ id, title, size, type }`; `GET /api/files/:id/content` gives them back.
 * `GET|POST /api/<plural>/:id/files` lists and attaches, `DELETE /api/files/:id` and `POST …/restore` take away and bring back.
 */
export function fileRoutes(server: FastifyInstance, { stores, limit }: FilePlace): void {
  // The body is a stream of whatever bytes; nothing reads it into memory. Only this route takes such bodies.
  void server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const said = says({
      id: 'files.upload',
      isHarmlessTwice: true,
      takesFile: true,
      query: { name: text },
      needs: ['name'],
      answer: file,
      status: 201,
    })
    scope.post('/api/files', { bodyLimit: Number.MAX_SAFE_INTEGER, ...said }, async (request, reply) => {
      const ctx = await contextOf(request)
      const { name } = request.query as { name?: string }
      if (!name) throw badRequest('file.no_name')
      // Said before the bytes come, where the client says how many there are.
      if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
      const content = (request.body ?? request.raw) as IncomingMessage
      return reply.status(201).send(await takeIn(ctx, stores.of(ctx.company.id), { name, content, limit }))
    })
  })
  server.get('/api/files', says({ id: 'files.limit', answer: z.object({ limit: whole }) }), async request => {
    await contextOf(request)
    return { limit }
  })
  server.get(
    '/api/files/:id/content',
    says({ id: 'files.content', query: { show: flag }, file: 'application/octet-stream' }),
    async (request, reply) => sendContent(request, reply, stores),
  )
  server.delete('/api/files/:id', says({ id: 'files.remove' }), async (request, reply) => {
    await inTransaction(await contextOf(request), trx => detach(trx, idOf(request), 'remove'))
    return reply.status(204).send()
  })
  server.post('/api/files/:id/restore', says({ id: 'files.restore' }), async (request, reply) => {
    await inTransaction(await contextOf(request), trx => detach(trx, idOf(request), 'undo'))
    return reply.status(204).send()
  })
  server.get('/api/:plural/:id/files', says({ id: 'record.files', answer: filesAnswer }), async request => {
    const ctx = await contextOf(request)
    return { files: await filesOf(ctx, nounOf(ctx, request), idOf(request)), limit }
  })
  server.post(
    '/api/:plural/:id/files',
    says({ id: 'record.attach', body: attachSchema, answer: filesAnswer, status: 201 }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const object = nounOf(ctx, request)
      const { file } = parseBody(attachSchema, request.body)
      await inTransaction(ctx, trx => attach(trx, object, { record: idOf(request), file }))
      return reply.status(201).send({ files: await filesOf(ctx, object, idOf(request)), limit })
    },
  )
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id.toLowerCase()

const nounOf = (ctx: Parameters<typeof nounAt>[0], request: FastifyRequest): ReturnType<typeof nounAt> =>
  nounAt(ctx, (request.params as { plural: string }).plural)

async function sendContent(request: FastifyRequest, reply: FastifyReply, stores: FileStores): Promise<FastifyReply> {
  const ctx = await contextOf(request)
  return sendFileContent(request, reply, { file: await fileFor(ctx, idOf(request)), store: stores.of(ctx.company.id) })
}

/**
 * The bytes of a file. Pictures, sound and film may be shown in place; everything else is a download under a name that no browser runs. Either
 * way it is cut off from our pages: no sniffing, no scripts, a sandbox of its own.
 */
export async function sendFileContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, store }: { file: Awaited<ReturnType<typeof fileFor>>; store: FileStore },
): Promise<FastifyReply> {
  const isInPlace = (request.query as { show?: string }).show === '1' && isShownInPlace(file.type)
  const etag = `"${file.sha256}"`
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    // The bytes never change, but who may see them does: asked each time, sent once.
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', contentDisposition(isInPlace ? 'inline' : 'attachment', file.title))
    .type(isInPlace || isPicture(file.type) ? file.type : 'application/octet-stream')
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  const range = rangeOf(request.headers.range, file.size)
  if (range === 'none') return reply.status(416).header('content-range', `bytes */${file.size}`).send()
  const content = await store.read(file.storageKey, range)
  if (!content) throw notFound('file')
  if (range)
    void reply
      .status(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
      .header('content-length', range.end - range.start + 1)
  else void reply.header('content-length', file.size)
  return reply.send(content)
}

/** One range of bytes, as players of film ask for it; anything else is answered with the whole. */
function rangeOf(header: string | undefined, size: number): ByteRange | undefined | 'none' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : 'none'
}
