import { contact } from '#modules/contacts/index.ts'
import { customer } from '#modules/customers/index.ts'
import { lead } from '#modules/leads/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { defineVerb, reference } from '#platform/objects/index.ts'
import { type ActionDefinition, type Context, defineAction } from '#platform/records/index.ts'
import { mergeRecords } from '#platform/records/merging/merge.ts'
import { settleMergedOwner } from './merge-owner.ts'

/** Another record of the noun becomes part of this one, with what each has where the other has nothing. The page that merges lets one choose. */
const mergeCustomer = defineVerb({
  object: customer,
  verb: 'merge',
  event: 'merged',
  input: { other: reference('customer', { required: true }) },
  tone: 'panel',
})
const mergeLead = defineVerb({
  object: lead,
  verb: 'merge',
  event: 'merged',
  input: { other: reference('lead', { required: true }) },
  tone: 'panel',
})
const mergeContact = defineVerb({
  object: contact,
  verb: 'merge',
  event: 'merged',
  input: { other: reference('contact', { required: true }) },
  tone: 'panel',
})

/** The merge itself writes everything; the verb has nothing to add. */
const merging = async (ctx: Context, noun: string, asked: Asked): Promise<{ changes: Record<string, never> }> => {
  await mergeRecords(ctx, objectOf(ctx.catalog, noun), { ...asked, complete: settleMergedOwner })
  return { changes: {} }
}
interface Asked {
  into: string
  from: string[]
}
const askOf = (record: Record<string, unknown>, other: { id: string } | null): Asked => ({
  into: String(record.id),
  from: other ? [other.id] : [],
})

export const mergeActions: ActionDefinition[] = [
  defineAction(mergeCustomer, (ctx, record, { other }) => merging(ctx, 'customer', askOf(record, other))),
  defineAction(mergeLead, (ctx, record, { other }) => merging(ctx, 'lead', askOf(record, other))),
  defineAction(mergeContact, (ctx, record, { other }) => merging(ctx, 'contact', askOf(record, other))),
]
