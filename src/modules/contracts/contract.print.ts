import { sql } from 'kysely'
import { inCapitals } from '#modules/documents/index.ts'
import { may, systemActor } from '#platform/access/actor.ts'
import { mayRead } from '#platform/access/readable.ts'
import { isApproved } from '#platform/approvals/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import {
  definePrint,
  openWriter,
  type PrintBlock,
  type PrintDocument,
  type PrintHow,
  type PrintLanguage,
  type PrintPair,
  type Writer,
  type WriterColumn,
} from '#platform/print/index.ts'
import { type ApiRecord, type Context, find, get, getMany } from '#platform/records/index.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { contract, contractLine } from './contract.object.ts'
import { planOf } from './contract.page.rules.ts'

/** The contract as both sides sign it: an empty place for each seal. */
export const contractPrint = definePrint({
  object: contract,
  name: 'contract',
  build: (ctx, id, language) => paperOf(ctx, id, language),
})

/** The same with the seal of the last 用印 on it: only once it is sealed, by whoever may seal, and each print is written down (facts 30). */
export const sealedPrint = definePrint({
  object: contract,
  name: 'sealed',
  hasNoPreview: true,
  isPossible: (ctx, record) =>
    record.sealState === 'sealed' && isApproved(ctx, 'contract', record) && may(ctx.actor, 'contract.sealIt'),
  build: async (ctx, id, language, { picture }) => paperOf(ctx, id, language, await sealOf(ctx, id, picture)),
})

/** What is to be delivered, for the warehouse: no prices. */
export const listPrint = definePrint({
  object: contract,
  name: 'list',
  build: async (ctx, id, language) => {
    const { record, write, lines } = await read(ctx, id, language)
    return {
      language,
      title: write.say('contract.prints.list'),
      running: runningOf(write, record),
      blocks: [
        {
          kind: 'pairs',
          columns: 2,
          pairs: write.pairs(contract, record, ['name', 'number', 'customer', 'startOn', 'endOn', 'owner']),
        },
        write.table(contractLine, lines, [...described(write, lines), { field: 'remark', width: '*' }]),
        signatures(write, {
          ours: write.say('contractPaper.handedOver'),
          theirs: write.say('contractPaper.takenOver'),
        }),
      ],
    }
  },
})

interface Read {
  record: ApiRecord
  write: Writer
  lines: Readonly<Record<string, unknown>>[]
}

async function read(ctx: Context, id: string, language: PrintLanguage): Promise<Read> {
  const record = await get(ctx, contract, id)
  return { record, write: openWriter(ctx, language), lines: (record.lines ?? []) as Read['lines'] }
}

async function paperOf(
  ctx: Context,
  id: string,
  language: PrintLanguage,
  seal: string | null = null,
): Promise<PrintDocument> {
  const { record, write, lines } = await read(ctx, id, language)
  const { ours, theirs } = await partiesOf(ctx, write, record)
  const terms = write.value(contract, 'terms', record)
  return {
    language,
    title: write.say('contractPaper.title'),
    running: runningOf(write, record),
    blocks: [
      { kind: 'text', text: String(record.name ?? ''), align: 'center', isStrong: true },
      { kind: 'parties', parties: [theirs, ours] },
      {
        kind: 'pairs',
        columns: 2,
        pairs: write.pairs(contract, record, ['number', 'signedOn', 'startOn', 'endOn', 'paymentTerms', 'currency']),
      },
      ...(lines.length > 0
        ? [{ kind: 'heading' as const, text: write.say('contractPaper.subject') }, priced(write, lines)]
        : []),
      sums(write, record),
      ...(await payments(ctx, write, record)),
      ...(terms
        ? [
            { kind: 'heading' as const, text: write.label(contract, 'terms') },
            { kind: 'text' as const, text: terms },
          ]
        : []),
      signatures(write, { ours: ours.title, theirs: theirs.title }, seal),
    ],
  }
}

const runningOf = (write: Writer, record: ApiRecord): string =>
  ['number', 'name', 'customer']
    .map(field => write.value(contract, field, record))
    .filter(Boolean)
    .join(' · ')

async function partiesOf(ctx: Context, write: Writer, record: ApiRecord) {
  const say = (key: string): string => write.say(`contractPaper.${key}`)
  const [customer, legalEntity] = [objectOf(ctx.catalog, 'customer'), objectOf(ctx.catalog, 'legalEntity')]
  const us = await behind(ctx, legalEntity, record.legalEntity)
  const them = await behind(ctx, customer, record.customer)
  const names = (field: 'legalEntity' | 'customer', usual: string): PrintPair => ({
    label: say('name'),
    value: write.value(contract, field, record) || usual,
  })
  return {
    theirs: {
      title: say('theirs'),
      pairs: [
        names('customer', ''),
        ...(them ? write.pairs(customer, them, ['taxNo', 'address', 'phones']) : []),
        { label: say('signer'), value: write.value(contract, 'customerSigner', record) },
      ],
    },
    ours: {
      title: say('ours'),
      pairs: [
        names('legalEntity', ctx.company.name),
        ...(us ? write.pairs(legalEntity, us, ['taxNo', 'address', 'phones']) : []),
        ...accountOf(us, { record, bank: say('bank'), account: say('account') }),
        { label: say('signer'), value: write.value(contract, 'signer', record) },
      ],
    },
  }
}

