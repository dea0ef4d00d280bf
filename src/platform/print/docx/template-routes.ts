import { buffer } from 'node:stream/consumers'
import type { FastifyRequest } from 'fastify'
import { mayRead } from '../../access/readable.ts'
import { may } from '../../access/actor.ts'
import { forbidden, invalid, notFound } from '../../errors.ts'
import { isId } from '../../fields/index.ts'
import { nameFile } from '../../consent/send-file.ts'
import { fileFor } from '../../files/record-files.ts'
import { parseBody } from '../../http/body.ts'
import { contextOf, inTransaction } from '../../http/context.ts'
import { says } from '../../http/describe-route.ts'
import type { ApiServer } from '../../http/server.ts'
import { text, uuid } from '../../http/shapes.ts'
import { translate } from '../../i18n/index.ts'
import { kebabCase, type ObjectDefinition } from '../../objects/index.ts'
import { type Context, find, get } from '../../records/index.ts'
import { printLanguage } from '../print-description.ts'
import type { PrintPlace } from '../record-prints.ts'
import { templateLimits } from './check-docx.ts'
import { fillTemplate, namesIn } from './fill.ts'
import { starterTemplate } from './starter.ts'
import {
  addTemplateSchema,
  changeTemplateSchema,
  lookSchema,
  namesAnswer,
  type PrintTemplate,
  type PrintTemplates,
  templateAnswer,
  templatesAnswer,
} from './template-description.ts'
import { tagsOf } from './template-values.ts'
import {
  addTemplate,
  allTemplates,
  changeTemplate,
  removeTemplate,
  type TemplateFile,
  templateWith,
} from './templates.ts'

const someId = '0197a2b4-0000-7000-8000-000000000000'
const example = { object: 'customer', name: '客户登记表', language: 'zh', isOn: true, file: someId }
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `/api/print-templates`: the company's Word templates, for whoever may change settings. */
export function templateRoutes(server: ApiServer, place: PrintPlace): void {
  const right = 'settings.update'
  server.get(
    '/api/print-templates',
    says({ id: 'printTemplates.list', answer: templatesAnswer, right }),
    async request => everything(await settingsContext(request), place),
  )
  server.post(
    '/api/print-templates/look',
    says({
      id: 'printTemplates.look',
      isHarmlessTwice: true,
      body: lookSchema,
      example: { object: 'customer', language: 'zh', file: someId },
      answer: namesAnswer,
      right,
    }),
    async request => {
      const ctx = await settingsContext(request)
      const { object, language, file } = parseBody(lookSchema, request.body)
      const { bytes } = await uploaded(ctx, place, file)
      return { tags: await namesIn(ctx, place.values, { object: nounOf(ctx, object), language, content: bytes }) }
    },
  )
  server.post(
    '/api/print-templates',
    says({ id: 'printTemplates.add', body: addTemplateSchema, example, answer: templateAnswer, status: 201, right }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const input = parseBody(addTemplateSchema, request.body)
      const object = nounOf(ctx, input.object)
      const file = await uploaded(ctx, place, input.file)
      await namesIn(ctx, place.values, { object, language: input.language, content: file.bytes })
      const id = await inTransaction(ctx, trx => addTemplate(trx, { ...input, object: object.name }, file))
      return reply.status(201).send(await shown(ctx, id))
    },
  )
  server.put(
    '/api/print-templates/:id',
    says({
      id: 'printTemplates.change',
      body: changeTemplateSchema,
      example: { name: '客户登记表', language: 'zh', isOn: false, version: 1 },
      answer: templateAnswer,
      right,
    }),
    async request => {
      const ctx = await settingsContext(request)
      const input = parseBody(changeTemplateSchema, request.body)
      const known = await templateWith(ctx, idOf(request))
      const file = input.file === undefined ? null : await uploaded(ctx, place, input.file)
      if (file)
        await namesIn(ctx, place.values, {
          object: nounOf(ctx, known.object),
          language: input.language,
          content: file.bytes,
        })
      await inTransaction(ctx, async trx => {
        await changeTemplate(trx, known.id, { ...input, file })
        return null
      })
      return shown(ctx, known.id)
    },
  )
  server.delete('/api/print-templates/:id', says({ id: 'printTemplates.remove', right }), async (request, reply) => {
    const ctx = await settingsContext(request)
    const id = idOf(request)
    await inTransaction(ctx, async trx => {
      await removeTemplate(trx, id)
      return null
    })
    return reply.status(204).send()
  })
  files(server, place)
}

