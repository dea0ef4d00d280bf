import { sql } from 'kysely'
import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { ConsentKind } from '../consent/consent-kind.ts'
import { readDataRules } from '../consent/data-rules.ts'
import { takeConsent } from '../consent/requests.ts'
import { sendFile } from '../consent/send-file.ts'
import { forbidden, invalid, Problem } from '../errors.ts'
import type { FileStores } from '../files/file-store.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDescription } from '../objects/description.ts'
import { erasePerson } from './erase-person.ts'
import { type PersonAsk, personNoun } from './person-kinds.ts'
import { personRecords } from './persons.ts'
import { tracesOf } from './traces.ts'
import './words.ts'

const whereAnswer = z.object({
  records: z.array(z.object({ object: text, noun: text, id: uuid, title: text, why: text, isInBin: yesNo })),
  /** Numbers and addresses that somebody else has too: they stay his. */
  shared: z.array(text),
  needsConsent: yesNo,
})

const eraseSchema = z.strictObject({
  reason: z.string().trim().min(2).max(500),
  confirm: z.string().max(200),
  consent: z.uuid().optional(),
})

const eraseAnswer = z.object({
  receipts: z.array(z.object({ id: uuid, object: text, recordId: uuid, counts: z.record(z.string(), whole) })),
})

const receiptsAnswer = z.object({
  receipts: z.array(
    z.object({
      id: uuid,
      object: text,
      recordId: uuid,
      erasedAt: instant,
      erasedBy: named.nullable(),
      consentedBy: named.nullable(),
      reason: text,
      counts: z.record(z.string(), whole),
    }),
  ),
})

/** A noun whose records may be persons. */
const ofPersons = (noun: ObjectDescription): boolean => noun.isPerson !== undefined

/** `/api/<plural>/:id/personal-data`: where a person's data are, a copy of them for him, and their erasure; `/api/erasure-receipts`. */
export function personalDataRoutes(
  server: ApiServer,
  { stores, file }: { stores: FileStores; file: ConsentKind<PersonAsk> },
): void {
  server.get(
    '/api/:plural/:id/personal-data',
    says({ id: 'personalData.preview', answer: whereAnswer, nouns: ofPersons, right: 'personalData.erase' }),
    async request => {
      const { ctx, object, id } = await targetRecord(request)
      await personNoun(ctx, { object: object.name, id }, 'personalData.erase')
      const persons = await personRecords(ctx, object, id)
      const { sharedPoints } = await tracesOf(ctx, persons)
      return {
        records: persons.map(({ object: noun, ...one }) => ({
          ...one,
          object: noun.name,
          noun: translate(ctx.locale, `${noun.name}.name`),
        })),
        shared: sharedPoints,
        needsConsent: (await readDataRules(ctx.db)).erasureConsent,
      }
    },
  )
  server.get(
    '/api/:plural/:id/personal-data.zip',
    says({
      id: 'personalData.export',
      cost: 'export',
      takesOut: true,
      file: 'application/zip',
      nouns: ofPersons,
      right: 'personalData.export',
    }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const ask = { object: object.name, id }
      await personNoun(ctx, ask, 'personalData.export')
      await personRecords(ctx, object, id)
      const body = await sendFile(ctx, reply, file, ask)
      await writeAudit(ctx, { kind: 'personalData.exported', object: object.name, recordId: id, ...originOf(request) })
      return reply.send(body)
    },
  )
  server.post(
    '/api/:plural/:id/erase-person',
    says({
      id: 'personalData.erase',
      body: eraseSchema,
      example: { reason: '本人要求', confirm: '删除' },
      answer: eraseAnswer,
      nouns: ofPersons,
      who: 'person',
      right: 'personalData.erase',
    }),
    async request => {
      const { ctx, object, id } = await targetRecord(request)
      if (ctx.actor.kind !== 'person') throw new Problem(403, 'session.person_only')
      await personNoun(ctx, { object: object.name, id }, 'personalData.erase')
      const { reason, confirm, consent } = parseBody(eraseSchema, request.body)
      const { receipts, keys } = await inTransaction(ctx, async trx => {
        const [asked] = await personRecords(trx, object, id)
        if (asked?.title.trim() !== confirm.trim())
          throw invalid([{ path: 'confirm', code: 'personal.confirm', params: { text: asked?.title ?? '' } }])
        const consentedBy = await consentOf(trx, { object: object.name, id, consent })
        await sql`set local statement_timeout = 0`.execute(trx.db)
        return erasePerson(trx, { object, id, reason, consentedBy })
      })
      // Rows are gone for good; bytes that stay behind when this breaks off are found by the daily sweep.
      const store = stores.of(ctx.company.id)
      for (const key of keys) await store.remove(key)
      return { receipts }
    },
  )
  server.get(
    '/api/erasure-receipts',
    says({ id: 'personalData.receipts', answer: receiptsAnswer, right: 'personalData.erase' }),
    async request => {
      const ctx = await contextOf(request)
      if (scopeOf(ctx.actor, 'personalData.erase') !== 'all' && scopeOf(ctx.actor, 'audit.read') !== 'all')
        throw forbidden('personalData.erase')
      const { rows } = await sql`
        select r.id, r.object, r.record_id as "recordId", r.erased_at as "erasedAt", r.reason, r.counts,
               case when b.id is not null then json_build_object('id', b.id, 'title', b.name) end as "erasedBy",
               case when c.id is not null then json_build_object('id', c.id, 'title', c.name) end as "consentedBy"
          from erasure_receipts r left join users b on b.id = r.erased_by_id left join users c on c.id = r.consented_by_id
         order by r.erased_at desc, r.id desc limit 500`.execute(ctx.db)
      return { receipts: rows }
    },
  )
}

/** Who consented, where that is needed; the consent is used up with the erasure. @throws Problem `personal.consent_needed` (403), `personal.other_consent` (422) */
async function consentOf(
  ctx: Parameters<typeof takeConsent>[0],
  { object, id, consent }: PersonAsk & { consent: string | undefined },
): Promise<string | null> {
  if (!(await readDataRules(ctx.db)).erasureConsent) return null
  if (consent === undefined) {
    const body = { kind: 'erasure', ask: { object, id } }
    const details = { consent: { method: 'POST', path: '/api/consent-requests', body } }
    throw new Problem(403, 'personal.consent_needed', { details })
  }
  const { ask, decidedBy } = await takeConsent(ctx, consent)
  const given = ask as Partial<PersonAsk>
  if (given.object !== object || given.id !== id) throw new Problem(422, 'personal.other_consent')
  return decidedBy
}
