import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { originOf, writeAudit } from '#platform/audit/write-audit.ts'
import { forbidden } from '#platform/errors.ts'
import { fieldType } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { named, text, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, getMany } from '#platform/records/index.ts'
import { foldQuery, queryTokens } from '#platform/search/tokens.ts'
import { nearKeys } from './company-name.ts'
import { describeMatches } from './describe-matches.ts'
import { effects, readRules, writeRules } from './duplicate-rules.ts'
import { type Match, others, ownOf, withKeys, withNearNames } from './find-matches.ts'
import { overrideRight } from './forbid.ts'
import { noteLook } from './note-look.ts'
import { type ComparedNoun, comparedNouns, keysOf, matchKinds } from './match-keys.ts'

const words = z.string().max(400).nullish()
const checkBody = z.strictObject({
  object: z.enum(comparedNouns),
  /** The record itself, where it is changed. */
  id: z.uuid().nullish(),
  name: words,
  kind: words,
  phones: z.unknown().optional(),
  emails: z.unknown().optional(),
  wechats: z.unknown().optional(),
  website: words,
  taxNo: words,
  customer: z.uuid().nullish(),
  parent: z.uuid().nullish(),
})
const findBody = z.strictObject({ text: z.string().trim().min(2).max(200) })

const matchAnswer = z.object({
  object: z.enum(comparedNouns),
  id: text,
  isSeen: yesNo,
  isNear: yesNo,
  kinds: z.array(z.enum(matchKinds)),
  title: text.nullable(),
  owner: named.nullable(),
  lastContactAt: text.nullable(),
  pool: named.nullable(),
  can: z.array(text),
})
const checkAnswer = z.object({
  same: z.array(matchAnswer.extend({ effect: z.enum(effects) })),
  similar: z.array(matchAnswer),
  isForbidden: yesNo,
  canOverride: yesNo,
})
const effectsOf = z.record(z.enum(comparedNouns), z.record(z.string(), z.enum(effects)))
const rulesBody = z.strictObject({
  rules: z.partialRecord(z.enum(comparedNouns), z.record(z.string(), z.enum(effects))),
})

/**
 * `POST /api/duplicates/check`: who is the same as, or similar to, what is being typed, across the walls of scope. `POST /api/duplicates/find`: by a
 * part of the name or a whole number, before one begins to type. `GET`, `PUT /api/duplicates/rules`: what the company forbids.
 */
export function checkRoutes(server: ApiServer): void {
  server.post(
    '/api/duplicates/check',
    says({
      id: 'duplicates.check',
      body: checkBody,
      example: { object: 'customer', name: '华星科技' },
      answer: checkAnswer,
      cost: 'search',
      isHarmlessTwice: true,
    }),
    async request => {
      const ctx = await contextOf(request)
      const asked = parseBody(checkBody, request.body)
      if (!may(ctx.actor, `${asked.object}.create`) && !may(ctx.actor, `${asked.object}.update`))
        throw forbidden(`${asked.object}.create`)
      const found = await check(ctx, asked)
      await noteLook(ctx, [...found.same, ...found.similar], originOf(request))
      return found
    },
  )
  server.post(
    '/api/duplicates/find',
    says({
      id: 'duplicates.find',
      body: findBody,
      example: { text: '华星' },
      answer: z.object({ matches: z.array(matchAnswer) }),
      cost: 'search',
      isHarmlessTwice: true,
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'customer.create') && !may(ctx.actor, 'lead.create')) throw forbidden('customer.create')
      const { text: wanted } = parseBody(findBody, request.body)
      const matches = (await describeMatches(ctx, await containing(ctx, wanted))).slice(0, 10)
      await noteLook(ctx, matches, originOf(request))
      return { matches }
    },
  )
  server.get(
    '/api/duplicates/rules',
    says({ id: 'duplicates.rules', answer: z.object({ rules: effectsOf }) }),
    async request => ({ rules: await readRules(await contextOf(request)) }),
  )
  server.put(
    '/api/duplicates/rules',
    says({
      id: 'duplicates.writeRules',
      body: rulesBody,
      example: { rules: { customer: { email: 'warn' } } },
      answer: z.object({ rules: effectsOf }),
      right: 'settings.update',
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      const { rules } = parseBody(rulesBody, request.body)
      await inTransaction(ctx, async trx => {
        await writeRules(trx, rules)
        await writeAudit(trx, { kind: 'settings.changed', detail: { duplicates: rules }, ...originOf(request) })
      })
      return { rules: await readRules(ctx) }
    },
  )
}

