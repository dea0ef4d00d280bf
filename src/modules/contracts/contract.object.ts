import { documentFields, documentLineFields } from '#modules/documents/document.fields.ts'
import {
  choice,
  currency,
  date,
  defineObject,
  department,
  files,
  instant,
  lines,
  longText,
  money,
  number,
  owner,
  percent,
  reference,
  serial,
  status,
  text,
  user,
  yesNo,
} from '#platform/objects/index.ts'

/** What is sold by a contract. */
export const contractLine = defineObject({
  name: 'contractLine',
  plural: 'contractLines',
  title: 'name',
  lineOf: { object: 'contract', field: 'contract' },
  fields: { contract: reference('contract', { required: true, indexed: true }), ...documentLineFields() },
})

/**
 * Whose doing a contract is, and of which department that person was then (facts 11): the shares of a contract come to 100 %. `amount` is the
 * person's part of what was signed; signed figures are made of these (`isCounted`: no framework, nothing voided or unsigned).
 */
export const contractCredit = defineObject({
  name: 'contractCredit',
  plural: 'contractCredits',
  title: 'person',
  lineOf: { object: 'contract', field: 'contract' },
  fields: {
    contract: reference('contract', { required: true, indexed: true }),
    person: user({ required: true, indexed: true }),
    department: department({ indexed: true }),
    percent: percent({ required: true }),
    amount: money({ currency: 'currency', setBy: 'verb' }),
    currency: currency({ setBy: 'verb' }),
    signedOn: date({ setBy: 'verb', indexed: true }),
    isCounted: yesNo({ setBy: 'verb' }),
  },
})

/** States in which people write a contract: before it is submitted, and while one in effect is being changed. */
export const writableStates = ['draft', 'changing'] as const

/** States of a contract that asks something of its owner. */
const openStates = ['draft', 'inReview', 'approved', 'inEffect', 'changing']

/**
 * What was agreed with a customer (facts 17). It counts from the day on which it took effect (`effectiveOn`), and is then changed by verbs only.
 * `originalAmount` is what it came to on that day. A framework sells nothing by itself and counts in no signed total.
 */
export const contract = defineObject({
  name: 'contract',
  plural: 'contracts',
  title: 'name',
  owned: true,
  open: { field: 'state', op: 'in', value: openStates },
  fields: {
    name: text({ required: true, max: 200, search: true }),
    number: serial({ prefix: 'HT', drawnAt: 'submit', series: { by: 'legalEntity', code: 'code' } }),
    customer: reference('customer', { required: true, indexed: true }),
    type: choice({
      options: ['single', 'framework', 'callOff', 'supplement', 'renewal'],
      fixed: true,
      default: 'single',
      indexed: true,
      isQuiet: true,
    }),
    parent: reference('contract', { indexed: true, acyclic: true }),
    opportunity: reference('opportunity', { indexed: true }),
    quote: reference('quote', { indexed: true }),
    state: status({
      options: ['draft', 'inReview', 'approved', 'inEffect', 'changing', 'completed', 'terminated', 'voided'],
      default: 'draft',
      indexed: true,
    }),
    paymentTerms: choice({
      options: ['once', 'prepaid', 'instalments', 'afterDelivery', 'monthly'],
      fixed: true,
      default: 'once',
      indexed: true,
    }),
    ...documentFields(),
    originalAmount: money({ currency: 'currency', setBy: 'verb' }),
    receivedAmount: money({ currency: 'currency', setBy: 'verb', indexed: true }),
    outstanding: money({ currency: 'currency', setBy: 'verb', indexed: true }),
    lines: lines('contractLine', { by: 'contract' }),
    signer: user({ indexed: true }),
    customerSigner: reference('contact', { indexed: true, isLoose: true }),
    signedOn: date({ indexed: true }),
    effectiveOn: date({ setBy: 'verb', indexed: true }),
    startOn: date({ indexed: true }),
    endOn: date({ indexed: true, due: { field: 'state', in: ['inEffect', 'changing'] } }),
    endedOn: date({ setBy: 'verb', indexed: true }),
    sealState: status({ options: ['none', 'sealed'], default: 'none', indexed: true }),
    signingState: status({ options: ['none', 'sent', 'signed'], default: 'none', indexed: true }),
    sentOn: date({ setBy: 'verb' }),
    scans: files({ max: 20, setBy: 'verb' }),
    terms: longText({ max: 20_000 }),
    files: files({ max: 50 }),
    remark: longText({ max: 2000 }),
    credits: lines('contractCredit', { by: 'contract' }),
    planRevision: number({ setBy: 'verb', default: 0 }),
    source: choice({ set: 'source', setBy: 'creation' }),
    campaign: reference('campaign', { setBy: 'creation', indexed: true }),
    originLead: reference('lead', { setBy: 'creation' }),
    tookEffectAt: instant({ setBy: 'verb' }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'number', 'customer', 'amount', 'receivedAmount', 'outstanding', 'state', 'signedOn', 'owner'],
    sort: ['-createdAt'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      { name: 'preparing', filter: { field: 'state', op: 'in', value: ['draft', 'inReview', 'approved', 'changing'] } },
      {
        name: 'inEffect',
        filter: { field: 'state', op: 'in', value: ['inEffect', 'changing'] },
        sort: ['-effectiveOn'],
      },
      {
        name: 'expiring',
        filter: {
          and: [
            { field: 'state', op: 'in', value: ['inEffect', 'changing'] },
            { field: 'endOn', op: 'nextDays', value: 30 },
          ],
        },
        columns: ['name', 'number', 'customer', 'amount', 'startOn', 'endOn', 'owner'],
        sort: ['endOn'],
      },
      {
        name: 'unsigned',
        filter: {
          and: [
            { field: 'state', op: 'in', value: ['approved', 'inEffect', 'changing'] },
            { field: 'signingState', op: 'in', value: ['none', 'sent'] },
          ],
        },
        columns: ['name', 'number', 'customer', 'amount', 'sealState', 'signingState', 'sentOn', 'owner'],
      },
      {
        name: 'ended',
        filter: { field: 'state', op: 'in', value: ['completed', 'terminated', 'voided'] },
        columns: ['name', 'number', 'customer', 'amount', 'outstanding', 'state', 'endedOn', 'owner'],
        sort: ['-endedOn'],
      },
    ],
  },
  sections: [
    {
      name: 'main',
      fields: [
        'name',
        'number',
        'customer',
        'type',
        'parent',
        'opportunity',
        'quote',
        'state',
        'paymentTerms',
        'owner',
      ],
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
        'originalAmount',
        'receivedAmount',
        'outstanding',
        'exchangeRate',
        'rateOn',
        'baseAmount',
      ],
    },
    {
      name: 'dates',
      fields: ['signedOn', 'effectiveOn', 'startOn', 'endOn', 'endedOn', 'signer', 'customerSigner'],
    },
    { name: 'signing', fields: ['sealState', 'signingState', 'sentOn', 'scans'] },
    { name: 'words', fields: ['terms', 'files', 'remark'] },
    { name: 'origin', fields: ['credits', 'source', 'campaign', 'originLead', 'tookEffectAt', 'planRevision'] },
  ],
  quick: ['name', 'customer', 'opportunity', 'paymentTerms', 'signedOn', 'lines', 'amount'],
  navigation: { group: 'sales', icon: 'FileProtectOutlined', order: 30 },
})
