import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { generateSecret, generateURI, verify } from 'otplib'
import type { Database, Queryable, Transaction } from '../db/server.ts'
import { conflict, invalid, Problem } from '../errors.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { hashToken } from './sessions.ts'

/** Whether an account has a second factor, and how many recovery codes are left. */
export interface SecondFactorStanding {
  isOn: boolean
  recoveryCodesLeft: number
}

/** A clock may be wrong by so many seconds. */
const TOLERANCE = 30
const RECOVERY_CODES = 10

export const secondFactorOf = async (control: Queryable, accountId: string): Promise<SecondFactorStanding> => {
  const { rows } = await sql<SecondFactorStanding>`
    select exists (select from second_factors where account_id = ${accountId} and confirmed_at is not null) as "isOn",
           (select count(*)::int from recovery_codes where account_id = ${accountId} and used_at is null) as "recoveryCodesLeft"`.execute(
    control,
  )
  return rows[0] ?? { isOn: false, recoveryCodesLeft: 0 }
}

/**
 * Draws a secret for an account, which counts only once a code of it has been shown. `uri` is what a QR code holds for an authenticator.
 * Problem `second_factor.on` (409) when the account has one already.
 */
export const beginSecondFactor = async (
  control: Queryable,
  secrets: Secrets,
  { accountId, issuer, label }: { accountId: string; issuer: string; label: string },
): Promise<{ secret: string; uri: string }> => {
  const secret = generateSecret()
  const { rows } = await sql`
    insert into second_factors (account_id, secret) values (${accountId}, ${await secrets.seal(secret)}::bytea)
    on conflict (account_id) do update set secret = excluded.secret, created_at = now()
     where second_factors.confirmed_at is null returning account_id`.execute(control)
  if (rows.length === 0) throw conflict('second_factor.on')
  return { secret, uri: generateURI({ issuer, label, secret }) }
}

/**
 * The first code of the new secret: from now on the account needs one at each sign-in. Gives the recovery codes, which are shown once.
 * Problems: `second_factor.on` (409), `second_factor.none` (404), `invalid` with `second_factor.wrong_code`.
 */
export const confirmSecondFactor = async (
  control: Transaction,
  secrets: Secrets,
  { accountId, code }: { accountId: string; code: string },
): Promise<string[]> => {
  const kept = await readKept(control, accountId, 'lock')
  if (!kept) throw new Problem(404, 'second_factor.none')
  if (kept.isConfirmed) throw conflict('second_factor.on')
  const step = await stepOf(secrets, kept, code)
  if (step === null) throw invalid([{ path: 'code', code: 'second_factor.wrong_code' }])
  await sql`update second_factors set confirmed_at = now(), last_step = ${step} where account_id = ${accountId}`.execute(
    control,
  )
  return await drawRecoveryCodes(control, accountId)
}

/** New recovery codes in place of the old ones. */
export const drawRecoveryCodes = async (control: Transaction, accountId: string): Promise<string[]> => {
  const codes = Array.from({ length: RECOVERY_CODES }, drawCode)
  await sql`delete from recovery_codes where account_id = ${accountId}`.execute(control)
  await sql`
    insert into recovery_codes (account_id, hash)
    select ${accountId}::uuid, decode(unnest(${codes.map(code => hashCode(code).toString('hex'))}::text[]), 'hex')`.execute(
    control,
  )
  return codes
}

/** Takes the second factor and the recovery codes away. */
export const removeSecondFactor = async (control: Transaction, accountId: string): Promise<void> => {
  await sql`delete from second_factors where account_id = ${accountId}`.execute(control)
  await sql`delete from recovery_codes where account_id = ${accountId}`.execute(control)
}

/** A code that is right; taking it makes it void, and says false when somebody else took it in the meantime. */
export interface RightCode {
  take(): Promise<boolean>
}

/**
 * Checks what somebody gave as second factor: the authenticator's code or a recovery code. Null when the account needs none.
 * Problems: `session.code_needed` (401) when he gave nothing, `session.wrong_code` (401).
 */
export const checkSecondFactor = async (
  control: Database,
  secrets: Secrets,
  { accountId, code }: { accountId: string; code: string | null },
): Promise<RightCode | null> => {
  const kept = await readKept(control, accountId)
  if (!kept?.isConfirmed) return null
  if (!code) throw new Problem(401, 'session.code_needed')
  const typed = code.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(typed)) {
    const step = await stepOf(secrets, kept, typed)
    if (step !== null) return { take: () => takeStep(control, accountId, step) }
  } else {
    const hash = hashCode(typed)
    const { rows } = await sql`
      select 1 from recovery_codes where account_id = ${accountId} and hash = ${hash} and used_at is null`.execute(
      control,
    )
    if (rows.length > 0) return { take: () => takeRecovery(control, accountId, hash) }
  }
  throw new Problem(401, 'session.wrong_code')
}

interface Kept {
  secret: Buffer
  isConfirmed: boolean
  lastStep: number
}

const readKept = async (control: Queryable, accountId: string, mode?: 'lock'): Promise<Kept | null> => {
  const { rows } = await sql<{ secret: Buffer; isConfirmed: boolean; lastStep: string | number }>`
    select secret, confirmed_at is not null as "isConfirmed", last_step as "lastStep"
      from second_factors where account_id = ${accountId} ${mode === 'lock' ? sql`for update` : sql``}`.execute(control)
  return rows[0] ? { ...rows[0], lastStep: Number(rows[0].lastStep) } : null
}

/** The interval of which this is the code, when it is none that has been used; null when it is wrong. */
const stepOf = async (secrets: Secrets, kept: Kept, code: string): Promise<number | null> => {
  if (!/^\d{6}$/.test(code)) return null
  const secret = await secrets.open(kept.secret)
  const result = await verify({ secret, token: code, epochTolerance: TOLERANCE })
  if (!result.valid || !('timeStep' in result)) return null
  return result.timeStep > kept.lastStep ? result.timeStep : null
}

const takeStep = async (control: Queryable, accountId: string, step: number): Promise<boolean> => {
  const { rows } = await sql`
    update second_factors set last_step = ${step} where account_id = ${accountId} and last_step < ${step} returning account_id`.execute(
    control,
  )
  return rows.length > 0
}

const takeRecovery = async (control: Queryable, accountId: string, hash: Buffer): Promise<boolean> => {
  const { rows } = await sql`
    update recovery_codes set used_at = now() where account_id = ${accountId} and hash = ${hash} and used_at is null
    returning account_id`.execute(control)
  return rows.length > 0
}

/** Ten letters in two halves, some 50 bits, none that look alike. */
const drawCode = (): string => {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

const hashCode = (code: string): Buffer => hashToken(code.replace(/[\s-]/g, '').toLowerCase())
