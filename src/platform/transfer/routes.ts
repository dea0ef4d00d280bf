import { text, whole } from '../http/shapes.ts'
import { importAnswer, importsAnswer, mappingsAnswer, outcomeName, rowsAnswer } from './import-answers.ts'
import { says } from '../http/describe-route.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendFile } from '../consent/send-file.ts'
import type { Database } from '../db/server.ts'
import { badRequest } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { notFound, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { WorkContext } from './assess.ts'
import { describeImport, inShort } from './describe.ts'
import type { ImportDescription } from './import-description.ts'
import { findImport, listImports } from './import-entry.ts'
import { queueClearing, queueRun, queueUndo } from './import-jobs.ts'
import {
  allowRun,
  allowUndo,
  beginImport,
  cancelImport,
  changeImport,
  readImport,
  type ReadingWish,
  wakeImport,
} from './imports.ts'
import { importLimits } from './reading/limits.ts'
import { type SpooledFile, spool } from './reading/spool.ts'
import { refusedRowsFile } from './refused-rows-file.ts'
import { importRows } from './rows.ts'
import { forgetMapping, keepMapping, listMappings, mappingSchema } from './saved-mappings.ts'
import { settlementsSchema } from './settle-values.ts'
import { importTemplate } from './template.ts'
import { sheetMediaType } from './writing/sheet-writer.ts'

/** How long a request waits for the reading of its file; a longer one goes on, and the page asks again. */
const PATIENCE_MS = 2500

/** `/api/imports`: upload, settle, run, look, undo. The contract is `import-description.ts`. */
export function importRoutes(server: FastifyInstance, { jobs }: { jobs: Jobs }): void {
  // The upload is a stream of whatever bytes; nothing reads it into memory. Only this route takes such bodies.
  void server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const query = { object: text, name: text, sheet: text, headerRow: whole.min(1) }
    const said = says({
      id: 'imports.begin',
      takesFile: true,
      query,
      needs: ['object', 'name'],
      answer: importAnswer,
      status: 201,
    })
    scope.post('/api/imports', { bodyLimit: importLimits.bytes + 1, ...said }, async (request, reply) => {
      const ctx = await workContext(request)
      const id = await upload(jobs, ctx, request)
      return reply
        .status(201)
        .header('location', `/api/imports/${id}`)
        .send(await shown(ctx, id))
    })
  })
  server.get('/api/imports', says({ id: 'imports.list', answer: importsAnswer }), async request => {
    const ctx = await workContext(request)
    return { imports: (await listImports(ctx, 100)).map(entry => inShort(ctx, entry)), limits: importLimits }
  })
  server.get(
    '/api/imports/mappings',
    says({ id: 'imports.mappings', query: { object: text }, answer: mappingsAnswer }),
    async request => {
      const { object } = request.query as { object?: string }
      return { mappings: await listMappings(await workContext(request), object ?? '') }
    },
  )
  server.delete(
    '/api/imports/mappings/:id',
    says({ id: 'imports.forgetMapping', isHarmlessTwice: true }),
    async (request, reply) => {
      await forgetMapping(await workContext(request), idOf(request))
      return reply.status(204).send()
    },
  )
  server.post(
    '/api/imports/:id/mapping',
    says({ id: 'imports.keepMapping', isHarmlessTwice: true, body: mappingSchema, answer: importAnswer }),
    async request => {
      const [ctx, id] = [await workContext(request), idOf(request)]
      await keepMapping(ctx, await findImport(ctx, id), parseBody(mappingSchema, request.body))
      return shown(ctx, id)
    },
  )
  server.get('/api/imports/:id', says({ id: 'imports.read', answer: importAnswer }), async request =>
    shown(await workContext(request), idOf(request)),
  )
  server.patch(
    '/api/imports/:id',
    says({
      id: 'imports.change',
      isHarmlessTwice: true,
      body: changeSchema,
      example: { settings: { doubles: 'update' } },
      answer: importAnswer,
    }),
    async request => {
      const [ctx, id] = [await workContext(request), idOf(request)]
      await patiently(request, changeImport(ctx, id, parseBody(changeSchema, request.body)))
      return shown(ctx, id)
    },
  )
  server.post('/api/imports/:id/run', says({ id: 'imports.run', answer: importAnswer }), async request => {
    const [ctx, id] = [await workContext(request), idOf(request)]
    await inTransaction(ctx, trx => allowRun({ ...ctx, db: trx.db }, id))
    await queueRun(jobs, ctx, id)
    return shown(ctx, id)
  })
  server.post('/api/imports/:id/cancel', says({ id: 'imports.cancel', answer: importAnswer }), async request => {
    const [ctx, id] = [await workContext(request), idOf(request)]
    await inTransaction(ctx, trx => cancelImport({ ...ctx, db: trx.db }, id))
    return shown(ctx, id)
  })
  server.post('/api/imports/:id/undo', says({ id: 'imports.undo', answer: importAnswer }), async request => {
    const [ctx, id] = [await workContext(request), idOf(request)]
    await inTransaction(ctx, trx => allowUndo({ ...ctx, db: trx.db }, id))
    await queueUndo(jobs, ctx, id)
    return shown(ctx, id)
  })
  server.get(
    '/api/imports/:id/rows',
    says({ id: 'imports.rows', query: { outcome: outcomeName, after: text }, answer: rowsAnswer }),
    async request => {
      const ctx = await workContext(request)
      const { outcome, after } = request.query as { outcome?: string; after?: string }
      return importRows(ctx, await findImport(ctx, idOf(request)), { outcome, after })
    },
  )
  for (const [kind, type] of [
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', sheetMediaType],
  ] as const)
    server.get(
      `/api/imports/:id/refused.${kind}`,
      says({ id: `imports.refused_${kind}`, file: type, takesOut: true }),
      async (request, reply) => {
        const ctx = await workContext(request)
        const entry = await findImport(ctx, idOf(request))
        return sendFile(ctx, reply, refusedRowsFile, { import: entry.id, format: kind, file: entry.fileName })
      },
    )
  server.get(
    '/api/imports/template.xlsx',
    says({ id: 'imports.template', query: { object: text }, needs: ['object'], file: sheetMediaType }),
    async (request, reply) => {
      const ctx = await workContext(request)
      const { object: wanted = '' } = request.query as { object?: string }
      const object = ctx.catalog.objects.get(wanted)
      if (!object) throw notFound('object')
      const { name, file } = await importTemplate(ctx, object)
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .type(sheetMediaType)
        .send(file)
    },
  )
}

