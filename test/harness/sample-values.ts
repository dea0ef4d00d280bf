import { randomInt } from 'node:crypto'
import { Exact } from '#platform/fields/index.ts'
import type { FieldDefinition, ObjectDefinition } from '#platform/objects/index.ts'
import { currencies, kebabCase } from '#platform/objects/index.ts'
import { app } from '#src/app.ts'
import type { TestCompany } from './company.ts'
import type { Person } from './people.ts'
import { onePixel, uploadFile } from './upload.ts'

/** Every noun of the program. */
export const declaredObjects: readonly ObjectDefinition[] = app.modules.flatMap(module => module.objects)

export const pathOf = (object: ObjectDefinition): string => `/api/${kebabCase(object.plural)}`

/** What finance alone writes. */
const isOfTheBooks = (object: ObjectDefinition): boolean =>
  ['receipt', 'allocation', 'openingBalance'].includes(object.name)

/** Who makes records of this noun in tests: a salesperson where there is an owner, else the administrator. */
export const authorOf = (company: TestCompany, object: ObjectDefinition): Person =>
  object.owned && !isOfTheBooks(object) ? company.as.li : company.as.chen

/** Fields with a rule of their own, which no value made from the kind of the field alone would satisfy. */
const particular: Record<string, (soFar: Record<string, unknown>, company: TestCompany) => unknown> = {
  'customer.taxNo': () => letters(15).toUpperCase(),
  'legalEntity.taxNo': () => letters(15).toUpperCase(),
  'campaign.endsOn': ({ startsOn }) => `${String(startsOn).slice(0, 8)}28`,
  // A currency has one rate of a day, and is what a rate is called.
  'exchangeRate.currency': () => otherCurrencies[turn++ % otherCurrencies.length],
  'exchangeRate.on': () => `20${randomInt(10, 26)}-0${randomInt(1, 10)}-${randomInt(10, 28)}`,
  'priceListLine.until': ({ from }) => `${String(from).slice(0, 8)}28`,
  'user.territory': () => ['浙江', '广东、福建', '苏州'][randomInt(3)],
  'user.leaveUntil': ({ leaveFrom }) => `${String(leaveFrom).slice(0, 8)}28`,
  'assignmentRule.regions': () => ['浙江', '广东、福建', '苏州'][randomInt(3)],
  // It would give the samples of other nouns away.
  'assignmentRule.isAtCreation': () => false,
  'form.origins': () => 'https://www.example.com',
  'event.endsAt': ({ startsAt }) => String(startsAt).replace('T08:', 'T10:'),
  // Where somebody works now says the same as his main customer.
  'contact.customers': ({ customer, jobTitle }) => [{ customer, jobTitle, joinedOn: '2024-05-01', leftOn: null }],
  // A follow-up names people and opportunities of its customer.
  'activity.contact': ({ customer }, company) => ofCustomer(company, 'contacts', customer),
  'activity.opportunity': ({ customer }, company) => ofCustomer(company, 'opportunities', customer),
  'quote.contact': ({ customer }, company) => ofCustomer(company, 'contacts', customer),
  'quote.opportunity': ({ customer }, company) => ofCustomer(company, 'opportunities', customer),
  'quote.validUntil': ({ quotedOn }) => `${String(quotedOn).slice(0, 4)}-12-28`,
  // An account is a line of its legal entity; a contract has its own rules of what belongs together.
  'receipt.bankAccount': () => null,
  'receipt.contract': () => null,
  'contract.opportunity': ({ customer }, company) => ofCustomer(company, 'opportunities', customer),
  'contract.quote': ({ customer }, company) => ofCustomer(company, 'quotes', customer),
  'contract.customerSigner': ({ customer }, company) => ofCustomer(company, 'contacts', customer),
  // Nothing was signed tomorrow, and what was signed is somebody's doing.
  'contract.signedOn': () => `2024-0${randomInt(1, 9)}-1${randomInt(0, 9)}`,
  'contract.endOn': ({ startOn }) => `${String(startOn).slice(0, 4)}-12-28`,
  'contract.credits': (_soFar, { as, departments }) => [
    { person: { id: as.li.id }, department: { id: departments['华东区'] }, percent: 100 },
  ],
  'contract.lines': () => [],
  'collectionPlan.releaseOn': () => null,
  // With lines its amount is theirs, whatever was typed.
  'quote.lines': () => [],
  // What lies in a pool has no owner and is seen through its door alone.
  'customer.pool': () => null,
  'lead.pool': () => null,
  'pool.hiddenFields': () => [{ field: 'phones' }],
  'poolMember.department': () => null,
  'pool.rules': () => [{ level: 'a', measure: 'activity', days: 30 }],
  'pool.longestDays': ({ protectionDays }) => Number(protectionDays) + 60,
  // A smaller one would refuse the samples of other nouns.
  'ownershipLimit.max': () => 100_000 + randomInt(1000),
  'ownershipLimit.department': () => null,
  'ownershipLimit.role': () => null,
  // People of the map who have no other customer, which would have a map of its own.
  'decisionPlace.contact': (_soFar, company) => somebody(company),
  'decisionLink.contact': (_soFar, company) => somebody(company),
  'decisionLink.target': (_soFar, company) => somebody(company),
  // A stage of the rule's own pipeline; off, so that it gives nobody the samples of opportunities.
  'opportunityRule.isOn': () => false,
  'opportunityRule.stage': async ({ pipeline }, company) => {
    const { stages } = await company.as.chen.get(`/api/pipelines/${(pipeline as { id: string }).id}`)
    return { id: stages[0].id }
  },
  'opportunityRule.belowAmount': ({ fromAmount }) => String(Number(fromAmount) + randomInt(1000, 9000)),
  'opportunityRule.regions': () => ['浙江', '江苏', '上海', '广东'][randomInt(4)],
  'opportunityRuleMember.department': () => null,
  'pipeline.stages': () => [
    { name: '初步接洽', kind: 'open', probability: 20 },
    { name: '赢单', kind: 'won', probability: 100 },
    { name: '输单', kind: 'lost', probability: 0 },
  ],
}

