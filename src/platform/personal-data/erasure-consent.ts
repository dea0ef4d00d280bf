import { sql } from 'kysely'
import { readDataRules } from '../consent/data-rules.ts'
import { takeConsent } from '../consent/requests.ts'
import { Problem } from '../errors.ts'
import type { PersonAsk } from './person-kinds.ts'
import './words.ts'

type Within = Parameters<typeof takeConsent>[0]
type ConsentAsk = PersonAsk & { consent: string | null }

/**
 * Who consented, where that is needed; the consent is used up with the erasure.
 * @throws Problem `personal.consent_needed` (403), `personal.other_consent` (422), 404, 409
 */
export async function consentTo(ctx: Within, { object, id, consent }: ConsentAsk): Promise<string | null> {
  if (!(await readDataRules(ctx.db)).erasureConsent) return null
  if (consent === null) {
    const body = { kind: 'erasure', ask: { object, id } }
    const details = { consent: { method: 'POST', path: '/api/consent-requests', body } }
    throw new Problem(403, 'personal.consent_needed', { details })
  }
  const { ask, decidedBy } = await takeConsent(ctx, consent)
  const given = ask as Partial<PersonAsk>
  if (given.object !== object || given.id !== id) throw new Problem(422, 'personal.other_consent')
  return decidedBy
}

/** Asks whether it would be given, and leaves it as it is: an erasure that is stopped uses none up. Gives whether one is needed. @throws the same */
export async function tryConsent(ctx: Within, ask: ConsentAsk): Promise<boolean> {
  await sql`savepoint consent`.execute(ctx.db)
  const consentedBy = await consentTo(ctx, ask)
  await sql`rollback to savepoint consent`.execute(ctx.db)
  return consentedBy !== null
}
