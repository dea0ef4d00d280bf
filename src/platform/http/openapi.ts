import { isMasked, mayWriteField, readableFields } from '../access/readable.ts'
import { fieldType, isPointsField } from '../fields/index.ts'
import { describeCatalog } from '../records/describe.ts'
import { objectOf } from '../objects/catalog.ts'
import type { FieldDescription, ObjectDescription } from '../objects/description.ts'
import type { Json } from '../objects/index.ts'
import type { Context } from '../records/index.ts'

type Schema = Record<string, Json>

/** The API of this company as this person may use it: OpenAPI 3.1. */
export function openApiDocument(ctx: Context): Schema {
  const objects = describeCatalog(ctx).filter(object => !object.lineOf)
  return {
    openapi: '3.1.0',
    info: {
      title: `掌柜 · ${ctx.company.name}`,
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { key: [] }],
    tags: objects.map(({ name, labelPlural }) => ({ name, description: labelPlural })),
    paths: Object.assign({}, ...objects.map(object => paths(object))),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zhanggui_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: problemSchema,
        ...Object.fromEntries(objects.map(object => [object.name, recordSchema(ctx, object)])),
      },
      responses: {
        Problem: {
          description: 'RFC 9457',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    correlationId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

function paths(object: ObjectDescription): Schema {
  const { name, path, rights } = object
  const record: Schema = { $ref: `#/components/schemas/${name}` }
  const id: Json[] = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }]
  const operation = (operationId: string, summary: string, rest: Schema): Schema => ({
    operationId: `${name}.${operationId}`,
    summary,
    tags: [name],
    ...rest,
  })
  const body: Schema = { required: true, content: { 'application/json': { schema: record } } }
  const one = { '200': answer(record), default: { $ref: '#/components/responses/Problem' } }
  const verbs = object.verbs
    .filter(verb => verb.verb in rights)
    .map(verb => [
      `/api/${path}/{id}/${verb.verb}`,
      {
        parameters: id,
        post: operation(verb.verb, verb.label, {
          requestBody: { content: { 'application/json': { schema: inputSchema(verb.input) } } },
          responses: one,
        }),
      },
    ])
  return {
    [`/api/${path}`]: {
      get: operation('list', object.labelPlural, {
        parameters: listParameters,
        responses: { '200': answer(listSchema(record)), default: { $ref: '#/components/responses/Problem' } },
      }),
      ...('create' in rights
        ? {
            post: operation('create', object.label, {
              requestBody: body,
              responses: { '201': answer(record), default: { $ref: '#/components/responses/Problem' } },
            }),
          }
        : {}),
    },
    [`/api/${path}/{id}`]: {
      parameters: id,
      get: operation('get', object.label, { responses: one }),
      ...('update' in rights
        ? { patch: operation('update', object.label, { requestBody: body, responses: one }) }
        : {}),
      ...('remove' in rights
        ? {
            delete: operation('remove', object.label, {
              responses: { '204': { description: 'removed' }, default: { $ref: '#/components/responses/Problem' } },
            }),
          }
        : {}),
    },
    ...Object.fromEntries(verbs),
  }
}

const answer = (schema: Schema): Schema => ({ description: 'OK', content: { 'application/json': { schema } } })

const listSchema = (record: Schema): Schema => ({
  type: 'object',
  required: ['records', 'next'],
  properties: { records: { type: 'array', items: record }, next: { type: ['string', 'null'] } },
})

const listParameters: Json[] = [
  { name: 'filter', in: 'query', description: 'filter tree, JSON', schema: { type: 'string' } },
  { name: 'sort', in: 'query', schema: { type: 'string' } },
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 } },
  { name: 'after', in: 'query', schema: { type: 'string' } },
  { name: 'fields', in: 'query', schema: { type: 'string' } },
  { name: 'count', in: 'query', schema: { type: 'string', enum: ['1', 'exact'] } },
]

function recordSchema(ctx: Context, described: ObjectDescription): Schema {
  const object = objectOf(ctx.catalog, described.name)
  const properties = readableFields(ctx, object).map(([name, field]) => {
    // Of what is masked an outline comes: of phones and addresses as they are, of all else as text.
    const isOutline = isMasked(ctx, object, name) && !isPointsField(field)
    const schema = isOutline ? { type: 'string' } : fieldType(field.type).jsonSchema(field)
    const isReadOnly = field.setBy === 'verb' || !mayWriteField(ctx, object, name)
    const label = described.fields.find(one => one.name === name)?.label ?? name
    return [
      name,
      {
        anyOf: [schema, { type: 'null' }],
        title: label,
        ...(isReadOnly ? { readOnly: true } : {}),
        ...(field.setBy === 'creation' ? { description: 'given at creation; afterwards a verb changes it' } : {}),
      },
    ]
  })
  return {
    type: 'object',
    title: described.label,
    properties: {
      id: { type: 'string', format: 'uuid', readOnly: true },
      version: { type: 'integer' },
      can: { type: 'array', items: { type: 'string' }, readOnly: true },
      ...Object.fromEntries(properties),
    },
  }
}

const inputSchema = (input: readonly FieldDescription[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(
    input.map(field => [
      field.name,
      {
        ...fieldType(field.type).jsonSchema({ ...field, options: field.options?.map(option => option.id) }),
        title: field.label,
      },
    ]),
  ),
  required: input.filter(field => field.required).map(field => field.name),
})
