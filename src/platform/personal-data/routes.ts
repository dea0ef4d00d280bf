import { z } from 'zod'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { ConsentKind } from '../consent/consent-kind.ts'
import { readDataRules } from '../consent/data-rules.ts'
import { sendFile } from '../consent/send-file.ts'
import { says } from '../http/describe-route.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { text, uuid, yesNo } from '../http/shapes.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDescription } from '../objects/description.ts'
import { erasureRoutes } from './erasure-routes.ts'
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

/** A noun whose records may be persons. */
const ofPersons = (noun: ObjectDescription): boolean => noun.isPerson !== undefined

/** `/api/<plural>/:id/personal-data`: where a person's data are, a copy of them for him, and their erasure. */
export function personalDataRoutes(server: ApiServer, { file }: { file: ConsentKind<PersonAsk> }): void {
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
  erasureRoutes(server, ofPersons)
}
