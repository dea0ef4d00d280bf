import { mergeCatalog } from '#platform/objects/catalog.ts'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import { customTypes } from '#platform/overlay/custom-types.ts'
import { readOverlay } from '#platform/overlay/read-overlay.ts'
import type { TestCompany } from './company.ts'
import type { Person } from './people.ts'

/** Makes a field of the company's own as an administrator does, and gives its name. */
export async function made(person: Person, object: string, field: object): Promise<string> {
  const { added } = await person.post(`/api/layout/${object}/fields`, field, 201)
  return added
}

/** A list as this person is given it, with the query's parts written as the address has them. */
export async function ask(
  person: Person,
  plural: string,
  query: Record<string, unknown>,
  status?: number,
): Promise<{ records: Record<string, unknown>[]; sums?: unknown; code?: string; title?: string }> {
  const parts = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return await person.get(`/api/${plural}?${new URLSearchParams(parts)}`, status)
}

/** The noun as the catalog describes it to this person. */
export async function fieldsIn(person: Person, object: string, locale: 'zh' | 'en' = 'zh'): Promise<ObjectDescription> {
  const { body } = await person.ask('GET', '/api/catalog', undefined, { 'x-locale': locale })
  const found = (body as { objects: ObjectDescription[] }).objects.find(one => one.name === object)
  if (!found) throw new Error(`no ${object} in the catalog`)
  return found
}

/** What a field is called there. */
export const labelled = ({ fields }: { fields: FieldDescription[] }, name: string): string | undefined =>
  fields.find(field => field.name === name)?.label

/** Gives a noun a field of each type that a company may make, searched where that can be; the noun as it is then. */
export async function grown(company: TestCompany, object: ObjectDefinition): Promise<ObjectDefinition> {
  for (const { type, hasOptions, canBeSearched, traits } of customTypes)
    await made(company.as.chen, object.name, {
      type,
      labelZh: `自定义 ${type}`,
      labelEn: `Own ${type}`,
      ...(canBeSearched ? { isSearched: true } : {}),
      ...(hasOptions ? { options: [{ labelZh: '第一', labelEn: 'First' }, { labelZh: '第二' }] } : {}),
      ...(traits.includes('object')
        ? { traits: { object: object.name === 'product' ? 'productCategory' : 'product' } }
        : {}),
    })
  const { objects } = mergeCatalog([object], [], await readOverlay(company.db))
  const merged = objects.get(object.name)
  if (!merged) throw new Error(`no ${object.name}`)
  return merged
}
