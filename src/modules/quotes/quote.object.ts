import { documentFields, documentLineFields } from '#modules/documents/document.fields.ts'
import {
  choice,
  date,
  decimal,
  defineObject,
  files,
  instant,
  lines,
  longText,
  number,
  owner,
  percent,
  reference,
  serial,
  status,
  text,
} from '#platform/objects/index.ts'

/** What is offered. `listPrice` is the catalogue's price of the day on which the line was written: discounts are measured against it. */
export const quoteLine = defineObject({
  name: 'quoteLine',
  plural: 'quoteLines',
  title: 'name',
  lineOf: { object: 'quote', field: 'quote' },
  fields: {
    quote: reference('quote', { required: true, indexed: true }),
    ...documentLineFields(),
    listPrice: decimal({ min: 0, setBy: 'verb' }),
  },
})

/** States in which the customer may still say yes. */
export const offeredStates = ['approved', 'sent'] as const

/**
 * A price that is offered to a customer until a day. What was approved is never edited: a change is the next `revision`, a quote of its own that
 * names the one before it, which is superseded then.
 */
export const quote = defineObject({
  name: 'quote',
  plural: 'quotes',
  title: 'name',
  owned: true,
  // The customer's page says when he looked at what was offered to him.
  told: { at: 'seenAt', with: ['customer', 'opportunity'] },
  open: { field: 'state', op: 'in', value: ['draft', 'inReview', 'approved', 'sent'] },
  fields: {
    name: text({ required: true, max: 200, search: true }),
    number: serial({ prefix: 'Q', drawnAt: 'submit' }),
    customer: reference('customer', { required: true, indexed: true }),
    contact: reference('contact', { indexed: true, isLoose: true }),
    opportunity: reference('opportunity', { indexed: true }),
    state: status({
      options: ['draft', 'inReview', 'approved', 'sent', 'accepted', 'declined', 'expired', 'superseded'],
      default: 'draft',
      indexed: true,
    }),
    revision: number({ setBy: 'verb', default: 1, min: 1 }),
    previous: reference('quote', { setBy: 'verb', indexed: true }),
    quotedOn: date({ indexed: true }),
    validUntil: date({ indexed: true, due: { field: 'state', in: [...offeredStates] } }),
    ...documentFields(),
    rateOn: date({ setBy: 'verb', from: ['quotedOn'] }),
    greatestDiscount: percent({ setBy: 'verb' }),
    lines: lines('quoteLine', { by: 'quote' }),
    terms: longText({ max: 5000 }),
    brochures: files({ max: 10 }),
    remark: longText({ max: 2000 }),
    sentOn: date({ setBy: 'verb', indexed: true }),
    seenAt: instant({ setBy: 'verb', indexed: true }),
    seenCount: number({ setBy: 'verb', default: 0, min: 0 }),
    decidedOn: date({ setBy: 'verb', indexed: true }),
    decidedBy: text({ max: 60, setBy: 'verb' }),
    decisionWord: text({ max: 500, setBy: 'verb' }),
    declineReason: choice({
      options: ['price', 'competitor', 'budget', 'terms', 'noNeed', 'other'],
      setBy: 'verb',
    }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'number', 'customer', 'amount', 'state', 'validUntil', 'owner'],
    sort: ['-createdAt'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      {
        name: 'open',
        filter: { field: 'state', op: 'in', value: ['draft', 'inReview', 'approved', 'sent'] },
        columns: ['name', 'number', 'customer', 'amount', 'greatestDiscount', 'state', 'owner'],
      },
      {
        name: 'waiting',
        filter: { field: 'state', op: 'in', value: ['sent'] },
        columns: ['name', 'customer', 'amount', 'sentOn', 'seenAt', 'validUntil', 'owner'],
        sort: ['sentOn'],
      },
      {
        name: 'expiring',
        filter: {
          and: [
            { field: 'state', op: 'in', value: [...offeredStates] },
            { field: 'validUntil', op: 'nextDays', value: 7 },
          ],
        },
        columns: ['name', 'customer', 'amount', 'validUntil', 'seenAt', 'owner'],
        sort: ['validUntil'],
      },
      {
        name: 'accepted',
        filter: { field: 'state', op: 'in', value: ['accepted'] },
        columns: ['name', 'number', 'customer', 'amount', 'decidedOn', 'decidedBy', 'owner'],
        sort: ['-decidedOn'],
      },
    ],
  },
  sections: [
    {
      name: 'main',
      fields: ['name', 'number', 'customer', 'contact', 'opportunity', 'state', 'revision', 'previous', 'owner'],
    },
    {
      name: 'money',
      fields: [
        'legalEntity',
        'currency',
        'priceIncludesTax',
        'lines',
        'discountAmount',
        'linesAmount',
        'amount',
        'amountExcludingTax',
        'tax',
        'greatestDiscount',
        'exchangeRate',
        'rateOn',
        'baseAmount',
      ],
    },
    { name: 'validity', fields: ['quotedOn', 'validUntil', 'sentOn', 'seenAt', 'seenCount'] },
    { name: 'words', fields: ['terms', 'brochures', 'remark'] },
    { name: 'decision', fields: ['decidedOn', 'decidedBy', 'decisionWord', 'declineReason'] },
  ],
  quick: ['name', 'customer', 'opportunity', 'validUntil', 'lines'],
  navigation: { group: 'sales', icon: 'FileTextOutlined', order: 20 },
})
