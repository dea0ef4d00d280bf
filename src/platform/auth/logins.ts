import { z } from 'zod'
import { normaliseEmail, normalisePhone } from '../fields/contact-points.ts'
import { type Parsed, parsed, refused } from '../fields/field-type.ts'

/** By what a person signs in. */
export type LoginKind = 'mobile' | 'email' | 'login'

/** A login in its one normal form. */
export interface Login {
  kind: LoginKind
  normalised: string
}

/** The logins that a form holds; blank ones are none. */
export const loginFields = {
  login: loginSchema('login').nullish(),
  mobile: loginSchema('mobile').nullish(),
  email: loginSchema('email').nullish(),
}

/** The logins that were given, each in its normal form. */
export const loginsOf = (form: { [K in LoginKind]?: string | null | undefined }): Login[] =>
  KINDS.flatMap(kind => (form[kind] ? [{ kind, normalised: form[kind] }] : []))

/** What a person may mean by what he typed when he signs in. */
export const possibleLogins = (typed: string): Login[] =>
  KINDS.flatMap(kind => {
    const read = readLogin(kind, typed)
    return read.ok ? [{ kind, normalised: read.value }] : []
  })

const KINDS: readonly LoginKind[] = ['mobile', 'email', 'login']

/** Reads a login that must not be blank: the schema's value is its normal form. */
export function requiredLogin(kind: LoginKind) {
  return z.string().transform((text, check) => {
    if (text.trim() === '') {
      check.issues.push({ code: 'custom', message: 'field.required', input: text })
      return z.NEVER
    }
    return read(kind, text, check)
  })
}

function loginSchema(kind: LoginKind) {
  return z.string().transform((text, check) => (text.trim() === '' ? null : read(kind, text, check)))
}

const read = (kind: LoginKind, text: string, check: z.core.ParsePayload): string => {
  const login = readLogin(kind, text)
  if (login.ok) return login.value
  check.issues.push({ code: 'custom', message: login.code, params: login.params ?? {}, input: text })
  return z.NEVER
}

const readLogin = (kind: LoginKind, text: string): Parsed<string> => {
  if (kind === 'login') return readName(text)
  const point = kind === 'mobile' ? normalisePhone(text) : normaliseEmail(text)
  return point.ok ? parsed(point.value.normalised) : point
}

/** Letters of any language, digits, `.`, `_`, `-`; never what could be a phone number, so that nobody takes another's. */
const readName = (text: string): Parsed<string> => {
  const name = text.normalize('NFKC').trim().toLowerCase()
  const isName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,39}$/u.test(name)
  return isName && !/^\d{7,}$/.test(name) ? parsed(name) : refused('account.login_form')
}