/** Where the customer pays: the account in the contract's currency, the usual one before others. */
function accountOf(
  us: ApiRecord | undefined,
  { record, bank, account }: { record: ApiRecord; bank: string; account: string },
): PrintPair[] {
  const all = (us?.accounts ?? []) as {
    bank?: string
    account?: string
    currency?: string | null
    isDefault?: boolean
  }[]
  const fitting = all.filter(
    one => one.currency === null || one.currency === undefined || one.currency === record.currency,
  )
  const chosen = fitting.find(one => one.isDefault) ?? fitting[0]
  return chosen
    ? [
        { label: bank, value: chosen.bank },
        { label: account, value: chosen.account },
      ]
    : []
}

/** What a reference names, with its lines, where the actor may read it. */
async function behind(ctx: Context, noun: ObjectDefinition, value: unknown): Promise<ApiRecord | undefined> {
  const id = (value as { id?: string } | null | undefined)?.id
  if (!id || !mayRead(ctx, noun)) return undefined
  const [found] = await getMany(ctx, noun, [id])
  return found && get(ctx, noun, id)
}

/** Columns that say what it is and how much of it. */
const described = (write: Writer, lines: Read['lines']): WriterColumn[] => [
  { width: 'auto' },
  {
    field: 'name',
    width: '*',
    text: line =>
      [
        write.value(contractLine, 'name', line),
        ['code', 'specification']
          .map(name => write.value(contractLine, name, line))
          .filter(Boolean)
          .join(' · '),
      ]
        .filter(Boolean)
        .join('\n'),
  },
  ...(lines.some(line => line.unit) ? [{ field: 'unit', width: 'auto' as const }] : []),
  { field: 'quantity', width: 'auto' },
]

const priced = (write: Writer, lines: Read['lines']): PrintBlock =>
  write.table(contractLine, lines, [
    ...described(write, lines),
    { field: 'unitPrice', width: 'auto', decimals: 2 },
    ...(lines.some(line => Number(line.discountRate ?? 0) > 0)
      ? [{ field: 'discountRate', width: 'auto' as const }]
      : []),
    { field: 'taxRate', width: 'auto' },
    // Before the discount on the whole, which stands below: so what is read adds up.
    { field: 'gross', label: write.label(contractLine, 'amount'), width: 'auto' },
  ])

function sums(write: Writer, record: ApiRecord): PrintBlock {
  const { amount, currency } = record
  const row = (field: string): PrintPair => ({
    label: write.label(contract, field),
    value: isNothing(record[field]) ? null : write.value(contract, field, record),
  })
  const capitals = typeof amount === 'string' && currency === 'CNY' && write.language === 'zh'
  return {
    kind: 'totals',
    rows: [
      ...(isNothing(record.discountAmount)
        ? []
        : [
            row('linesAmount'),
            {
              label: write.label(contract, 'discountAmount'),
              value: `−${write.value(contract, 'discountAmount', record)}`,
            },
          ]),
      row('amountExcludingTax'),
      row('tax'),
      { label: write.say('contractPaper.total'), value: write.value(contract, 'amount', record), isStrong: true },
    ],
    ...(capitals ? { words: { label: write.say('contractPaper.capitals'), value: inCapitals(amount) } } : {}),
  }
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || Number(value) === 0

/** When how much is paid. */
async function payments(ctx: Context, write: Writer, record: ApiRecord): Promise<PrintBlock[]> {
  const noun = objectOf(ctx.catalog, collectionPlan.name)
  if (!mayRead(ctx, noun)) return []
  const { records } = await find(ctx, noun, planOf(record.id))
  if (records.length === 0) return []
  return [
    { kind: 'heading', text: write.say('contractPaper.payments') },
    write.table(collectionPlan, records, [
      { width: 'auto' },
      { field: 'name', width: '*' },
      { field: 'dueOn', width: 'auto' },
      { field: 'amount', width: 'auto' },
    ]),
  ]
}

const signatures = (
  write: Writer,
  { ours, theirs }: { ours: string; theirs: string },
  seal: string | null = null,
): PrintBlock => {
  const place = write.say('contractPaper.place')
  const lines = [write.say('contractPaper.signed'), write.say('contractPaper.day')]
  return {
    kind: 'signatures',
    parties: [
      { title: theirs, lines, place },
      { title: ours, lines, place, ...(seal ? { seal } : {}) },
    ],
  }
}

/** The picture of the seal that was put on it last. */
async function sealOf(ctx: Context, id: string, picture: PrintHow['picture']): Promise<string | null> {
  const { rows } = await sql<{
    file: string | null
  }>`select s.image[1] as file from seal_uses u join seals s on s.id = u.seal_id
    where u.contract_id = ${id}::uuid order by u.at desc, u.id desc limit 1`.execute(ctx.db)
  const file = rows[0]?.file
  // Whoever may seal need not be able to read the seal's own record.
  return file ? picture({ ...ctx, actor: systemActor('contract.sealedPrint') }, file) : null
}