/** Currencies in turn, so that those of a few records differ. */
const otherCurrencies = Object.keys(currencies).filter(one => one !== 'CNY' && one !== 'USD')
let turn = 0

/** Whether not every text will do for a field. */
export const hasItsOwnRule = (object: ObjectDefinition, name: string): boolean => `${object.name}.${name}` in particular

const somebody = async (company: TestCompany): Promise<{ id: string }> => ({
  id: (await company.as.li.post('/api/contacts', { name: `样品${letters(6)}` })).id,
})

const ofCustomer = async (company: TestCompany, path: string, customer: unknown): Promise<{ id: string }> => ({
  id: (await company.as.li.post(`/api/${path}`, { name: `样品${letters(6)}`, customer })).id,
})

/**
 * Values for every field of a noun that a person may write, made from its declaration; references point at records made for it. Two
 * calls give different values wherever the kind of the field allows.
 */
export async function sampleValues(company: TestCompany, object: ObjectDefinition): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.setBy === 'verb' || field.type === 'serial' || name === 'owner') continue
    const made = particular[`${object.name}.${name}`]
    values[name] = made ? await made(values, company) : await sampleValue(company, object, name, field)
  }
  return values
}

/** The same for a record that is there: without what is set at creation only. */
export async function sampleChange(company: TestCompany, object: ObjectDefinition): Promise<Record<string, unknown>> {
  const values = await sampleValues(company, object)
  return Object.fromEntries(Object.entries(values).filter(([name]) => object.fields[name]?.setBy !== 'creation'))
}

/** Makes a record with sample values and gives its id. */
export async function sampleRecord(company: TestCompany, object: ObjectDefinition): Promise<string> {
  return (await makeRecord(company, object, await sampleValues(company, object))).id
}

/** Makes a record with these values: by its form, or by what people do to make one, after which its author writes them. */
export async function makeRecord(
  company: TestCompany,
  object: ObjectDefinition,
  values: Record<string, unknown>,
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
): Promise<any> {
  const author = authorOf(company, object)
  const make = deeds[object.name]
  return make
    ? author.patch(`${pathOf(object)}/${await make(company)}`, values, 200)
    : author.post(pathOf(object), values, 201)
}

/** How records come to be that no form makes. */
const deeds: Record<string, (company: TestCompany) => Promise<string>> = {
  accessRequest: async ({ as }) => {
    const { id } = await as.li.post('/api/customers', { name: `样品${letters(8)}` })
    const asked = { object: 'customer', id, kind: 'transfer', reason: '样品', asked: '样品' }
    return (await as.chen.post('/api/duplicates/requests', asked)).id
  },
  allocation: async ({ as }) => {
    const customer = await as.li.post('/api/customers', { name: `样品${letters(8)}` })
    const day = '2026-03-01'
    const contract = await as.li.post('/api/contracts', { name: `样品${letters(8)}`, customer, amount: '900.00' })
    await as.li.post(`/api/contracts/${contract.id}/submit`, {})
    await as.li.post(`/api/contracts/${contract.id}/takeEffect`, { effectiveOn: day })
    const receipt = await as.chen.post('/api/receipts', { payer: '样品', amount: '700.00', receivedOn: day, customer })
    const filter = encodeURIComponent(JSON.stringify({ field: 'contract', op: 'in', value: [contract.id] }))
    const [line] = (await as.li.get(`/api/collection-plans?filter=${filter}`)).records
    await as.li.post(`/api/receipts/${receipt.id}/claim`, { collectionPlan: line.id })
    return (await as.li.get(`/api/allocations?filter=${filter}`)).records[0].id
  },
}

