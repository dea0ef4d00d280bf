import { sql } from 'kysely'
import { mayReadField } from '#platform/access/readable.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import type { Mapping } from './mapping.ts'

type Values = Record<string, unknown>

/** What of a lead goes where without anybody saying so. */
export interface Carried {
  customer: Values
  contact: Values
  opportunity: Values
}

/** Fields that the lead fills anyway: nobody maps another into them. */
export const carriedAnyway: Record<keyof Carried, readonly string[]> = {
  customer: ['kind', 'name', 'industry', 'level', 'address', 'tags', 'nextContactAt', 'remark'],
  contact: ['name', 'jobTitle', 'phones', 'wechats', 'emails', 'customer', 'customers'],
  opportunity: ['name', 'customer', 'pipeline', 'stage', 'need'],
}

/** Which of a lead's fields each value comes from: what a person may not read is not shown to him, though it goes over. */
const origins: Record<keyof Carried, Record<string, string>> = {
  customer: {
    name: 'company',
    industry: 'industry',
    level: 'level',
    source: 'source',
    campaign: 'campaign',
    address: 'address',
    tags: 'tags',
    nextContactAt: 'nextContactAt',
    remark: 'remark',
    phones: 'phones',
    wechats: 'wechats',
    emails: 'emails',
  },
  contact: { name: 'name', jobTitle: 'jobTitle', phones: 'phones', wechats: 'wechats', emails: 'emails' },
  opportunity: { name: 'need', need: 'need', source: 'source', campaign: 'campaign' },
}

/**
 * What becomes of a lead's fields: its company is the customer and it the contact; a lead without company is a person who needs no contact
 * (facts 2). Source, campaign and the lead itself go along (facts 13). `lead` holds all values in API form.
 */
export async function carriedFields(ctx: Context, lead: Values): Promise<Carried> {
  const isPerson = !lead.company
  const ways = { phones: pointsOf(lead.phones), wechats: pointsOf(lead.wechats), emails: pointsOf(lead.emails) }
  const owner = await ownerStillHere(ctx, lead.owner)
  const origin = { source: lead.source, campaign: lead.campaign, originLead: { id: lead.id } }
  const customer = {
    kind: isPerson ? 'person' : 'company',
    name: lead.company ?? lead.name,
    industry: lead.industry,
    level: lead.level,
    address: lead.address,
    tags: await livingTags(ctx, lead.tags),
    nextContactAt: lead.nextContactAt,
    remark: lead.remark,
    ...(isPerson ? ways : {}),
    ...origin,
    owner,
  }
  const contact = { name: lead.name, jobTitle: lead.jobTitle, ...ways, owner }
  const opportunity = { name: opportunityName(lead), need: lead.need, ...origin, owner }
  return { customer: filled(customer), contact: filled(contact), opportunity: filled(opportunity) }
}

/** What of it the actor is shown: nothing that comes of a field which he may not read in clear. `mappings` is the company's own. */
export function shownOf(ctx: Context, carried: Carried, mappings: readonly Mapping[]): Carried {
  const lead = objectOf(ctx.catalog, 'lead')
  const mapped = new Map(mappings.map(({ object, field, leadField }) => [`${object}.${field}`, leadField]))
  const shown = (part: keyof Carried): Values =>
    Object.fromEntries(
      Object.entries(carried[part]).filter(([name]) => {
        const origin = mapped.get(`${part}.${name}`) ?? origins[part][name]
        return origin === undefined || mayReadField(ctx, lead, origin)
      }),
    )
  return { customer: shown('customer'), contact: shown('contact'), opportunity: shown('opportunity') }
}

/** What it is about, in few words, after whose it is. */
function opportunityName(lead: Values): string {
  const [firstLine = ''] = String(lead.need ?? '').split('\n', 1)
  const about = [...firstLine.trim()].slice(0, 30).join('')
  return [lead.company ?? lead.name, about].filter(Boolean).join(' · ')
}

/** As people write them: what is made of it is read anew. */
const pointsOf = (points: unknown): unknown =>
  ((points ?? []) as { raw: string; label: string | null; primary: boolean }[]).map(({ raw, label, primary }) => ({
    raw,
    label,
    primary,
  }))

/** Whoever has left gets nothing new: then it is his who converts. */
async function ownerStillHere(ctx: Context, owner: unknown): Promise<unknown> {
  const id = (owner as { id: string } | null | undefined)?.id
  if (!id) return null
  const { rows } = await sql`select from users where id = ${id}::uuid and state = 'left'`.execute(ctx.db)
  return rows.length > 0 ? null : owner
}

/** A tag that lies in the bin stays on the lead and goes nowhere else. */
async function livingTags(ctx: Context, tags: unknown): Promise<unknown> {
  const ids = ((tags ?? []) as { id: string }[]).map(tag => tag.id)
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; title: string }>`select id, name as title from tags
    where id = any(${ids}::uuid[]) and deleted_at is null order by array_position(${ids}::uuid[], id)`.execute(ctx.db)
  return rows
}

const filled = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
