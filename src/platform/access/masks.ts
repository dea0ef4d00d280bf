import { countryName } from '../fields/countries.ts'
import { isUnsaid } from '../fields/regions.ts'
import type { Address, ContactPoint, FieldDefinition } from '../objects/index.ts'

/**
 * The outline of a value, by the type of its field, under which two who know it recognise it and nobody else learns it. Stars are always
 * four, so that not even the length is told; figures and days tell nothing, for their first digit is their size.
 */
const masks: Readonly<Record<string, (value: unknown) => unknown>> = {
  text: maskedText,
  longText: maskedText,
  richText: () => '****',
  url: maskedText,
  serial: maskedText,
  address: maskedAddress,
  phones: value => (value as ContactPoint[]).map(point => outlined(point, maskedPhone(point.normalised))),
  emails: value => (value as ContactPoint[]).map(point => outlined(point, maskedEmail(point.normalised))),
  wechats: value => (value as ContactPoint[]).map(point => outlined(point, maskedText(point.normalised))),
  money: () => '****',
  decimal: () => '****',
  number: () => '****',
  percent: () => '****',
  date: () => '****',
  instant: () => '****',
}

/** Whether a field of this type has an outline; the others are hidden where they would be masked. */
export const hasMask = (field: FieldDefinition): boolean => Object.hasOwn(masks, field.type)

/** The value of a field, in API form and not empty, as somebody sees it who sees no more than its outline. */
export const masked = (field: FieldDefinition, value: unknown): unknown => masks[field.type]?.(value) ?? '****'

function maskedText(value: unknown): string {
  const signs = [...String(value)]
  return signs.length < 5 ? `${signs.length < 2 ? '' : signs[0]}****` : `${signs[0]}****${signs.at(-1)}`
}

/** Province and city, or the country abroad, and nothing nearer. An address of earlier, a plain text, has no parts to show. */
function maskedAddress(value: unknown): string {
  if (typeof value === 'string') return '****'
  const { country, province, city } = value as Address
  if (country !== null && country !== 'CN') return `${countryName(country, 'en')}, ****`
  const said = city !== null && !isUnsaid(city, province ?? '') ? city : ''
  return `${province ?? ''}${said}****`
}

/** 138****8888; of a shorter number the last two digits. */
function maskedPhone(normalised: string): string {
  const digits = normalised.replace(/^\+86/, '').replace(/\D/g, '')
  return digits.length >= 10 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}

const maskedEmail = (address: string): string =>
  `${[...address][0] ?? ''}****${address.slice(address.lastIndexOf('@'))}`

const outlined = (point: ContactPoint, outline: string): ContactPoint => ({
  ...point,
  raw: outline,
  normalised: outline,
  ...('extension' in point && { extension: null }),
})
