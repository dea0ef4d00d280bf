import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FieldProblem } from '../errors.ts'

/** OWASP's smallest setting of argon2id: 19 MiB, two passes, some 50 ms. */
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const SHORTEST = 8
const LONGEST = 200

/** What is wrong with a password that somebody wants to have; `logins` are what he signs in by. Empty when nothing is. */
export const passwordProblems = (password: string, path: string, logins: readonly string[] = []): FieldProblem[] => {
  const length = [...password].length
  if (length < SHORTEST) return [{ path, code: 'account.password_short', params: { min: SHORTEST } }]
  if (length > LONGEST) return [{ path, code: 'field.too_long', params: { max: LONGEST } }]
  const isLogin = logins.some(login => login.toLowerCase() === password.trim().toLowerCase())
  if (isLogin || new Set(password).size === 1) return [{ path, code: 'account.password_guessable' }]
  return []
}

/** The text to keep for a password: a PHC string, which carries its own parameters and salt. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const tag = await derive(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/**
 * Whether this is the password. Without a kept text (no such account, no password) it takes as long and says no, so that the time
 * tells nothing.
 */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  const parts = readKept(kept ?? DECOY)
  const tag = await derive(password, parts.salt, parts.cost, parts.tag.length)
  return timingSafeEqual(tag, parts.tag) && kept !== null
}

/** Whether a kept text was made with other parameters than today's, and should be made anew at the next sign-in. */
export const isOutdated = (kept: string): boolean => {
  const { cost: old } = readKept(kept)
  return old.memory !== cost.memory || old.passes !== cost.passes || old.parallelism !== cost.parallelism
}

/** A password that nobody chose, for an operator to hand over: 20 characters, some 100 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** Without letters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Nobody's password: salt and tag are of zeroes. */
const DECOY = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

const readKept = (kept: string): { cost: typeof cost; salt: Buffer; tag: Buffer } => {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept)
  if (!match) throw new Error('A kept password has an unknown form')
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const runArgon2 = promisify(argon2)

/** At most two at a time: the thread pool also serves files and names, and each takes 19 MiB. */
const derive = async (password: string, salt: Buffer, by: typeof cost, tagLength = 32): Promise<Buffer> => {
  while (running >= 2) await new Promise<void>(go => waiting.push(go))
  running += 1
  try {
    return await runArgon2('argon2id', {
      message: password.normalize('NFKC'),
      nonce: salt,
      tagLength,
      memory: by.memory,
      passes: by.passes,
      parallelism: by.parallelism,
    })
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

let running = 0
const waiting: (() => void)[] = []
