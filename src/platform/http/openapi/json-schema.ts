import { z } from 'zod'
import type { ObjectDescription } from '../../objects/description.ts'
import type { Schema, Shape } from '../describe-route.ts'

/** The JSON Schema (2020-12, as OpenAPI 3.1 has it) of what a route takes or gives. */
export function schemaOf(shape: Shape, noun: ObjectDescription | null): Schema {
  if (typeof shape === 'function') return noun ? shape(noun) : {}
  return isZod(shape) ? schemaOfZod(shape) : shape
}

const made = new WeakMap<z.ZodType, Schema>()

function schemaOfZod(shape: z.ZodType): Schema {
  const known = made.get(shape)
  if (known) return known
  // What a caller sends is described, before defaults and conversions; a rule of our own has no form in JSON Schema.
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  made.set(shape, schema as Schema)
  return schema as Schema
}

const isZod = (shape: z.ZodType | Schema): shape is z.ZodType => '_zod' in shape
