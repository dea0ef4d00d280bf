import type { Json } from '../../objects/field.ts'
import type { Schema } from '../describe-route.ts'

/** A value that fits a schema, made from what the schema says. References are not followed: what they name has an example of its own. */
export function exampleOf(schema: Schema): Json {
  const told = schema.examples as Json[] | undefined
  if (told?.[0] !== undefined) return told[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (Array.isArray(schema.enum)) return schema.enum[0] as Json
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  const choice = choices?.find(one => one.type !== 'null')
  if (choice) return exampleOf(choice)
  switch ([schema.type].flat()[0]) {
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return true
    case 'array':
      return listOf(schema)
    case 'object':
      return membersOf(schema)
    default:
      return null
  }
}

const byFormat: Record<string, string> = {
  uuid: '0199aaaa-0000-7000-8000-000000000000',
  date: '2026-03-15',
  'date-time': '2026-03-15T08:30:00Z',
  email: 'li@example.com',
  uri: 'https://example.com/',
}

function textOf({ format, minLength, maxLength }: Schema): string {
  const known = byFormat[String(format)]
  if (known) return known
  return '示例'.padEnd(Number(minLength ?? 0), '例').slice(0, Number(maxLength ?? 100))
}

function numberOf({ minimum, maximum, exclusiveMinimum }: Schema): number {
  const least = Number(minimum ?? (exclusiveMinimum === undefined ? 1 : Number(exclusiveMinimum) + 1))
  const wanted = Math.max(least, least < 0 ? 0 : 1)
  return Math.min(wanted, Number(maximum ?? wanted))
}

function listOf({ items, minItems }: Schema): Json[] {
  const one = items as Schema | undefined
  if (!one || '$ref' in one || (Object.keys(one).length === 0 && !minItems)) return []
  return [exampleOf(one)]
}

/** Every member, as a person would fill a form; what may be empty and says nothing of itself is left out. */
function membersOf({ properties = {}, required = [] }: Schema): Json {
  const needed = required as string[]
  const members = Object.entries(properties as Record<string, Schema>).filter(
    ([name, one]) => needed.includes(name) || (one.readOnly !== true && exampleOf(one) !== null),
  )
  return Object.fromEntries(members.map(([name, one]) => [name, exampleOf(one)]))
}