/** A value for one field, made from what it says of itself. */
export async function sampleValue(
  company: TestCompany,
  object: ObjectDefinition,
  name: string,
  field: FieldDefinition,
): Promise<unknown> {
  switch (field.type) {
    case 'text':
      return `样品${letters(8)}`.slice(0, field.max ?? 200)
    case 'longText':
      return `第一行 ${letters(8)}\n第二行`
    case 'number':
      return (field.min ?? 0) + randomInt(1, 40)
    case 'percent':
      return randomInt(1, 99)
    case 'decimal':
      return `${randomInt(1, 999)}.25`
    case 'money':
      return `${randomInt(1000, 9_999_999)}.37`
    case 'date':
      return `2026-0${randomInt(1, 9)}-1${randomInt(0, 9)}`
    case 'instant':
      return `2026-0${randomInt(1, 9)}-1${randomInt(0, 9)}T08:30:00.000Z`
    case 'choice':
      return field.options?.[0]
    case 'choices':
      return (field.options ?? []).filter((_option, index) => index === 0 || randomInt(2) === 0)
    case 'yesNo':
      return randomInt(2) === 0
    case 'url':
      return `https://${letters(8)}.example.com/${letters(4)}?q=1`
    case 'address':
      return {
        country: 'CN',
        code: ['440305', '110101', '441900', '810102'][randomInt(4)],
        street: `样品路${randomInt(1, 999)}号`,
      }
    case 'files':
    case 'images':
      return [await uploadFile(authorOf(company, object), `样品${letters(4)}.png`, onePixel)]
    case 'richText':
      return `<p>样品 ${letters(8)}</p><p>第二段</p>`
    case 'tags':
      return [{ id: await sampleRecord(company, objectNamed(field.object)) }]
    case 'currency':
      return 'USD'
    case 'phones':
      return [{ raw: `+86138${String(randomInt(10_000_000, 99_999_999))}`, label: '手机' }]
    case 'birthday':
      return ['1988-03-15', '03-15', 'L08-15', 'L1990-12-01'][randomInt(4)]
    case 'wechats':
      return [{ raw: `wx_${letters(8)}` }]
    case 'emails':
      return [{ raw: `${letters(8)}@example.com` }]
    case 'user':
      return { id: company.as.li.id }
    case 'department':
      return { id: company.departments[name === 'parent' ? '总部' : '华东区'] }
    case 'reference':
      return field.object === object.name ? null : { id: await sampleRecord(company, objectNamed(field.object)) }
    case 'lines':
      return [await sampleLine(company, objectNamed(field.object), field.by)]
    default:
      throw new Error(`${object.name}.${name}: say here what a ${field.type} may hold`)
  }
}

async function sampleLine(
  company: TestCompany,
  line: ObjectDefinition,
  by: string | undefined,
): Promise<Record<string, unknown>> {
  const { [by ?? '']: _parent, ...values } = await sampleValues(company, { ...line, fields: without(line.fields, by) })
  return values
}

const without = (fields: ObjectDefinition['fields'], name: string | undefined): ObjectDefinition['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))

/** Whether the API gives a value back as it was sent: references by id, amounts by what they are worth, phones and lines member by member. */
export function isSameValue(field: FieldDefinition, sent: unknown, got: unknown): boolean {
  if (sent === null || sent === undefined) return got === null
  if (field.type === 'money' || field.type === 'decimal') return new Exact(String(got)).equals(String(sent))
  if (field.type === 'lines') {
    const fields = objectNamed(field.object).fields
    return (
      Array.isArray(got) &&
      got.length === (sent as unknown[]).length &&
      (sent as Record<string, unknown>[]).every((line, index) =>
        Object.entries(line).every(
          ([key, value]) => fields[key] !== undefined && isSameValue(fields[key], value, got[index][key]),
        ),
      )
    )
  }
  return holds(sent, got)
}

/** Whether `got` has everything that `sent` has. */
function holds(sent: unknown, got: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return sent === got
  if (typeof got !== 'object' || got === null) return false
  return Object.entries(sent).every(([key, value]) => holds(value, (got as Record<string, unknown>)[key]))
}

function objectNamed(name: string | undefined): ObjectDefinition {
  const object = declaredObjects.find(one => one.name === name)
  if (!object) throw new Error(`no object ${name}`)
  return object
}

const letters = (count: number): string =>
  Array.from({ length: count }, () => 'abcdefghjkmnpqrstuvwxyz'[randomInt(23)]).join('')
