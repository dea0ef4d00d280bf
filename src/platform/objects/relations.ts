import type { Filter } from './filter.ts'

/** What browser and server must know of a noun to say how it refers to another. */
export interface Relating {
  name: string
  title: string
  lineOf?: unknown
  list: { columns: readonly string[]; sort: readonly string[] }
  fields: readonly {
    name: string
    type: string
    object?: string | undefined
    setBy?: string | undefined
    indexed?: boolean | undefined
    currency?: string | undefined
  }[]
}

/** A way from a record to records of another noun: the field by which they refer to it. */
export interface Relation<N extends Relating> {
  /** `contact.customer`; stands in addresses. */
  key: string
  object: N
  field: string
}

/** How many related records a page shows at first. */
export const shownRelated = 20

/** Every noun that refers to records of this one, once per field; without what people do not edit and no index finds. */
export const relationsTo = <N extends Relating>(nouns: readonly N[], name: string): Relation<N>[] =>
  nouns
    .filter(other => !other.lineOf)
    .flatMap(other =>
      other.fields
        .filter(
          field =>
            ['reference', 'user', 'department'].includes(field.type) &&
            field.object === name &&
            field.name !== 'createdBy' &&
            !(field.setBy !== undefined && field.indexed !== true),
        )
        .map(field => ({ key: `${other.name}.${field.name}`, object: other, field: field.name })),
    )

/** What is asked of a list when the related records of a page are read. */
export const relatedQuery = ({ object, field }: Relation<Relating>, id: string) => ({
  filter: { field, op: 'in', value: [id] } satisfies Filter as Filter,
  fields: withCurrencies(object, relatedColumns({ object, field })),
  sort: [...object.list.sort],
  limit: shownRelated,
  count: true,
})

/** The columns in which related records stand: the first of the list, without the title and the field that refers here. */
export const relatedColumns = ({ object, field }: Pick<Relation<Relating>, 'object' | 'field'>): string[] =>
  object.list.columns.filter(name => name !== field && name !== object.title).slice(0, 5)

function withCurrencies(object: Relating, names: readonly string[]): string[] {
  const fields = new Map(object.fields.map(field => [field.name, field]))
  const asked = new Set([object.title, ...names])
  for (const name of asked) {
    const currency = fields.get(name)?.currency
    if (currency && currency !== 'base' && fields.has(currency)) asked.add(currency)
  }
  return [...asked].filter(name => fields.has(name))
}
