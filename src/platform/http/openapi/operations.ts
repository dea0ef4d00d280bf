import { may } from '../../access/actor.ts'
import { translate } from '../../i18n/index.ts'
import type { Json } from '../../objects/field.ts'
import type { ObjectDescription, VerbDescription } from '../../objects/description.ts'
import type { Context } from '../../records/context.ts'
import type { RouteDescription, Schema } from '../describe-route.ts'
import type { DescribedRoute } from './described-routes.ts'
import { exampleOf } from './example-of.ts'
import { schemaOf } from './json-schema.ts'
import { inputSchema } from './record-schemas.ts'

/** One operation of the API documentation: where it stands, and what it says. */
export interface Operation {
  path: string
  method: string
  operation: Schema
}

/** What this person may do by a route: once, or for each noun (and verb) that has it. */
export function operationsOf(
  ctx: Context,
  { method, url, api }: DescribedRoute,
  { nouns, schemas }: { nouns: readonly ObjectDescription[]; schemas: ReadonlySet<string> },
): Operation[] {
  if (!(api.of ?? []).every(name => schemas.has(name))) return []
  const at = (noun: ObjectDescription | null, verb: VerbDescription | null): Operation => ({
    path: pathOf(url, noun, verb),
    method: method.toLowerCase(),
    operation: operation(ctx, { api, method, url, noun, verb }),
  })
  if (!url.includes('/:plural')) return isAllowed(ctx, api) ? [at(null, null)] : []
  const having = nouns.filter(noun => !noun.lineOf && (api.nouns?.(noun) ?? true))
  if (url.endsWith('/:verb'))
    return having.flatMap(noun => noun.verbs.filter(verb => verb.verb in noun.rights).map(verb => at(noun, verb)))
  return having.filter(noun => isAllowedOn(ctx, api, noun)).map(noun => at(noun, null))
}

const isAllowed = ({ actor }: Context, { right }: RouteDescription): boolean => right === undefined || may(actor, right)

/** A right with a point in it is none of the noun's: `role.assign`. */
const isAllowedOn = (ctx: Context, api: RouteDescription, noun: ObjectDescription): boolean =>
  api.right === undefined || (api.right.includes('.') ? isAllowed(ctx, api) : api.right in noun.rights)

const pathOf = (url: string, noun: ObjectDescription | null, verb: VerbDescription | null): string =>
  url
    .replace(':plural', noun?.path ?? '')
    .replace(/:verb$/, verb?.verb ?? '')
    .replace(/:(\w+)/g, '{$1}')

interface Said {
  api: RouteDescription
  method: string
  url: string
  noun: ObjectDescription | null
  verb: VerbDescription | null
}

function operation(ctx: Context, said: Said): Schema {
  const { api, noun, verb, url } = said
  const [group = ''] = api.id.split('.')
  const words = { noun: noun?.label ?? '', nouns: noun?.labelPlural ?? '' }
  const right = api.right && noun && !api.right.includes('.') ? `${noun.name}.${api.right}` : api.right
  const permission = verb && noun ? `${noun.name}.${verb.verb}` : right
  return {
    operationId: noun ? `${noun.name}.${verb?.verb ?? api.id.slice(group.length + 1)}` : api.id,
    summary: verb?.label ?? translate(ctx.locale, `api.${api.id}`, words),
    tags: [noun?.name ?? group],
    parameters: [...pathParameters(url), ...queryParameters(said), ...headerParameters(said)],
    ...bodyOf(said),
    responses: {
      ...Object.fromEntries(answersOf(said)),
      ...(api.cost ? { '429': { $ref: '#/components/responses/TooOften' } } : {}),
      default: { $ref: '#/components/responses/Problem' },
    },
    ...(permission ? { 'x-permission': permission } : {}),
    ...securityOf(api),
  }
}

const pathParameters = (url: string): Schema[] =>
  [...url.replace(/:verb$/, '').matchAll(/:(\w+)/g)]
    .map(match => match[1] ?? '')
    .filter(name => name !== 'plural')
    .map(name => ({ name, in: 'path', required: true, schema: parameterSchema[name] ?? { type: 'string' } }))

const uuid: Schema = { type: 'string', format: 'uuid' }
const parameterSchema: Record<string, Schema> = {
  id: uuid,
  user: uuid,
  session: uuid,
  year: { type: 'integer', minimum: 2000, maximum: 2199 },
  lens: { type: 'string', enum: ['own', 'team'] },
}

const queryParameters = ({ api, noun }: Said): Schema[] =>
  Object.entries(api.query ?? {}).map(([name, shape]) => ({
    name,
    in: 'query',
    ...(api.needs?.includes(name) ? { required: true } : {}),
    schema: schemaOf(shape, noun),
  }))

const headerParameters = ({ api, method }: Said): Schema[] => [
  ...(method === 'GET' || api.who || api.isHarmlessTwice ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }]),
  ...(api.takesVersion ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
]

function bodyOf({ api, noun, verb }: Said): Schema {
  if (api.takesFile)
    return {
      requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string' } } } },
    }
  if (!api.body) return {}
  const schema = verb ? inputSchema(verb.input) : schemaOf(api.body, noun)
  const example: Json = api.example ?? exampleOf(schema)
  const isTold = '$ref' in schema || (api.example === undefined && Array.isArray(schema.examples))
  return {
    requestBody: { required: true, content: { 'application/json': { schema, ...(isTold ? {} : { example }) } } },
  }
}

function answersOf({ api, noun }: Said): [string, Schema][] {
  const statuses = [api.status ?? (api.answer || api.file ? 200 : 204), ...(api.orStatus ? [api.orStatus] : [])]
  return statuses.map(status => [
    String(status),
    { description: meaning[status] ?? 'OK', ...(status === 204 ? {} : contentOf(api, noun)) },
  ])
}

const meaning: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No content',
  503: 'Not ready',
}

function contentOf({ file, answer }: RouteDescription, noun: ObjectDescription | null): Schema {
  if (file) return { content: { [file]: { schema: { type: 'string' } } } }
  return answer ? { content: { 'application/json': { schema: schemaOf(answer, noun) } } } : {}
}

function securityOf({ who }: RouteDescription): Schema {
  if (who === 'anybody') return { security: [] }
  return who === 'person' ? { security: [{ session: [] }] } : {}
}