const uploadSchema = z.object({
  object: z.string().min(1),
  name: z.string().min(1),
  sheet: z.string().max(100).optional(),
  headerRow: z.coerce.number().int().min(1).max(1_048_576).optional(),
})

const changeSchema = z.strictObject({
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  use: z.strictObject({ id: z.uuid() }).optional(),
  settings: z
    .strictObject({
      sourceSystem: z.string(),
      dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
      doubles: z.enum(['skip', 'update', 'updateOnly', 'create']),
      key: z.string().max(100).nullable(),
      writing: z.enum(['overwrite', 'fillEmpty']),
      runsEvents: z.boolean(),
      defaults: z.record(z.string(), z.string()),
    })
    .partial()
    .optional(),
  settlements: settlementsSchema.optional(),
})

async function workContext(request: FastifyRequest): Promise<WorkContext> {
  const ctx = await contextOf(request)
  return { ...ctx, db: ctx.db as Database }
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('import')
  return id
}

const shown = async (ctx: WorkContext, id: string): Promise<ImportDescription> =>
  describeImport(ctx, await wakeImport(ctx, id))

/** Begins an import with the body as its file. What is wrong with the file is answered at once when it shows early, else in the import. */
async function upload(jobs: Jobs, ctx: WorkContext, request: FastifyRequest): Promise<string> {
  const asked = uploadSchema.safeParse(request.query)
  if (!asked.success) throw badRequest('import.object_and_name')
  const { object, name, ...wish } = asked.data
  if (Number(request.headers['content-length'] ?? 0) > importLimits.bytes)
    throw new Problem(413, 'import.too_large', { params: { megabytes: importLimits.bytes / 1024 / 1024 } })
  const file = await spool(request.raw)
  try {
    const id = await inTransaction(ctx, trx => beginImport(trx, { object, fileName: name }))
    if (ctx.requestKey?.isReplay) {
      await file.remove()
      return id
    }
    await queueClearing(jobs, ctx, id)
    await patiently(request, readAndForget(ctx, id, file, wish))
    return id
  } catch (error) {
    await file.remove()
    throw error
  }
}

async function readAndForget(ctx: WorkContext, id: string, file: SpooledFile, wish: ReadingWish): Promise<void> {
  try {
    await readImport(ctx, id, file.path, wish)
  } finally {
    await file.remove()
  }
}

/** Waits a little for work that goes on by itself; what becomes of it afterwards stands in the import. */
async function patiently(request: FastifyRequest, work: Promise<void>): Promise<void> {
  const stop = new AbortController()
  const waiting = sleep(PATIENCE_MS, undefined, { signal: stop.signal }).catch(() => undefined)
  let isLate = false
  const watched = work.catch((error: unknown) => {
    if (!isLate) throw error
    request.log.warn({ err: error }, 'the reading of an import failed')
  })
  await Promise.race([watched, waiting])
  isLate = true
  stop.abort()
}
