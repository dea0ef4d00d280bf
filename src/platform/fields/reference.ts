import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { choosing, type FieldType, parsed, refused } from './field-type.ts'

/** Another record, as the API shows it; writing takes the id alone or this. `title` is empty when the record has none. */
export interface Reference {
  id: string
  title: string
}

/** Refers to a record of `object`. */
export const reference = <
  const O extends string,
  const T extends FieldTraits & { acyclic?: boolean; isLoose?: boolean },
>(
  object: O,
  traits: T = {} as T,
) => ({ type: 'reference', object, ...traits }) as T & FieldDefinition<Reference> & { type: 'reference'; object: O }

/** Refers to a user of the company. */
export const user = <const T extends FieldTraits & { acyclic?: boolean }>(traits: T = {} as T) =>
  ({ type: 'user', object: 'user', ...traits }) as T & FieldDefinition<Reference> & { type: 'user' }

/** Refers to a department. */
export const department = <const T extends FieldTraits & { acyclic?: boolean }>(traits: T = {} as T) =>
  ({ type: 'department', object: 'department', ...traits }) as T & FieldDefinition<Reference> & { type: 'department' }

/** The owner of an owned record: the person whose it is, by whom scope is decided. Each change is kept (facts 10). */
export const owner = () => user({ tracked: true, indexed: true })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a record id. */
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

export const referenceType: FieldType<Reference> = {
  type: 'reference',
  columns: (field, name) => [{ name: columnOf(name, 'reference'), sql: 'uuid', references: field.object }],
  parse: value => {
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
    return isId(id) ? parsed({ id: id.toLowerCase(), title: '' }) : refused('field.not_reference')
  },
  toCell: value => value.title,
  operators: choosing,
  sortable: false,
  jsonSchema: field => ({
    oneOf: [
      { type: 'string', format: 'uuid' } as Record<string, Json>,
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' }, title: { type: 'string' } },
        description: field.object ?? '',
      },
    ],
  }),
}

export const userType: FieldType<Reference> = {
  ...referenceType,
  type: 'user',
  operators: [...choosing, 'me', 'mySubordinates'],
}

export const departmentType: FieldType<Reference> = { ...referenceType, type: 'department' }
