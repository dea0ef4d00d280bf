import type { ObjectDescription } from '../objects/description.ts'
import { itsRecord, recordOf, type Schema, type Shape } from './describe-route.ts'
import { flag, text, whole } from './shapes.ts'

/** What the address of a list may say. */
export const listQuery: Readonly<Record<string, Shape>> = {
  filter: { type: 'string', description: 'filter tree as JSON', examples: ['{"and":[]}'] },
  sort: { type: 'string', description: 'field,-field', examples: ['-createdAt'] },
  limit: whole.min(1).max(200),
  after: text,
  since: { type: 'string', description: 'ISO 8601 instant or the `next` of the answer before: what changed since' },
  fields: { type: 'string', examples: ['createdAt'] },
  bin: flag,
  count: { type: 'string', enum: ['1', 'exact'] },
  sums: text,
  figures: text,
}

const amounts: Schema = { type: 'object', additionalProperties: { type: 'string' } }

/** A page of a noun's records. */
export const listOf = (noun: ObjectDescription): Schema => ({
  type: 'object',
  required: ['records', 'next'],
  properties: {
    records: { type: 'array', items: itsRecord(noun) },
    next: { type: ['string', 'null'] },
    removed: { type: 'array', items: { type: 'string', format: 'uuid' }, description: 'with since' },
    more: { type: 'boolean', description: 'with since' },
    count: {
      type: 'object',
      required: ['value', 'capped'],
      properties: { value: { type: 'integer' }, capped: { type: 'boolean' } },
    },
    sums: { type: 'object', additionalProperties: amounts },
    figures: { type: 'object' },
  },
})

/** What one sends to make a record, and to change one. */
export const newOf = ({ name }: ObjectDescription): Schema => recordOf(`${name}New`)
export const changeOf = ({ name }: ObjectDescription): Schema => recordOf(`${name}Change`)

const named: Schema = {
  type: ['object', 'null'],
  required: ['id', 'title'],
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: 'string' } },
}

/** What happened to a record. */
export const timelineOf = (): Schema => ({
  type: 'object',
  required: ['entries', 'next'],
  properties: {
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'at', 'precision', 'by', 'byName', 'verb', 'changes'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          at: { type: ['string', 'null'], format: 'date-time' },
          precision: { type: 'string', enum: ['instant', 'day', 'unknown'] },
          by: named,
          byName: { type: 'string' },
          verb: { type: 'string' },
          reason: { type: ['string', 'null'] },
          changes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['field', 'before', 'after'],
              properties: { field: { type: 'string' } },
            },
          },
          mergedFrom: { ...named, type: 'object', description: 'the record merged into this one whose past it was' },
        },
      },
    },
    next: { type: ['string', 'null'] },
  },
})
