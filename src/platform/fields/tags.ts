import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { joinWords } from './cell-list.ts'
import { type FieldType, gathering, type Parsed, parsed, refused } from './field-type.ts'
import { isId, type Reference } from './reference.ts'

/**
 * Tags of the company (records of the object `tag`) on a record. Kept as a uuid[] column of the record itself: one row to lock, one index
 * (GIN) to filter by, history and undo like any other value; titles come with the read.
 */
export const tags = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'tags', object: 'tag', ...traits }) as T & FieldDefinition<Reference[]> & { type: 'tags'; object: 'tag' }

/** No record bears more. */
const mostTags = 50

/** Reads a list of records, given by ids or as `{ id }`; doubles fall together. */
export function parseIds(value: unknown, max: number): Parsed<Reference[]> {
  const given = Array.isArray(value) ? value : [value]
  const ids = given.map(one => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one))
  if (!ids.every(isId)) return refused('field.not_reference')
  const different = [...new Set(ids.map(id => id.toLowerCase()))]
  return different.length > max ? refused('field.too_many', { max }) : parsed(different.map(id => ({ id, title: '' })))
}

export const tagsType: FieldType<Reference[]> = {
  type: 'tags',
  columns: (_field, name) => [{ name: columnOf(name, 'tags'), sql: 'uuid[]' }],
  parse: value => parseIds(value, mostTags),
  toCell: value => joinWords(value.map(tag => tag.title)),
  operators: gathering,
  sortable: false,
  jsonSchema: () => ({
    type: 'array',
    maxItems: mostTags,
    items: {
      anyOf: [
        { type: 'string', format: 'uuid' } as Record<string, Json>,
        {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string', format: 'uuid' }, title: { type: 'string' } },
        },
      ],
    },
  }),
}
