import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'

/** How many failures are forgiven before a lock of `firstSeconds`, which doubles with each further one. */
interface Patience {
  free: number
  firstSeconds: number
  longestSeconds: number
}

/** An office behind one address has many people; one account has one. */
const patience = {
  account: { free: 5, firstSeconds: 30, longestSeconds: 900 },
  address: { free: 40, firstSeconds: 30, longestSeconds: 900 },
} satisfies Record<string, Patience>

/** Who tries: an account (or a login that nobody has) from an address. */
export interface Attempt {
  account: string
  address: string
}

/**
 * Counts an attempt before the password is looked at, so that a thousand at the same moment are still only a few.
 * Problem `session.locked` (429) with the seconds to wait.
 */
export const countAttempt = async (control: Database, { account, address }: Attempt): Promise<void> => {
  await count(control, addressKey(address), patience.address)
  await count(control, account, patience.account)
}

/** What a stranger may ask for without a password, so often an hour and address before he waits. */
const strangers = { invitation: 60, forgotten: 10, signup: 10 } as const

/** Counts something that anybody may ask for against his address. Problem `session.too_often` (429) with the seconds to wait. */
export const countStranger = async (
  control: Database,
  what: keyof typeof strangers,
  address: string,
): Promise<void> => {
  const patience: Patience = { free: strangers[what], firstSeconds: 60, longestSeconds: 900 }
  await count(control, `${what}:${addressKey(address)}`, patience, 'session.too_often')
}

/** How often an hour strangers use something public: from one address, which a fair's visitors may share, and all of them together. */
const publicUses = {
  form: { address: 60, together: 600 },
  quote: { address: 30, together: 60 },
  quoteView: { address: 240, together: 600 },
} as const
export type PublicUse = keyof typeof publicUses

/** Counts what a stranger sends to something public, or reads there. Problem `session.too_often` (429) with the seconds to wait. */
export const countSent = async (
  control: Database,
  { what, id, address }: { what: PublicUse; id: string; address: string },
): Promise<void> => {
  const wait = { firstSeconds: 60, longestSeconds: 900 }
  await count(
    control,
    `${what}:${addressKey(address)}`,
    { free: publicUses[what].address, ...wait },
    'session.too_often',
  )
  await count(control, `${what}:${id}`, { free: publicUses[what].together, ...wait }, 'session.too_often')
}

/** Counts mails to an account: three an hour are enough, and nobody fills another's mailbox. */
export const countMail = (control: Database, accountId: string): Promise<void> =>
  count(control, `mail:${accountId}`, { free: 3, firstSeconds: 900, longestSeconds: 3600 }, 'session.too_often')

/** Counts mails that a company's people have sent to addresses of their choice: where strangers may sign up, ours is no server for spam. */
export const countCompanyMail = (control: Database, companyId: string): Promise<void> =>
  count(
    control,
    `company-mail:${companyId}`,
    { free: 300, firstSeconds: 900, longestSeconds: 3600 },
    'session.too_often',
  )

/** The attempt was right: the account's failures are forgotten, and this one does not count against the address. */
export const forgive = async (control: Database, { account, address }: Attempt): Promise<void> => {
  await sql`delete from sign_in_attempts where key = ${account} or last_at < now() - interval '1 hour'`.execute(control)
  await sql`
    update sign_in_attempts
       set attempts = greatest(attempts - 1, 0),
           locked_until = case when attempts - 1 >= ${patience.address.free} then locked_until end
     where key = ${addressKey(address)}`.execute(control)
}

const count = async (
  control: Database,
  key: string,
  { free, firstSeconds, longestSeconds }: Patience,
  refusal = 'session.locked',
): Promise<void> => {
  const attempts = sql`case when known.last_at < now() - interval '1 hour' then 1 else known.attempts + 1 end`
  const { rows } = await sql`
    insert into sign_in_attempts as known (key, attempts, last_at) values (${key}, 1, now())
    on conflict (key) do update
       set attempts = ${attempts}, last_at = now(),
           locked_until = case when ${attempts} >= ${free}::int
             then now() + interval '1 second' * least(${longestSeconds}::int, ${firstSeconds}::int * power(2, least(${attempts} - ${free}::int, 20))) end
     where known.locked_until is null or known.locked_until <= now()
    returning key`.execute(control)
  if (rows.length === 0) throw await locked(control, key, refusal)
}

const locked = async (control: Database, key: string, code: string): Promise<Problem> => {
  const { rows } = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from locked_until - now())))::int as seconds from sign_in_attempts where key = ${key}`.execute(
    control,
  )
  const seconds = rows[0]?.seconds ?? 1
  return new Problem(429, code, { params: { seconds }, details: { retryAfter: seconds } })
}

/** One person owns a whole /64 of IPv6. */
const addressKey = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return `address:${address}`
  const [before = '', after] = address.split('::')
  const head = before ? before.split(':') : []
  const tail = after ? after.split(':') : []
  const all = after === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  return `address:${all.slice(0, 4).join(':')}`
}
