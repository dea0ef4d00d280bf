import { sql } from 'kysely'
import { isApproved } from '#platform/approvals/index.ts'
import type { Database } from '#platform/db/server.ts'
import {
  choice,
  currency,
  date,
  defineObject,
  defineVerb,
  files,
  lines,
  longText,
  money,
  number,
  owner,
  reference,
  serial,
  status,
  text,
} from '#platform/objects/index.ts'
import { defineAction, defineModule } from '#platform/records/index.ts'

// What the library buys needs consent: the noun with which approvals are tried.

export const purchase = defineObject({
  name: 'purchase',
  plural: 'purchases',
  title: 'name',
  owned: true,
  fields: {
    number: serial({ prefix: 'P', width: 4, drawnAt: 'submit' }),
    name: text({ required: true, max: 60, search: true }),
    kind: choice({ options: ['books', 'shelves'] }),
    amount: money({ currency: 'currency', min: 0 }),
    currency: currency(),
    neededOn: date(),
    remark: longText(),
    offers: files(),
    items: lines('purchaseItem', { by: 'purchase' }),
    state: status({ options: ['draft', 'inReview', 'approved', 'ordered', 'changing'], default: 'draft' }),
    owner: owner(),
  },
})

export const purchaseItem = defineObject({
  name: 'purchaseItem',
  plural: 'purchaseItems',
  title: 'what',
  lineOf: { object: 'purchase', field: 'purchase' },
  fields: {
    purchase: reference('purchase', { required: true, indexed: true }),
    what: text({ required: true, max: 60 }),
    copies: number({ min: 1 }),
  },
})

/** Seen with the purchase, but no part of it. */
export const complaint = defineObject({
  name: 'complaint',
  plural: 'complaints',
  title: 'what',
  owned: true,
  seenWith: ['purchase'],
  fields: {
    purchase: reference('purchase', { indexed: true }),
    what: text({ required: true, max: 60 }),
    owner: owner(),
  },
})

const order = defineVerb({
  object: purchase,
  verb: 'order',
  event: 'ordered',
  from: { field: 'state', values: ['approved'] },
  input: {},
})

/** What has been ordered may be changed, but only with consent again. */
const change = defineVerb({
  object: purchase,
  verb: 'change',
  event: 'changeBegun',
  from: { field: 'state', values: ['ordered'] },
  input: {},
})

/** A verb may change what people may not; what is under review has changed then. */
const reprice = defineVerb({
  object: purchase,
  verb: 'reprice',
  event: 'repriced',
  input: { amount: money({ currency: 'currency' }) },
})

/** What the hooks were told, by record: `approved <id>`. */
export const told: string[] = []

const words = (zh: boolean) => {
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  return {
    purchase: {
      name: say('采购', 'purchase'),
      plural: say('采购', 'Purchases'),
      fields: Object.fromEntries(Object.keys(purchase.fields).map(name => [name, name])),
      options: {
        kind: { books: say('图书', 'Books'), shelves: say('书架', 'Shelves') },
        state: {
          draft: say('草稿', 'Draft'),
          inReview: say('审批中', 'In review'),
          approved: say('已通过', 'Approved'),
          ordered: say('已下单', 'Ordered'),
          changing: say('变更中', 'Being changed'),
        },
      },
      verbs: {
        order: { label: say('下单', 'Order') },
        change: { label: say('变更', 'Change') },
        reprice: { label: say('改价', 'Reprice'), amount: say('金额', 'Amount') },
      },
    },
    purchaseItem: {
      name: say('明细', 'item'),
      plural: say('明细', 'Items'),
      fields: { purchase: 'purchase', what: 'what', copies: 'copies' },
    },
    complaint: {
      name: say('投诉', 'complaint'),
      plural: say('投诉', 'Complaints'),
      fields: { purchase: 'purchase', what: 'what', owner: 'owner' },
    },
  }
}

export const purchasesModule = defineModule({
  name: 'purchases',
  dependsOn: ['people', 'approvals'],
  objects: [purchase, purchaseItem, complaint],
  actions: [
    defineAction(order, async (ctx, record) => ({
      changes: isApproved(ctx, 'purchase', record) ? { state: 'ordered' } : {},
    })),
    defineAction(change, async () => ({ changes: { state: 'changing' } })),
    defineAction(reprice, async (_ctx, _record, { amount }) => ({ changes: { amount } })),
  ],
  behaviour: {
    purchase: {
      approval: {
        state: 'state',
        from: ['draft', 'changing'],
        ways: { changing: { back: 'changing', approved: 'ordered' } },
        inReview: 'inReview',
        approved: 'approved',
        back: 'draft',
        free: ['remark'],
        amount: 'amount',
        currency: 'currency',
        check: (_ctx, record) =>
          record.neededOn === '1999-01-01' ? [{ path: 'neededOn', code: 'field.required' }] : [],
        onApproved: async (_ctx, id) => void told.push(`approved ${id}`),
        onRefused: async (_ctx, id) => void told.push(`refused ${id}`),
      },
    },
  },
  messages: { zh: words(true), en: words(false) },
})

/** What its migration would be. */
export async function makePurchases(db: Database): Promise<void> {
  const system = `id uuid primary key, version integer not null default 1, created_at timestamptz not null default now(), created_by_id uuid,
    updated_at timestamptz not null default now(), deleted_at timestamptz, source_system text, external_id text, custom jsonb`
  await sql
    .raw(`create table purchases (${system}, number text, name text not null, kind text, amount numeric(18,2), currency text, needed_on date,
      remark text, offers uuid[], state text, owner_id uuid references users (id))`)
    .execute(db)
  await sql.raw('create unique index purchases_number on purchases (lower(number))').execute(db)
  await sql
    .raw(
      `create table purchase_items (${system}, purchase_id uuid references purchases (id), what text, copies numeric, position integer)`,
    )
    .execute(db)
  await sql
    .raw(
      `create table complaints (${system}, purchase_id uuid references purchases (id), what text, owner_id uuid references users (id))`,
    )
    .execute(db)
}
