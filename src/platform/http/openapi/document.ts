import { translate } from '../../i18n/index.ts'
import type { ObjectDescription } from '../../objects/description.ts'
import type { Context } from '../../records/context.ts'
import { describeCatalog } from '../../records/describe.ts'
import type { Schema } from '../describe-route.ts'
import '../words.ts'
import type { DescribedRoute } from './described-routes.ts'
import { type Operation, operationsOf } from './operations.ts'
import { problemSchema } from './problem-schema.ts'
import { recordSchemas } from './record-schemas.ts'

/** The API of this company as this person may use it, in his language: OpenAPI 3.1. */
export function openApiDocument(ctx: Context, routes: readonly DescribedRoute[]): Schema {
  const nouns = describeCatalog(ctx)
  const known = new Set(nouns.map(noun => noun.name))
  const records: Record<string, Schema> = Object.assign({}, ...nouns.map(noun => recordSchemas(ctx, noun, known)))
  const schemas = new Set(Object.keys(records))
  const operations = routes.flatMap(route => operationsOf(ctx, route, { nouns, schemas }))
  return {
    openapi: '3.1.0',
    info: {
      title: `掌柜 · ${ctx.company.name}`,
      version: '1',
      description: translate(ctx.locale, 'api_document.description'),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { key: [] }],
    tags: tagsOf(ctx, nouns, operations),
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zhanggui_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
      parameters: parametersOf(ctx),
      schemas: { Problem: problemSchema, ...records },
      responses: {
        TooOften: {
          description: 'Too many requests',
          headers: { 'Retry-After': { schema: { type: 'integer', minimum: 1 } } },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
        Problem: {
          description: 'RFC 9457',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function pathsOf(operations: readonly Operation[]): Record<string, Schema> {
  const paths: Record<string, Schema> = {}
  for (const { path, method, operation } of operations) paths[path] = { ...paths[path], [method]: operation }
  return paths
}

/** Nouns first, in their order, then what the program has beside them. */
function tagsOf(ctx: Context, nouns: readonly ObjectDescription[], operations: readonly Operation[]): Schema[] {
  const named = nouns.filter(noun => !noun.lineOf).map(({ name, labelPlural }) => ({ name, description: labelPlural }))
  const used = new Set(operations.flatMap(({ operation }) => operation.tags as string[]))
  const others = [...used].filter(tag => !named.some(({ name }) => name === tag))
  return [...named, ...others.map(name => ({ name, description: translate(ctx.locale, `api_groups.${name}`) }))]
}

const parametersOf = ({ locale }: Context): Schema => ({
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: translate(locale, 'api_document.idempotency_key'),
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: translate(locale, 'api_document.if_match'),
    schema: { type: 'string', maxLength: 200 },
  },
})
