import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'
import { type Added, addedSince } from './added-since.ts'
import { conversionOf } from './conversion.ts'

type Named = { id: string; title: string }

/** What became of a lead, and what stands in the way of taking that back. */
export interface ConversionDone {
  at: string
  by: Named | null
  customer: Named
  contact: Named | null
  opportunity: Named | null
  added: Added[]
}

/** The conversion of a lead as its page tells of it; null when it was not converted here. */
export async function describeConversion(ctx: Context, lead: string): Promise<ConversionDone | null> {
  const conversion = await conversionOf(ctx, lead)
  if (!conversion) return null
  const { at, by, customer, contact, opportunity } = conversion
  return {
    at,
    by: await named(ctx, 'user', by),
    customer: (await named(ctx, 'customer', customer)) ?? { id: customer, title: '' },
    contact: await named(ctx, 'contact', contact),
    opportunity: await named(ctx, 'opportunity', opportunity),
    added: await addedSince(ctx, conversion),
  }
}

async function named(ctx: Context, noun: string, id: string | null): Promise<Named | null> {
  if (id === null) return null
  return { id, title: (await titlesOf(ctx, objectOf(ctx.catalog, noun), [id])).get(id) ?? '' }
}
