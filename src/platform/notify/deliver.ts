import { sql } from 'kysely'
import type { Logger } from 'pino'
import { systemActor } from '../access/actor.ts'
import { findActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import type { Mail } from '../mail/mail.ts'
import type { Company, Context } from '../records/context.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { sayNotices, type Wordless } from './notice-words.ts'
import { postToRobot } from './post-robot.ts'
import { robotTarget } from './robots.ts'

/** What sending stands on. */
export interface Carriers {
  companies: Companies
  mail: Mail
  secrets: Secrets
  /** Hosts beside the vendors' own to which robots' messages may go. */
  robotHosts: readonly string[]
  /** With what links begin. */
  linkBase: string
  log: Logger
}

type Delivery = Wordless & {
  id: string
  channel: 'mail' | 'robot'
  robot_id: string | null
  recipient_id: string | null
  attempts: number
}

const atOnce = 20
const mostAttempts = 8
const longestWaitSeconds = 3600

/**
 * Sends what waits, each under a lease of a minute, so that two processes do not send one message twice; a process that dies while sending lets
 * it go again (then it may come twice: nobody knows how far it came). What fails comes again later and later, eight times. Gives how many went.
 */
export async function deliverWaiting(
  carriers: Carriers,
  { db, company }: { db: Database; company: Company },
): Promise<number> {
  const { rows } = await sql<Delivery>`
    update notice_deliveries d set leased_until = now() + interval '1 minute', attempts = d.attempts + 1
    where d.id in (select id from notice_deliveries where state = 'waiting' and next_at <= now()
      and (leased_until is null or leased_until < now()) order by next_at limit ${atOnce} for update skip locked)
    returning d.id, d.channel, d.robot_id, d.recipient_id, d.kind, d.object, d.record_id, d.params, d.attempts`.execute(
    db,
  )
  let sent = 0
  for (const delivery of rows) {
    const error = await send(carriers, { db, company }, delivery)
    if (error === null) sent += 1
    await settle(db, delivery, error)
  }
  return sent
}

/** Null when it went, else why not; `final` when trying again is of no use. */
async function send(
  carriers: Carriers,
  place: { db: Database; company: Company },
  delivery: Delivery,
): Promise<{ reason: string; final: boolean } | null> {
  try {
    if (delivery.channel === 'robot') await sendToRobot(carriers, place, delivery)
    else await sendMail(carriers, place, delivery)
    return null
  } catch (error) {
    carriers.log.warn({ err: error, delivery: delivery.id }, 'a notice could not be sent')
    const reason = error instanceof Problem ? `${error.code} ${JSON.stringify(error.params ?? {})}` : String(error)
    return { reason: reason.slice(0, 500), final: error instanceof Problem && error.status < 500 }
  }
}

async function settle(
  db: Database,
  { id, attempts }: Delivery,
  error: { reason: string; final: boolean } | null,
): Promise<void> {
  if (error === null) {
    await sql`update notice_deliveries set state = 'sent', sent_at = now(), leased_until = null, error = null where id = ${id}::uuid`.execute(
      db,
    )
    return
  }
  const isOver = error.final || attempts >= mostAttempts
  await sql`update notice_deliveries set state = ${isOver ? 'failed' : 'waiting'}, leased_until = null, error = ${error.reason},
    next_at = now() + make_interval(secs => ${Math.min(15 * 2 ** (attempts - 1), longestWaitSeconds)}) where id = ${id}::uuid`.execute(
    db,
  )
}

async function sendToRobot(
  { companies, secrets, robotHosts, linkBase }: Carriers,
  { db, company }: { db: Database; company: Company },
  delivery: Delivery,
): Promise<void> {
  const target = await robotTarget(db, secrets, delivery.robot_id ?? '')
  const ctx = await contextFor(companies, { db, company, locale: company.locale, actor: systemActor('robot') })
  const { rows } = await sql<{
    name: string
  }>`select name from users where id = ${delivery.recipient_id}::uuid`.execute(db)
  const [said] = await sayNotices(ctx, [delivery], target.showsTitles)
  const lines = [`${rows[0] ? `@${rows[0].name} ` : ''}${said?.text ?? ''}`, said?.to ? linkBase + said.to : '']
  await postToRobot(target, lines.filter(Boolean).join('\n'), robotHosts)
}

async function sendMail(
  { companies, mail, linkBase }: Carriers,
  { db, company }: { db: Database; company: Company },
  delivery: Delivery,
): Promise<void> {
  const userId = delivery.recipient_id ?? ''
  const actor = await findActor(db, userId, 'person')
  if (!actor) throw new Problem(404, 'user.left')
  const address = await mailAddressOf(companies, { db, company, userId })
  if (!address) throw new Problem(422, 'mail.bad_address', { params: { address: '' } })
  const locale = address.locale ?? company.locale
  const ctx = await contextFor(companies, { db, company, locale, actor })
  const [said] = await sayNotices(ctx, [delivery])
  const text = said?.text ?? ''
  await mail.send(company.id, {
    to: { name: actor.name, address: address.email },
    fromName: company.name,
    subject: translate(locale, 'notices.subject', { text }),
    text: [text, said?.to ? translate(locale, 'notices.way', { url: linkBase + said.to }) : '']
      .filter(Boolean)
      .join('\n\n'),
  })
}

/** By his user record, else by the address with which he signs in; and his language. */
async function mailAddressOf(
  companies: Companies,
  { db, company, userId }: { db: Database; company: Company; userId: string },
): Promise<{ email: string; locale: 'zh' | 'en' | null } | null> {
  const { rows } = await sql<{ normalised: string }>`select normalised from contact_points
    where object = 'user' and record_id = ${userId}::uuid and field = 'emails' order by is_primary desc, position limit 1`.execute(
    db,
  )
  const { rows: accounts } = await sql<{ locale: 'zh' | 'en' | null; login: string | null }>`
    select a.locale, (select l.normalised from account_logins l where l.account_id = a.id and l.kind = 'email' limit 1) as login
    from account_companies c join accounts a on a.id = c.account_id
    where c.company_id = ${company.id}::uuid and c.user_id = ${userId}::uuid`.execute(companies.pools.control())
  const email = rows[0]?.normalised ?? accounts[0]?.login
  return email ? { email, locale: accounts[0]?.locale ?? null } : null
}

const contextFor = async (
  companies: Companies,
  place: Pick<Context, 'company' | 'locale' | 'actor'> & { db: Database },
): Promise<Context> => companies.contextOf({ ...place, batch: null, reason: null, now: () => new Date() })
