import { subscribe } from 'node:diagnostics_channel'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { declaredObjects, pathOf, sampleRecord } from '#test/harness/sample-values.ts'
import { type Documentation, type Documented, documentationOf, type Part } from './documented.ts'

const routes = new Set<string>()
subscribe('fastify.initialization', message => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', ({ method, url }) => {
    // What a browser asks before it sends for another site is no operation.
    const isOperation = (one: string): boolean => one !== 'HEAD' && one !== 'OPTIONS'
    for (const one of [method].flat()) if (isOperation(one) && url.startsWith('/api/')) routes.add(`${one} ${url}`)
  })
})

let company: TestCompany
let chen: Documentation

beforeAll(async () => {
  company = await openTestCompany()
  chen = await documentationOf(company.as.chen)
})

test('a public validator finds the documentation valid, in both languages and for somebody with few rights', async () => {
  const { valid, errors } = await new Validator().validate(chen.document)
  expect([valid, errors ?? []]).toEqual([true, []])
  await company.as.zhao.patch('/api/session', { locale: 'en' })
  const { document, operations } = await documentationOf(company.as.zhao)
  expect((await new Validator().validate(document)).valid).toBe(true)
  const chinese = operations.filter(({ operation }) => /[\u3400-\u9fff]/.test(operation.summary))
  expect(chinese.map(({ operation }) => operation.operationId)).toEqual([])
  const wordless = [...operations, ...chen.operations].filter(({ operation }) => operation.summary.startsWith('api.'))
  expect(wordless.map(({ operation }) => operation.operationId)).toEqual([])
  expect(JSON.stringify([document.tags, chen.document.tags])).not.toContain('api_groups.')
})

