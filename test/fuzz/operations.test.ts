import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Documented, documentationOf, type Part } from '../api/documented.ts'
import { openTestCompany, type TestCompany, testPassword } from '../harness/company.ts'

// Every operation that the API documentation names, with whatever a client may send in each of its places: an answer below 500, and
// nothing of what belongs to others.

const secret = '绝密客户'
let company: TestCompany
let secretId: string
let documents: Record<'li' | 'chen', { operations: Documented[]; schemas: Record<string, Part> }>

/** They end the session with which the test asks, or go on for ever. */
const leftOut =
  /^(session\.(signOut|endOthers|endOne|viewAs|change|signIn)|setup\.|secondFactor\.|live\.|accounts\.changePolicy)/

beforeAll(async () => {
  company = await openTestCompany()
  const { li, chen, zhao } = company.as
  secretId = (await zhao.post('/api/customers', { name: secret, remark: '绝密', phones: ['13999999999'] })).id
  const read = async (person: typeof li) => {
    const { operations, document } = await documentationOf(person)
    return {
      operations: operations.filter(({ operation }) => !leftOut.test(operation.operationId)),
      schemas: document.components.schemas,
    }
  }
  documents = { li: await read(li), chen: await read(chen) }
})

const hostile = fc.oneof(
  fc.constantFrom(
    "'",
    '; drop table customers; --',
    "Asia/Shanghai'; select pg_sleep(9); --",
    'UTC+25',
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '1e999',
    '-1',
    '99999999999999999999',
    'NaN',
    '[]',
    '{}',
    'null',
    '2026-02-30',
    '9999999-01-01T00:00:00Z',
    'W10=',
    'eyJhIjoxfQ',
    '😀'.repeat(40),
    '<script>',
    '=1+1',
    '',
  ),
  fc.string({ maxLength: 20 }),
)
const value = fc.oneof(
  hostile,
  fc.constantFrom(null, true, -1, 0, 1.5, 1e308, [], {}, [null], [{}], { id: {} }, [[[[]]]]),
  fc.dictionary(hostile, hostile, { maxKeys: 2 }),
)
const call = fc.record({
  at: fc.nat(),
  path: fc.array(fc.oneof(hostile, fc.constant('ID')), { minLength: 3, maxLength: 3 }),
  query: fc.array(hostile, { minLength: 12, maxLength: 12 }),
  asked: fc.nat({ max: 4095 }),
  body: fc.oneof(fc.dictionary(hostile, value, { maxKeys: 4 }), fc.constant('example')),
  broken: fc.nat(),
  instead: value,
  headers: fc.dictionary(
    fc.constantFrom('x-locale', 'accept-language', 'if-match', 'idempotency-key', 'range'),
    word(),
    {
      maxKeys: 2,
    },
  ),
})

/** What may stand in a header at all. */
function word() {
  return fc.oneof(
    fc.constantFrom('"1"', '"x"', 'W/"2"', 'zz-ZZ', 'en;q=9', 'bytes=9-1', '*', 'a b'),
    fc.stringMatching(/^[!-~]{0,30}$/),
  )
}

test.each(['li', 'chen'] as const)(
  '%s, whatever he sends',
  async who => {
    const { operations, schemas } = documents[who]
    await fc.assert(
      fc.asyncProperty(call, async given => {
        const { method, path, operation } = operations[given.at % operations.length] as Documented
        const address = addressOf({ path, operation }, given)
        const body = method === 'GET' ? undefined : bodyOf({ operation, schemas }, given)
        const headers = { origin: company.url, ...given.headers }
        const { status, body: said } = await company.as[who].ask(method, address, body, headers)
        const what = `${method} ${address} ${JSON.stringify(body)} ${JSON.stringify(given.headers)}: ${JSON.stringify(said)}`
        expect(status, what).toBeLessThan(500)
        if (who === 'li') expect(JSON.stringify(said), what).not.toContain(secret)
      }),
      { numRuns: Number(process.env.FUZZ_ROUNDS ?? (process.env.NIGHTLY === '1' ? 5000 : 250)) },
    )
    if (who === 'li')
      expect(await company.as.zhao.get(`/api/customers/${secretId}`)).toMatchObject({ name: secret, version: 1 })
  },
  600_000,
)

test('whoever was asked about may still come in', async () => {
  const { login } = company.as.li
  const signIn = await company.as.qian.ask('POST', '/api/session', { login, password: testPassword })
  expect(signIn.status).toBe(200)
})

type Given = { path: string[]; query: string[]; asked: number }

function addressOf(
  { path, operation }: Pick<Documented, 'path' | 'operation'>,
  { path: parts, query, asked }: Given,
): string {
  let place = 0
  const filled = path.replace(/\{\w+\}/g, () => {
    const part = parts[place++ % parts.length] ?? ''
    return part === 'ID' ? secretId : encode(part) || 'x'
  })
  const names = operation.parameters.filter(one => one.in === 'query').map(one => String(one.name))
  const chosen = names.filter((_name, index) => (asked >> index) & 1)
  const pairs = chosen.map((name, index) => `${name}=${encode(query[index % query.length] ?? '')}`)
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
}

/** A body made up, or the example with one of its values put wrong. */
function bodyOf(
  { operation, schemas }: { operation: Documented['operation']; schemas: Record<string, Part> },
  { body, broken, instead }: { body: unknown; broken: number; instead: unknown },
): unknown {
  if (body !== 'example') return body
  const json = operation.requestBody?.content['application/json']
  const schema = json?.schema.$ref ? schemas[String(json.schema.$ref).split('/').at(-1) ?? ''] : json?.schema
  const example = json?.example ?? (schema?.examples as unknown[] | undefined)?.[0] ?? {}
  const names = [...new Set([...Object.keys(example as object), ...Object.keys((schema?.properties as object) ?? {})])]
  const name = names[broken % Math.max(names.length, 1)]
  return name === undefined ? example : { ...(example as object), [name]: instead }
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())
