import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { joinWords } from './cell-list.ts'
import { type FieldType, parsed, refused } from './field-type.ts'
import { parseIds } from './tags.ts'

/** A file as a record bears it; writing takes the id alone or this. `title` is its name, `type` what it is by its own bytes. */
export interface FileValue {
  id: string
  title: string
  /** Bytes. */
  size: number
  type: string
}

/** Several files, uploaded before (`POST /api/files`) and attached by this field; at most `max`, 20 unless told. */
export const files = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'files', max: 20, ...traits }) as T & FieldDefinition<FileValue[]> & { type: 'files' }

/** The same, pictures only. */
export const images = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'images', max: 20, ...traits }) as T & FieldDefinition<FileValue[]> & { type: 'images' }

/** Whether a field holds files. */
export const isFilesField = (field: FieldDefinition): boolean => field.type === 'files' || field.type === 'images'

export const filesType: FieldType<FileValue[]> = {
  type: 'files',
  columns: (_field, name) => [{ name: columnOf(name, 'files'), sql: 'uuid[]' }],
  parse: (value, field) => {
    const read = parseIds(value, field.max ?? 20)
    if (!read.ok) return read.code === 'field.not_reference' ? refused('field.not_file') : read
    // What is known of a file comes from its row.
    return parsed(read.value.map(({ id }) => ({ id, title: '', size: 0, type: '' })))
  },
  // A file in a table is only its name; none comes in by one.
  toCell: value => joinWords(value.map(file => file.title)),
  operators: ['empty', 'notEmpty'],
  sortable: false,
  jsonSchema: field => ({
    type: 'array',
    maxItems: field.max ?? 20,
    items: {
      anyOf: [
        { type: 'string', format: 'uuid' } as Record<string, Json>,
        {
          type: 'object',
          required: ['id'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            title: { type: 'string' },
            size: { type: 'integer' },
            type: { type: 'string' },
          },
        },
      ],
    },
  }),
}

export const imagesType: FieldType<FileValue[]> = { ...filesType, type: 'images' }