type Asked = z.output<typeof checkBody>

async function check(ctx: Context, asked: Asked): Promise<z.output<typeof checkAnswer>> {
  const known = await onlySeen(ctx, asked)
  const values = valuesOf(ctx, known)
  const keys = keysOf(asked.object, values)
  const rules = (await readRules(ctx))[asked.object]
  const own = ownOf(asked.object, known.id ?? null, values)
  const spoken = keys.filter(({ kind }) => rules[kind] && rules[kind] !== 'ignore')
  const same = await describeMatches(ctx, await others(ctx, await withKeys(ctx, spoken), own))
  const near = keys.flatMap(key => key.near ?? [])
  const found = new Set(same.map(match => match.id))
  const similar = (await describeMatches(ctx, await others(ctx, await withNearNames(ctx, near), own))).filter(
    match => !found.has(match.id),
  )
  const withEffect = same.map(match => ({
    ...match,
    effect:
      match.kinds.some(kind => rules[kind] === 'forbid') && (match.object !== 'contact' || asked.object === 'contact')
        ? ('forbid' as const)
        : ('warn' as const),
  }))
  return {
    same: withEffect,
    similar: similar.slice(0, 5),
    isForbidden: withEffect.some(match => match.effect === 'forbid'),
    canOverride: may(ctx.actor, overrideRight),
  }
}

/** Without ids of records that he may not see: what belongs to these would be missing in the answer, and so be told. */
async function onlySeen(ctx: Context, asked: Asked): Promise<Asked> {
  const isSeen = async (noun: string, id: string | null | undefined): Promise<boolean> =>
    typeof id === 'string' && (await getMany(ctx, objectOf(ctx.catalog, noun), [id])).length > 0
  const [id, customer, parent] = await Promise.all([
    isSeen(asked.object, asked.id),
    isSeen('customer', asked.customer),
    isSeen('customer', asked.parent),
  ])
  return {
    ...asked,
    id: id ? asked.id : null,
    customer: customer ? asked.customer : null,
    parent: parent ? asked.parent : null,
  }
}

/** What is typed, read as the fields would read it; what is not whole yet says nothing. */
function valuesOf(ctx: Context, asked: Asked): Record<string, unknown> {
  const object = objectOf(ctx.catalog, asked.object)
  const given: Record<string, unknown> = {
    [asked.object === 'lead' ? 'company' : 'name']: asked.name,
    kind: asked.kind ?? 'company',
    phones: asked.phones,
    emails: asked.emails,
    wechats: asked.wechats,
    website: asked.website,
    taxNo: asked.taxNo,
  }
  const values: Record<string, unknown> = {
    customer: asked.customer ? { id: asked.customer } : null,
    parent: asked.parent ? { id: asked.parent } : null,
  }
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
    if (!field || value === null || value === undefined || value === '') continue
    for (const part of Array.isArray(value) ? value.map(one => [one]) : [value]) {
      const read = fieldType(field.type).parse(part, field)
      if (!read.ok) continue
      values[name] = Array.isArray(read.value)
        ? [...((values[name] as unknown[] | undefined) ?? []), ...read.value]
        : read.value
    }
  }
  return values
}

/** Customers, those in pools, and open leads with this in their name, or this number. */
async function containing(ctx: Context, wanted: string): Promise<Match[]> {
  const phone = fieldType('phones').parse(wanted, { type: 'phones' })
  const byPhone =
    phone.ok && Array.isArray(phone.value)
      ? await withKeys(
          ctx,
          keysOf('contact', { phones: phone.value }).map(({ kind, value }) => ({ kind, value })),
        )
      : []
  const folded = foldQuery(wanted)
  if (byPhone.length > 0 || folded === '') return byPhone
  const { rows } = await sql<{ object: ComparedNoun; id: string }>`
    select s.object, s.record_id as id from search_entries s
    where ((s.object = 'customer' and s.field = 'name') or (s.object = 'lead' and s.field = 'company'))
      and s.tokens @> ${queryTokens(folded)}::text[] and position(${folded} in s.haystack) > 0
      and (s.object = 'customer' or exists (select from match_keys k where k.record_id = s.record_id))
    limit 10`.execute(ctx.db)
  const byName = rows.map(
    ({ object, id }): Match => ({ object, id, contactId: null, kind: 'name', value: folded, isNear: false }),
  )
  return byName.length > 0 ? byName : withNearNames(ctx, nearKeys(wanted))
}
