import { sql } from 'kysely'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'

type Noun = 'contact' | 'opportunity'
const nouns = ['contact', 'opportunity'] as const

/** To whom a contact or an opportunity belongs; to nobody, and it goes with any customer. */
interface Belonging {
  customers: string[]
  /** Of an opportunity: who takes part in it, of whichever company. */
  contacts: string[]
}

/**
 * A follow-up is about one customer: the contact and the opportunity that it names are his. Somebody works or worked there, or takes part in
 * the opportunity. It is asked when one of the three is chosen; what a merge, a transfer or an undo moves stays as it was. Of a record that the
 * person may not see nothing is said.
 */
export async function checkBelonging(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  if (ctx.isWithinVerb || ctx.isReturning) return
  const asked = drafts.filter(
    ({ values, before }) =>
      idOf(values.customer) &&
      nouns.some(noun => idOf(values[noun])) &&
      (before === null || ['customer', ...nouns].some(name => idOf(values[name]) !== idOf(before[name]))),
  )
  if (asked.length === 0) return
  const [contacts, opportunities] = [await known(ctx, asked, 'contact'), await known(ctx, asked, 'opportunity')]
  const seen = await seenCustomers(ctx, asked, [...contacts.values(), ...opportunities.values()])
  const wrong = asked.flatMap(draft => {
    const customer = idOf(draft.values.customer) ?? ''
    const [contact, opportunity] = [idOf(draft.values.contact) ?? '', idOf(draft.values.opportunity) ?? '']
    const [employed, deal] = [contacts.get(contact), opportunities.get(opportunity)]
    const isElsewhere = (one: Belonging | undefined): boolean =>
      seen.has(customer) && one !== undefined && one.customers.length > 0 && !one.customers.includes(customer)
    return [
      ...(isElsewhere(employed) && !deal?.contacts.includes(contact)
        ? [{ draft, noun: 'contact' as const, id: contact, customer }]
        : []),
      ...(isElsewhere(deal) ? [{ draft, noun: 'opportunity' as const, id: opportunity, customer }] : []),
    ]
  })
  if (wrong.length === 0) return
  const titles = new Map<string, string>()
  for (const noun of ['customer', ...nouns] as const) {
    const ids =
      noun === 'customer' ? wrong.map(one => one.customer) : wrong.flatMap(one => (one.noun === noun ? [one.id] : []))
    for (const [id, title] of await titlesOf(ctx, objectOf(ctx.catalog, noun), ids)) titles.set(id, title)
  }
  for (const { draft, noun, id, customer } of wrong)
    draft.problems.push({
      path: noun,
      code: `activity.${noun}_elsewhere`,
      params: { [noun]: titles.get(id) ?? '', customer: titles.get(customer) ?? '' },
    })
}

/** The customers that these drafts name, as far as the person may see them or reads their names in what he sees. */
async function seenCustomers(
  ctx: Context,
  drafts: readonly Draft[],
  named: readonly Belonging[],
): Promise<Set<string>> {
  const ids = drafts.flatMap(({ values }) => idOf(values.customer) ?? [])
  const { rows } = await sql<{ id: string }>`select r.id from customers r
    where r.id = any(${ids}::uuid[]) and ${visible(ctx, objectOf(ctx.catalog, 'customer'), 'r')}`.execute(ctx.db)
  const stood = drafts.flatMap(({ before }) => idOf(before?.customer) ?? [])
  return new Set([...rows.map(row => row.id), ...stood, ...named.flatMap(one => one.customers)])
}

/** Those that these drafts name, as far as the person may see them. */
async function known(ctx: Context, drafts: readonly Draft[], noun: Noun): Promise<Map<string, Belonging>> {
  const ids = drafts.flatMap(({ values }) => idOf(values[noun]) ?? [])
  // What stood there before stays to be judged, whoever looks; its name stands in the record.
  const stood = drafts.flatMap(({ before }) => idOf(before?.[noun]) ?? [])
  const seen = sql<boolean>`(${visible(ctx, objectOf(ctx.catalog, noun), 'r')} or r.id = any(${stood}::uuid[]))`
  const { rows } = await (noun === 'contact'
    ? sql<Belonging & { id: string }>`
        select r.id, '{}'::text[] as contacts, array_remove(array_append(
          array(select w.customer_id::text from contact_customers w where w.contact_id = r.id and w.deleted_at is null),
          r.customer_id::text), null) as customers
        from contacts r where r.id = any(${ids}::uuid[]) and ${seen}`
    : sql<Belonging & { id: string }>`
        select r.id, array_remove(array[r.customer_id::text], null) as customers,
          array(select p.contact_id::text from opportunity_contacts p where p.opportunity_id = r.id and p.deleted_at is null) as contacts
        from opportunities r where r.id = any(${ids}::uuid[]) and ${seen}`
  ).execute(ctx.db)
  return new Map(rows.map(row => [row.id, row]))
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
