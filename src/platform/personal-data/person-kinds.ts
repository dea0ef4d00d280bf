import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import { tableOf, visible } from '../access/visible.ts'
import { type ConsentKind, consentKind } from '../consent/consent-kind.ts'
import { forbidden, notFound, Problem } from '../errors.ts'
import type { FileStores } from '../files/file-store.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { zipStream } from '../transfer/writing/zip-stream.ts'
import { personalCopy } from './personal-copy.ts'
import { personRecords } from './persons.ts'
import './words.ts'

const askSchema = z.strictObject({ object: z.string().max(80), id: z.uuid() })
export type PersonAsk = z.output<typeof askSchema>

type PersonRight = 'personalData.export' | 'personalData.erase'

/** The copy of a person's data as a file. */
export const personFile = (stores: FileStores): ConsentKind<PersonAsk> =>
  consentKind<PersonAsk>({
    kind: 'person',
    right: 'export.consent',
    ask: askSchema,
    object: ask => ask.object,
    count: async (ctx, ask) =>
      (await personRecords(ctx, await personNoun(ctx, ask, 'personalData.export'), ask.id)).length,
    say: (ctx, ask) => ({ what: translate(ctx.locale, 'consent.person', wordsOf(ctx, ask)), record: ask.id }),
    open: async (ctx, ask) => {
      const object = await personNoun(ctx, ask, 'personalData.export')
      const parts = personalCopy(ctx, stores.of(ctx.company.id), { object, id: ask.id })
      return { name: `personal-data-${ask.id}.zip`, type: 'application/zip', body: Readable.from(zipStream(parts)) }
    },
  })

/** The erasure of a person's data: no file; who has the consent goes on with it. */
export const personErasure: ConsentKind<PersonAsk> = consentKind<PersonAsk>({
  kind: 'erasure',
  right: 'personalData.erase',
  ask: askSchema,
  object: ask => ask.object,
  count: async (ctx, ask) =>
    (await personRecords(ctx, await personNoun(ctx, ask, 'personalData.erase'), ask.id)).length,
  say: (ctx, ask) => ({ what: translate(ctx.locale, 'consent.erasure', wordsOf(ctx, ask)), record: ask.id }),
})

/**
 * The noun of a person's record, for an actor who has the right over everybody and sees the record, also in the bin.
 * @throws Problem `forbidden`, 404, `personal.no_person` (422)
 */
export async function personNoun(
  ctx: Context,
  { object: name, id }: PersonAsk,
  right: PersonRight,
): Promise<ObjectDefinition> {
  if (scopeOf(ctx.actor, right) !== 'all') throw forbidden(right)
  const object = ctx.catalog.objects.get(name)
  if (!object || object.lineOf) throw notFound('object')
  const { rows } = await sql`select from ${sql.table(tableOf(object))} t
    where t.id = ${id}::uuid and (t.deleted_at is not null or ${visible(ctx, object, 't')})`.execute(ctx.db)
  if (rows.length === 0) throw notFound(object.name)
  if (object.isPerson === undefined) throw new Problem(422, 'personal.no_person')
  return object
}

/** The record by its number alone: what is asked may be read after the name is gone. */
const wordsOf = ({ locale }: Context, { object, id }: PersonAsk): { noun: string; title: string } => ({
  noun: translate(locale, `${object}.name`),
  title: id.slice(-8),
})
