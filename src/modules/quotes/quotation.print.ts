import { inCapitals } from '#modules/documents/index.ts'
import { Exact } from '#platform/fields/index.ts'
import { definePrint } from '#platform/print/define-print.ts'
import type { PrintBlock, PrintDocument, PrintLanguage, PrintPair } from '#platform/print/paper-description.ts'
import { openWriter, type Writer } from '#platform/print/writer.ts'
import type { Context } from '#platform/records/index.ts'
import { type Offer, readOffer } from './offer.ts'
import { quote, quoteLine } from './quote.object.ts'

/** The quotation as it is handed to the customer, in Chinese and in English. */
export const quotationPrint = definePrint({
  object: quote,
  name: 'quotation',
  build: async (ctx, id, language) => quotationOf(ctx, await readOffer(ctx, id), language),
})

/** An offer as paper. `ctx` says by whose rights and with which company's words. */
export function quotationOf(ctx: Context, offer: Offer, language: PrintLanguage): PrintDocument {
  const write = openWriter(ctx, language)
  const { record, seller, customer } = offer
  const terms = write.value(quote, 'terms', record)
  return {
    language,
    title: write.say('quotation.title'),
    running: [write.value(quote, 'number', record), customer].filter(Boolean).join(' · '),
    blocks: [
      { kind: 'text', text: String(record.name ?? ''), align: 'center', isStrong: true },
      { kind: 'parties', parties: partiesOf(write, offer) },
      { kind: 'pairs', columns: 2, pairs: factsOf(write, offer) },
      ...(offer.lines.length > 0 ? [linesOf(write, offer)] : []),
      totalsOf(write, offer),
      ...(terms
        ? [{ kind: 'heading', text: write.label(quote, 'terms') } as const, { kind: 'text', text: terms } as const]
        : []),
      {
        kind: 'signatures',
        parties: [
          { title: `${write.say('quotation.seller')}: ${seller.name}`, lines: [write.say('quotation.signed')] },
          { title: `${write.say('quotation.buyer')}: ${customer}`, lines: [write.say('quotation.accepted')] },
        ],
      },
    ],
  }
}

function partiesOf(write: Writer, { record, seller, owner, customer }: Offer) {
  const say = (key: string): string => write.say(`quotation.${key}`)
  return [
    {
      title: say('seller'),
      pairs: [
        { label: say('name'), value: seller.name },
        { label: say('taxNo'), value: seller.taxNo },
        { label: say('address'), value: seller.address },
        { label: say('person'), value: [owner.name, owner.phone ?? seller.phone].filter(Boolean).join(' ') },
      ],
    },
    {
      title: say('buyer'),
      pairs: [
        { label: say('name'), value: customer },
        { label: write.label(quote, 'contact'), value: write.value(quote, 'contact', record) },
      ],
    },
  ]
}

/** The version is told from the second one on. */
export const factsOf = (write: Writer, { record }: Offer): PrintPair[] =>
  write
    .pairs(quote, record, ['number', 'quotedOn', 'validUntil', 'currency', 'revision'])
    .filter(({ label }) => Number(record.revision ?? 1) > 1 || label !== write.label(quote, 'revision'))

const linesOf = (write: Writer, { lines }: Offer): PrintBlock =>
  write.table(quoteLine, lines, [
    { width: 'auto' },
    { field: 'name', width: '*', text: line => describedLine(write, line) },
    { field: 'unit', width: 'auto' },
    { field: 'quantity', width: 'auto' },
    { field: 'unitPrice', width: 'auto', decimals: 2 },
    ...(lines.some(line => Number(line.discountRate ?? 0) > 0)
      ? [
          {
            field: 'discountRate',
            width: 'auto' as const,
            text: (line: Values) => write.value(quoteLine, 'discountRate', line),
          },
        ]
      : []),
    { field: 'taxRate', width: 'auto', text: line => write.value(quoteLine, 'taxRate', line) },
    // Before the discount on the whole, which stands below: so what is read adds up.
    { field: 'gross', label: write.label(quoteLine, 'amount'), width: 'auto' },
  ])

type Values = Readonly<Record<string, unknown>>

/** The name, below it code and specification, and what was remarked. */
export const describedLine = (write: Writer, line: Values): string =>
  [
    write.value(quoteLine, 'name', line),
    ['code', 'specification']
      .map(name => write.value(quoteLine, name, line))
      .filter(Boolean)
      .join(' · '),
    write.value(quoteLine, 'remark', line),
  ]
    .filter(Boolean)
    .join('\n')

/** Sums, the last of them the amount; in Chinese and in yuan the amount in capitals, too. */
export function totalsOf(write: Writer, { record, currency }: Offer): Extract<PrintBlock, { kind: 'totals' }> {
  const has = (name: string): boolean => typeof record[name] === 'string' && !new Exact(record[name]).isZero()
  const row = (name: string): PrintPair[] =>
    has(name) ? [{ label: write.label(quote, name), value: write.value(quote, name, record) }] : []
  const discount: PrintPair[] = has('discountAmount')
    ? [
        ...row('linesAmount'),
        { label: write.label(quote, 'discountAmount'), value: `−${write.value(quote, 'discountAmount', record)}` },
      ]
    : []
  const amount = record.amount as string | null | undefined
  return {
    kind: 'totals',
    rows: [
      ...discount,
      ...row('amountExcludingTax'),
      ...row('tax'),
      { label: write.say('quotation.total'), value: write.value(quote, 'amount', record), isStrong: true },
    ],
    ...(amount && currency === 'CNY' && write.language === 'zh'
      ? { words: { label: write.say('quotation.capitals'), value: inCapitals(amount) } }
      : {}),
  }
}
