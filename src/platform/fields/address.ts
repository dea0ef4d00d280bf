import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { countryCodes } from './countries.ts'
import { type FieldType, type Parsed, parsed, refused } from './field-type.ts'
import { placeOf } from './regions.ts'
import { type Address, address as addressOf, isWithin, readAddress } from './written-address.ts'

/**
 * An address: in China province, city and district by GB code and name, then the street; elsewhere country and text. Kept as jsonb, code and
 * names together, so that an old record keeps the names of its day. A text is read as one line: 广东省深圳市南山区科技园1号.
 */
export const address = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'address', ...traits }) as T & FieldDefinition<Address> & { type: 'address' }

const longest = 300

export const addressType: FieldType<Address> = {
  type: 'address',
  columns: (_field, name) => [{ name: columnOf(name, 'address'), sql: 'jsonb' }],
  parse: parseAddress,
  fromCell: parseAddress,
  // What history kept of a time when an address was a plain text is shown as it was.
  toCell: value => (typeof value === 'string' ? value : value.text),
  operators: ['within', 'contains', 'empty', 'notEmpty'],
  sortable: false,
  jsonSchema: () => ({
    type: 'object',
    properties: {
      country: { type: ['string', 'null'], description: 'ISO 3166-1 alpha-2' },
      code: { type: ['string', 'null'], pattern: '^\\d{6}$', description: 'GB/T 2260' },
      province: text,
      city: text,
      district: text,
      street: text,
      text: { type: 'string', description: 'the whole in one line; given alone, it is read' },
    },
  }),
}

const text: Record<string, Json> = { type: ['string', 'null'] }

function parseAddress(value: unknown): Parsed<Address> {
  if (typeof value === 'string') return bounded(readAddress(value))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('field.not_address')
  const given = value as Record<string, unknown>
  const parts: Record<string, string> = {}
  for (const name of ['country', 'code', 'province', 'city', 'district', 'street', 'text']) {
    const part = Object.hasOwn(given, name) ? given[name] : null
    if (part !== null && part !== undefined && typeof part !== 'string') return refused('field.not_address')
    parts[name] = part?.trim() ?? ''
  }
  return fromParts(parts)
}

function fromParts(given: Record<string, string>): Parsed<Address> {
  const { country = '', code = '', province = '', city = '', district = '', street = '', text: line = '' } = given
  const nation = country.toUpperCase()
  if (nation !== '' && !countryCodes.includes(nation))
    return refused('field.unknown_country', { text: country.slice(0, 60) })
  const names = [province, city, district].filter(Boolean)
  if (nation !== '' && nation !== 'CN')
    return bounded(addressOf(nation, undefined, [...names, street].filter(Boolean).join(', ')))
  if (code !== '') {
    const place = placeOf(code)
    return place
      ? bounded(deepened(addressOf('CN', place, street)))
      : refused('field.unknown_region', { text: code.slice(0, 60) })
  }
  const written = names.length > 0 || street !== '' ? `${names.join('')}${street}` : line
  if (written === '' && nation === '') return refused('field.not_address')
  const read = readAddress(written)
  return bounded(read.country === null && nation === 'CN' ? { ...read, country: 'CN' } : read)
}

/** A street that begins with the district, which was not chosen: the one line would be read so, too. */
function deepened(given: Address): Address {
  const read = readAddress(given.text)
  return read.code !== null && given.code !== null && read.code !== given.code && isWithin(read.code, given.code)
    ? read
    : given
}

function bounded(value: Address): Parsed<Address> {
  if (/\p{Cc}/u.test(value.text)) return refused('field.control_character')
  return [...(value.street ?? '')].length > longest ? refused('field.too_long', { max: longest }) : parsed(value)
}