function files(server: ApiServer, place: PrintPlace): void {
  const right = 'settings.update'
  server.get(
    '/api/print-templates/starter',
    says({
      id: 'printTemplates.starter',
      query: { object: text, language: printLanguage },
      needs: ['object', 'language'],
      file: docx,
      right,
    }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const { object: name = '', language: asked } = request.query as { object?: string; language?: string }
      const object = nounOf(ctx, name)
      const language = asked === 'en' ? 'en' : 'zh'
      const label = translate(language, `${object.name}.name`)
      const body = await starterTemplate(label, tagsOf(ctx, place.values, { object, language }))
      return nameFile(reply, { name: `${label}.docx`, type: docx, body })
    },
  )
  server.get(
    '/api/print-templates/:id/content',
    says({ id: 'printTemplates.content', file: docx, right }),
    async (request, reply) => {
      const { fileName, content } = await templateWith(await settingsContext(request), idOf(request))
      return nameFile(reply, { name: fileName, type: docx, body: content })
    },
  )
  server.get(
    '/api/print-templates/:id/sample',
    says({ id: 'printTemplates.sample', query: { record: uuid }, file: docx, right }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const known = await templateWith(ctx, idOf(request))
      const object = nounOf(ctx, known.object)
      const record = await sampleOf(ctx, object, (request.query as { record?: string }).record)
      const body = await fillTemplate(ctx, place.values, { object, record, template: known })
      return nameFile(reply, { name: known.fileName, type: docx, body })
    },
  )
}

/** The record that was named, else the newest that the actor sees. */
async function sampleOf(ctx: Context, object: ObjectDefinition, record: string | undefined) {
  if (record !== undefined) return get(ctx, object, record)
  const { records } = await find(ctx, object, { fields: [], sort: ['-createdAt'], limit: 1 })
  if (!records[0]) throw notFound('print_template.sample')
  return get(ctx, object, records[0].id)
}

async function everything(ctx: Context, { prints }: PrintPlace): Promise<PrintTemplates> {
  // What has papers of its own is what one would print otherwise, too.
  const isPaper = (object: ObjectDefinition): number => (prints.some(print => print.object === object.name) ? 0 : 1)
  return {
    templates: await allTemplates(ctx),
    nouns: [...ctx.catalog.objects.values()]
      .filter(object => mayHave(ctx, object))
      .sort((a, b) => isPaper(a) - isPaper(b))
      .map(({ name, plural }) => ({
        object: name,
        path: kebabCase(plural),
        label: translate(ctx.locale, `${name}.name`),
      })),
  }
}

const mayHave = (ctx: Context, object: ObjectDefinition): boolean =>
  object.owned && !object.lineOf && mayRead(ctx, object)

function nounOf(ctx: Context, name: string): ObjectDefinition {
  const object = ctx.catalog.objects.get(name)
  if (!object || !mayHave(ctx, object)) throw invalid([{ path: 'object', code: 'print_template.no_noun' }])
  return object
}

async function shown(ctx: Context, id: string): Promise<PrintTemplate> {
  const one = (await allTemplates(ctx)).find(known => known.id === id)
  if (!one) throw notFound('print')
  return one
}

async function uploaded(ctx: Context, { stores }: PrintPlace, id: string): Promise<TemplateFile> {
  const file = await fileFor(ctx, id)
  if (file.size > templateLimits.bytes)
    throw invalid([
      { path: 'file', code: 'print_template.file_too_large', params: { max: templateLimits.bytes / 1024 / 1024 } },
    ])
  if (!/\.docx$/i.test(file.title)) throw invalid([{ path: 'file', code: 'print_template.not_docx' }])
  const content = await stores.of(ctx.company.id).read(file.storageKey)
  if (!content) throw notFound('file')
  return { name: file.title, bytes: await buffer(content) }
}

async function settingsContext(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  return ctx
}

const idOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('print')
  return id.toLowerCase()
}
