import { randomBytes } from 'node:crypto'
import { isId } from '../fields/index.ts'

/** The token in an address that strangers open: which company it belongs to, and 16 bytes that nobody guesses. */
export const newPublicToken = (company: string): string =>
  Buffer.concat([Buffer.from(company.replaceAll('-', ''), 'hex'), randomBytes(16)]).toString('base64url')

/** The company that a token names; null for what is no token. */
export function companyIn(token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const hex = Buffer.from(token, 'base64url').toString('hex').slice(0, 32)
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return isId(id) ? id : null
}