test('every route that the server has is in it', () => {
  expect(routes.size).toBeGreaterThan(100)
  const plural = new Set(declaredObjects.filter(object => !object.lineOf).map(object => pathOf(object).slice(5)))
  const documented = new Set(chen.operations.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, ':')}`))
  const isThere = (route: string): boolean => {
    const address = route.replace(/:(?!plural|verb)\w+/g, ':')
    if (address.endsWith('/:verb')) return documented.has('POST /api/opportunities/:/win')
    return address.includes(':plural')
      ? [...plural].some(one => documented.has(address.replace(':plural', one)))
      : documented.has(address)
  }
  expect([...routes].filter(route => !isThere(route))).toEqual([])
})

test('nobody is told of operations that he could not use, nor of nouns that he may not read', async () => {
  const li = await documentationOf(company.as.li)
  const ids = (all: Documented[]): string[] => all.map(({ operation }) => operation.operationId)
  expect(ids(chen.operations)).toEqual(expect.arrayContaining(['audit.list', 'customer.export_csv', 'roles.create']))
  expect(ids(li.operations)).toEqual(expect.arrayContaining(['customer.create', 'opportunity.win', 'views.create']))
  for (const hidden of ['audit.list', 'customer.export_csv', 'roles.create', 'layout.addField', 'customer.access'])
    expect(ids(li.operations)).not.toContain(hidden)
  const qian = await documentationOf(company.as.qian)
  expect(ids(qian.operations).filter(id => id.startsWith('customer'))).toEqual([])
  expect(Object.keys(qian.document.components.schemas)).toEqual(['Problem'])
})

test('each example fits its schema', () => {
  const wrong = chen.operations.flatMap(({ operation }) =>
    Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema, example }) => {
      const examples = example === undefined ? ((schema.examples ?? []) as unknown[]) : [example]
      return examples.flatMap(one => {
        const misfit = chen.misfit(schema, one)
        return misfit ? [`${operation.operationId}: ${misfit}`] : []
      })
    }),
  )
  expect(wrong).toEqual([])
  for (const [name, schema] of Object.entries(chen.document.components.schemas))
    for (const one of (schema.examples ?? []) as unknown[])
      expect([name, chen.misfit(schema, one)]).toEqual([name, null])
})

/** They end the session with which the test asks, or make companies. */
const leftOut = new Set([
  'session.signOut',
  'session.endOthers',
  'session.endOne',
  'session.viewAs',
  'setup.setUp',
  'live.listen',
])

/** Of what every noun has, these nouns stand for all; the rest is asked in `test/every-object*`. */
const stand = ['customer', 'opportunity', 'event', 'user', 'tag']

test('each operation, called as it says of itself, answers as it says, never with a fault, and sent again is not done again', async () => {
  const ids = new Map<string, string>()
  const made = { ...company, as: { ...company.as, li: company.as.chen } }
  const nouns = declaredObjects.filter(object => !object.lineOf)
  for (const object of nouns.filter(({ name }) => stand.includes(name)))
    ids.set(pathOf(object), await sampleRecord(made, object))
  const order = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE']
  const isOfAnother = ({ operation }: Documented): boolean => {
    const [name = ''] = operation.operationId.split('.')
    return nouns.some(noun => noun.name === name) && !stand.includes(name)
  }
  const calls = chen.operations
    .filter(call => !leftOut.has(call.operation.operationId) && !isOfAnother(call))
    .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))
  const wrong: unknown[] = []
  let done = 0
  for (const [place, { method, path, operation }] of calls.entries()) {
    const address = addressOf(path, operation.parameters, ids)
    const takesKey = operation.parameters.some(one => one.$ref === '#/components/parameters/IdempotencyKey')
    const headers = { origin: company.url, ...(takesKey ? { 'idempotency-key': `walk-${place}` } : {}) }
    const ask = () => company.as.chen.ask(method, address, bodyOf(operation), headers)
    const { status, body, headers: said } = await ask()
    const schema = operation.responses[status]?.content?.['application/json']?.schema
    const isProblem = status >= 400 && status < 500 && /problem\+json/.test(said.get('content-type') ?? '')
    const misfit = schema && status < 300 ? chen.misfit(schema, body) : null
    if ((!operation.responses[status] && !isProblem) || misfit) wrong.push([method, address, status, misfit ?? body])
    if (status >= 300) continue
    done++
    if (!takesKey) continue
    const again = await ask()
    if (again.status !== status || again.headers.get('idempotency-replayed') !== 'true')
      wrong.push([method, address, again.status, 'done again', again.body])
  }
  expect(wrong).toEqual([])
  // Most of them do what they say: examples are no empty words.
  expect(done).toBeGreaterThan(calls.length * 0.6)
}, 120_000)

const nobody = '0199aaaa-0000-7000-8000-000000000000'

function addressOf(path: string, parameters: Part[], ids: ReadonlyMap<string, string>): string {
  const base = /^\/api\/(?:stars\/)?[\w-]+/.exec(path)?.[0].replace('/stars', '') ?? ''
  const values: Record<string, string> = {
    id: ids.get(base) ?? nobody,
    object: 'customer',
    field: path.includes('/options/') ? 'level' : 'name',
    name: 'wonBySalesperson',
    user: company.as.li.id,
    year: '2026',
    lens: 'own',
    kind: 'task.assigned',
  }
  const query = parameters
    .filter(({ in: place, schema }) => place === 'query' && (schema as Part).examples)
    .map(
      ({ name, schema }) =>
        `${String(name)}=${encodeURIComponent(String(((schema as Part).examples as unknown[])[0]))}`,
    )
  const needed: Record<string, string> = {
    q: '客户',
    user: company.as.li.id,
    from: '2026-03-01T00:00:00Z',
    until: '2026-04-01T00:00:00Z',
    day: '2026-03-02',
    version: '0',
    object: 'customer',
    name: 'x.csv',
    print: 'record',
    language: 'zh',
  }
  for (const { name, in: place, required } of parameters)
    if (place === 'query' && required) query.push(`${String(name)}=${encodeURIComponent(needed[String(name)] ?? '')}`)
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? nobody)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

function bodyOf({ requestBody }: Documented['operation']): unknown {
  const json = requestBody?.content['application/json']
  if (!json) return requestBody ? 'x' : undefined
  if (json.example !== undefined) return json.example
  const name =
    String(json.schema.$ref ?? '')
      .split('/')
      .at(-1) ?? ''
  const schema = json.schema.$ref ? chen.document.components.schemas[name] : json.schema
  return (schema?.examples as unknown[] | undefined)?.[0] ?? {}
}
