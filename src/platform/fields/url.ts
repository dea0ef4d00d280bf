import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, type Parsed, parsed, refused } from './field-type.ts'

/** A web address, http or https only; `max` characters, 500 unless told. `example.com` becomes `https://example.com`. */
export const url = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'url', max: 500, ...traits }) as T & FieldDefinition<string> & { type: 'url' }

/**
 * The one normal form of a web address: scheme, host in lower case, no default port, no lonely slash. An address that runs a script, opens
 * a file or carries a name and password is none.
 */
export function normaliseUrl(written: string): Parsed<string> {
  const text = written.normalize('NFC').trim()
  const refusal = refused('field.not_url', { text: text.slice(0, 100) })
  // Browsers drop such characters, so that `java\tscript:` would become what it is not.
  if (/[\s\p{Cc}\p{Cf}<>"`\\^{|}]/u.test(text)) return refusal
  const hasScheme = /^https?:\/\//i.test(text)
  if (!hasScheme && /^[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))|^\/|^#|^\?/i.test(text)) return refusal
  const address = URL.parse(hasScheme ? text : `https://${text}`)
  if (!address || !['http:', 'https:'].includes(address.protocol) || address.username || address.password)
    return refusal
  if (!/^[^.]+(\.[^.]+)+$|^localhost$|^\[.+\]$/.test(address.hostname)) return refusal
  const isBare = address.pathname === '/' && address.search === '' && address.hash === ''
  return parsed(isBare ? address.origin : address.href)
}

export const urlType: FieldType<string> = {
  type: 'url',
  columns: (_field, name) => [{ name: columnOf(name, 'url'), sql: 'text' }],
  parse: (value, field) => {
    if (typeof value !== 'string') return refused('field.not_text')
    const max = field.max ?? 500
    if (value.length > max) return refused('field.too_long', { max })
    const read = normaliseUrl(value)
    return read.ok && read.value.length > max ? refused('field.too_long', { max }) : read
  },
  fromCell: (cell, field) => urlType.parse(cell, field),
  toCell: value => value,
  operators: ['contains', 'is', 'isNot', 'empty', 'notEmpty'],
  sortable: true,
  jsonSchema: field => ({ type: 'string', format: 'uri', pattern: '^https?://', maxLength: field.max ?? 500 }),
}
