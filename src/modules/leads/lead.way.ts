import { sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, text } from '#platform/http/shapes.ts'
import { type Context, get } from '#platform/records/index.ts'
import { mainMemberships, placed } from './departments-then.ts'
import { lead } from './lead.object.ts'
import { type LeadStay, staysOf, type WayChange } from './lead.stays.ts'
import { marketingAmong } from './marketing-people.ts'

const wayAnswer = z.object({
  steps: z.array(z.object({ name: text, at: instant.nullable() })),
  stays: z.array(
    z.object({
      user: named.nullable(),
      department: named.nullable(),
      phase: z.enum(['marketing', 'sales']),
      from: instant,
      until: instant.nullable(),
    }),
  ),
  days: z.object({ marketing: z.number(), sales: z.number() }),
})

/** The instants of a lead's way (facts 15), in order. */
const steps = [
  'createdAt',
  'qualifiedAt',
  'handedOverAt',
  'assignedAt',
  'firstContactedAt',
  'convertedAt',
  'firstOpportunityAt',
] as const

/**
 * `GET /api/leads/:id/way`: its instants (facts 15), who had it from when to when in which department then, and how many days marketing and sales
 * have had it, to a tenth.
 */
export function wayRoutes(server: ApiServer): void {
  server.get<{ Params: { id: string } }>(
    '/api/leads/:id/way',
    says({ id: 'leads.way', answer: wayAnswer, of: ['lead'] }),
    async request => {
      const { id } = request.params
      if (!isId(id)) throw notFound('lead')
      const ctx = await contextOf(request)
      const record = await get(ctx, lead, id)
      const stays = await readStays(ctx, id)
      return {
        steps: steps.map(name => ({ name, at: (record[name] as string | null | undefined) ?? null })),
        stays: await withPlaces(ctx, stays),
        days: daysOf(stays, ctx.now()),
      }
    },
  )
}

async function readStays(ctx: Context, id: string): Promise<LeadStay[]> {
  const { rows } = await sql<{ field: 'owner' | 'state'; to: string | null; at: Date | string | null }>`
    select field, to_value as to, at from transitions
    where record_id = ${id}::uuid and field in ('owner', 'state') order by recorded_at, id`.execute(ctx.db)
  const changes: WayChange[] = rows.map(row => ({
    ...row,
    at: row.at === null ? null : new Date(row.at).toISOString(),
  }))
  const people = changes.flatMap(({ field, to }) => (field === 'owner' && to ? [to] : []))
  const marketing = await marketingAmong(ctx, people)
  return staysOf(changes, user => marketing.has(user))
}

/** With names, divided by the departments to which each belonged then. */
async function withPlaces(ctx: Context, stays: readonly LeadStay[]) {
  const people = stays.flatMap(({ user }) => user ?? [])
  const divided = placed(stays, await mainMemberships(ctx, people), ctx.company.timeZone)
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${people}::uuid[])
    union all select id, name from departments where id = any(${divided.flatMap(({ department }) => department ?? [])}::uuid[])`.execute(
    ctx.db,
  )
  const names = new Map(rows.map(row => [row.id, row.name]))
  const nameOf = (id: string | null) => (id ? { id, title: names.get(id) ?? '' } : null)
  return divided.map(stay => ({ ...stay, user: nameOf(stay.user), department: nameOf(stay.department) }))
}

function daysOf(stays: readonly LeadStay[], now: Date): { marketing: number; sales: number } {
  const days = { marketing: 0, sales: 0 }
  for (const { phase, from, until } of stays)
    days[phase] += ((until ? Date.parse(until) : now.getTime()) - Date.parse(from)) / 86_400_000
  return { marketing: Math.round(days.marketing * 10) / 10, sales: Math.round(days.sales * 10) / 10 }
}
