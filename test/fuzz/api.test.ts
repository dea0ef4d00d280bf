import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '../harness/company.ts'

// Whatever a client sends: an answer below 500, and nobody's records but one's own.

let company: TestCompany
let secretId: string

beforeAll(async () => {
  company = await openTestCompany()
  for (let n = 0; n < 5; n++)
    await company.as.li.post('/api/customers', { name: `李的客户 ${n}`, phones: [`1380013800${n}`] })
  secretId = (
    await company.as.zhao.post('/api/customers', { name: '绝密客户', remark: '绝密', phones: ['13999999999'] })
  ).id
})

const hostile = fc.constantFrom(
  "'",
  '"',
  '; drop table customers; --',
  '\\',
  '%',
  '_',
  '$1',
  '{}',
  '[]',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '😀',
  '1e999',
  '-0',
  '',
  ' ',
  '绝密',
  '../../etc/passwd',
)
const word = fc.oneof(hostile, fc.string({ maxLength: 12 }))
const field = fc.oneof(
  fc.constantFrom(
    'name',
    'owner',
    'phones',
    'level',
    'employees',
    'createdAt',
    'parent',
    'parent.name',
    'owner.superior',
    'parent.remark',
    'externalId',
  ),
  word,
)
const operator = fc.oneof(
  fc.constantFrom(
    'is',
    'isNot',
    'in',
    'notIn',
    'contains',
    'startsWith',
    'gt',
    'gte',
    'lt',
    'lte',
    'between',
    'preset',
    'empty',
    'notEmpty',
    'me',
    'mySubordinates',
  ),
  word,
)
const value = fc.oneof(
  word,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(word, { maxLength: 3 }),
  fc.dictionary(word, word, { maxKeys: 2 }),
)
const { filter } = fc.letrec(tie => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    fc.record({ field, op: operator, value }),
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
    value,
  ),
}))
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

it('lists, counts, sums, sorts and pages', async () => {
  await fc.assert(
    fc.asyncProperty(filter, fc.array(field, { maxLength: 3 }), word, word, async (tree, sort, after, limit) => {
      const query = `filter=${encoded(JSON.stringify(tree))}&sort=${encoded(sort.join(','))}&count=1${after ? `&after=${encoded(after)}` : ''}${limit ? `&limit=${encoded(limit)}` : ''}`
      const reply = await company.as.li.ask('GET', `/api/customers?${query}`)
      expect(reply.status, query).toBeLessThan(500)
      expect(JSON.stringify(reply.body)).not.toContain(secretId)
      const readable = await company.as.li.ask('GET', `/api/customers?filter=${encoded(JSON.stringify(tree))}&count=1`)
      expect(readable.status, query).toBeLessThan(500)
      expect(JSON.stringify(readable.body)).not.toContain('绝密客户')
    }),
    { numRuns: 150 },
  )
})

it('searches, opens, writes and acts', async () => {
  await fc.assert(
    fc.asyncProperty(
      word,
      fc.dictionary(field, value, { maxKeys: 5 }),
      fc.constantFrom('customers', 'opportunities', 'users', 'pipelines'),
      async (text, body, plural) => {
        const { li } = company.as
        const replies = [
          await li.ask('GET', `/api/search?q=${encoded(text)}`),
          await li.ask('GET', `/api/${plural}/${encoded(text)}`),
          await li.ask('POST', `/api/${plural}`, body),
          await li.ask('PATCH', `/api/${plural}/${secretId}`, body),
          await li.ask('POST', `/api/${plural}/${secretId}/${encoded(text)}`, body),
          await li.ask('GET', `/api/opportunities/board?pipeline=${encoded(text)}&filter=${encoded(text)}`),
          await li.ask('GET', `/api/reports/${encoded(text)}?from=${encoded(text)}&currency=${encoded(text)}`),
          await li.ask('GET', `/api/reports/wonBySalesperson?from=${encoded(text)}&filter=${encoded(text)}`),
        ]
        for (const reply of replies) {
          expect(reply.status, JSON.stringify([text, body, reply.body])).toBeLessThan(500)
          expect(JSON.stringify(reply.body ?? '')).not.toContain('绝密客户')
        }
      },
    ),
    { numRuns: 100 },
  )
  expect(await company.as.zhao.get(`/api/customers/${secretId}`)).toMatchObject({ name: '绝密客户', version: 1 })
})
