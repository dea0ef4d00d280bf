import parsePhoneNumber from 'libphonenumber-js/max'
import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { type FieldType, type Parsed, parsed, refused } from './field-type.ts'

/** A phone number, e-mail address or WeChat id as a row of its own (facts 3). */
export interface ContactPoint {
  raw: string
  /** The one normal form: +8613812345678, li@example.com. */
  normalised: string
  extension: string | null
  label: string | null
  primary: boolean
}

/** Several phone numbers. */
export const phones = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'phones', ...traits }) as T & FieldDefinition<ContactPoint[]> & { type: 'phones' }

/** Several e-mail addresses. */
export const emails = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'emails', ...traits }) as T & FieldDefinition<ContactPoint[]> & { type: 'emails' }

/** Several WeChat ids (or the phone numbers and names by which one finds somebody there). */
export const wechats = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'wechats', ...traits }) as T & FieldDefinition<ContactPoint[]> & { type: 'wechats' }

/** Whether a field is kept as rows of its own: phones, e-mails, WeChat ids. */
export const isPointsField = (field: { type: string }): boolean => ['phones', 'emails', 'wechats'].includes(field.type)

/**
 * The normal form of a phone number as written in China or abroad: mobile, 区号-座机-分机, 400, +86, 港澳台 (facts 27).
 * Excel's `1.38E+10` is refused with its reason.
 */
export function normalisePhone(raw: string): Parsed<{ normalised: string; extension: string | null }> {
  const written = raw.normalize('NFKC').trim()
  if (/^\d+(\.\d+)?e\+?\d+$/i.test(written)) return refused('field.phone_scientific', { text: raw })
  const [, main = written, extension = null] = /^(.+?)\s*(?:转|ext\.?|x|#)\s*(\d{1,6})$/i.exec(written) ?? []
  const landline = extension === null ? /^((?:\+?86[- ]?)?\(?0\d{2,3}\)?[- ]?\d{7,8})-(\d{1,6})$/.exec(main) : null
  const digits = (landline?.[1] ?? main).replace(/[‐‑–—]/g, '-')
  const national = digits.replace(/\D/g, '')
  if (/^(400|800)\d{7}$/.test(national))
    return parsed({ normalised: `+86${national}`, extension: landline?.[2] ?? extension })
  const number = parsePhoneNumber(digits, 'CN')
  if (!number?.isPossible() || !/^[+\d()\-. ]+$/.test(digits)) return refused('field.not_phone', { text: raw })
  return parsed({ normalised: number.number, extension: landline?.[2] ?? extension ?? number.ext ?? null })
}

/** The normal form of an e-mail address: no spaces, lower case. */
export function normaliseEmail(raw: string): Parsed<{ normalised: string; extension: null }> {
  const address = raw.normalize('NFKC').trim().toLowerCase()
  const isAddress = address.length <= 254 && /^[^\s@"<>(),:;\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address)
  return isAddress ? parsed({ normalised: address, extension: null }) : refused('field.not_email', { text: raw })
}

/** The normal form of a WeChat id: no spaces, lower case. */
export function normaliseWechat(raw: string): Parsed<{ normalised: string; extension: null }> {
  const id = raw.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  return id.length >= 2 && id.length <= 60
    ? parsed({ normalised: id, extension: null })
    : refused('field.not_wechat', { text: raw.slice(0, 60) })
}

const pointsType = (
  type: string,
  normalise: (raw: string) => Parsed<{ normalised: string; extension: string | null }>,
): FieldType<ContactPoint[]> => {
  const parse = (value: unknown): Parsed<ContactPoint[]> => {
    const written = Array.isArray(value) ? value : [value]
    const points: ContactPoint[] = []
    for (const item of written) {
      const raw = typeof item === 'object' && item !== null && 'raw' in item ? item.raw : item
      if (typeof raw !== 'string') return refused('field.not_text')
      if (raw.trim() === '') continue
      const read = normalise(raw)
      if (!read.ok) return read
      if (points.some(point => point.normalised === read.value.normalised && point.extension === read.value.extension))
        continue
      const label =
        typeof item === 'object' && item !== null && 'label' in item && typeof item.label === 'string'
          ? item.label
          : null
      const primary = typeof item === 'object' && item !== null && 'primary' in item && item.primary === true
      points.push({ raw: raw.trim(), ...read.value, label, primary })
    }
    const first = points.findIndex(point => point.primary)
    return parsed(points.map((point, index) => ({ ...point, primary: index === Math.max(first, 0) })))
  }
  return {
    type,
    columns: () => [],
    parse,
    fromCell: cell => parse(cell.split(/[;；,，、\n]/)),
    toCell: points => points.map(point => point.raw).join(';'),
    operators: ['is', 'contains', 'empty', 'notEmpty'],
    sortable: false,
    jsonSchema: () => ({
      type: 'array',
      items: {
        type: 'object',
        required: ['raw'],
        properties: {
          raw: { type: 'string' },
          normalised: { type: 'string', readOnly: true },
          extension: { type: ['string', 'null'], readOnly: true },
          label: { type: ['string', 'null'] },
          primary: { type: 'boolean' },
        },
      },
    }),
  }
}

export const phonesType = pointsType('phones', normalisePhone)
export const emailsType = pointsType('emails', normaliseEmail)
export const wechatsType = pointsType('wechats', normaliseWechat)
