import {
  address,
  choice,
  computed,
  currency,
  date,
  decimal,
  defineObject,
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
  tags,
  text,
  user,
} from '#platform/objects/index.ts'
import { weighted } from './weighted.rules.ts'

/** A product that an opportunity is about. Lines suggest the amount and never overwrite it (facts 19). */
export const opportunityLine = defineObject({
  name: 'opportunityLine',
  plural: 'opportunityLines',
  title: 'product',
  lineOf: { object: 'opportunity', field: 'opportunity' },
  fields: {
    opportunity: reference('opportunity', { required: true, indexed: true }),
    product: reference('product', { required: true, indexed: true }),
    quantity: decimal({ min: 0, default: '1' }),
    unitPrice: decimal({ min: 0 }),
    discountRate: percent(),
    remark: text({ max: 200 }),
  },
})

/** What somebody at the customer is to this opportunity; whatever is left open is taken from the contact (facts 5). */
export const opportunityContact = defineObject({
  name: 'opportunityContact',
  plural: 'opportunityContacts',
  title: 'contact',
  lineOf: { object: 'opportunity', field: 'opportunity' },
  fields: {
    opportunity: reference('opportunity', { required: true, indexed: true }),
    contact: reference('contact', { required: true, indexed: true, isLoose: true }),
    role: choice({ set: 'contactRole' }),
    influence: choice({ options: ['high', 'medium', 'low'], fixed: true }),
    attitude: choice({ options: ['supporter', 'friendly', 'neutral', 'sceptic', 'opponent'], fixed: true }),
    remark: text({ max: 200 }),
  },
})

/** Another company that takes part in an opportunity, by what it is to it (facts 6): the one that will use it, an agent, an integrator, a design institute. */
export const opportunityParty = defineObject({
  name: 'opportunityParty',
  plural: 'opportunityParties',
  title: 'party',
  lineOf: { object: 'opportunity', field: 'opportunity' },
  fields: {
    opportunity: reference('opportunity', { required: true, indexed: true }),
    party: reference('customer', { required: true, indexed: true, isLoose: true }),
    role: choice({ set: 'partyRole', required: true }),
    remark: text({ max: 200 }),
  },
})

/** A competitor who wants the same opportunity, and how he stands in it. */
export const opportunityCompetitor = defineObject({
  name: 'opportunityCompetitor',
  plural: 'opportunityCompetitors',
  title: 'competitor',
  lineOf: { object: 'opportunity', field: 'opportunity' },
  fields: {
    opportunity: reference('opportunity', { required: true, indexed: true }),
    competitor: reference('competitor', { required: true, indexed: true }),
    standing: choice({ options: ['ahead', 'level', 'behind', 'unknown'], fixed: true, default: 'unknown' }),
    remark: text({ max: 300 }),
  },
})

/** How sure people are of an opportunity in the forecast; they say so themselves, whatever its stage. */
export const forecastCategories = ['commit', 'bestCase', 'pipeline', 'omitted'] as const

/** A chance to sell. */
export const opportunity = defineObject({
  name: 'opportunity',
  plural: 'opportunities',
  title: 'name',
  owned: true,
  open: { field: 'state', op: 'in', value: ['open'] },
  fields: {
    name: text({ required: true, max: 200, search: true }),
    customer: reference('customer', { indexed: true }),
    pipeline: reference('pipeline', { required: true, isFilled: true, indexed: true }),
    stage: reference('stage', { required: true, indexed: true, tracked: true, setBy: 'verb' }),
    pipelineVersion: number({ setBy: 'verb' }),
    state: status({ options: ['open', 'won', 'lost', 'invalid'], default: 'open', indexed: true }),
    amount: money({ currency: 'currency', min: 0, indexed: true }),
    currency: currency(),
    probability: percent(),
    weightedAmount: computed({
      as: money({ currency: 'currency' }),
      from: ['amount', 'probability', 'currency'],
      compute: ({ amount, probability, currency: of }) =>
        weighted(amount as string | null, probability as number | null, of as string | null),
    }),
    budget: money({ currency: 'currency', min: 0 }),
    sizeBand: reference('sizeBand', { setBy: 'verb', indexed: true, isLoose: true }),
    forecastCategory: choice({ options: forecastCategories, fixed: true, default: 'pipeline', indexed: true }),
    intent: choice({ options: ['high', 'medium', 'low'], fixed: true, indexed: true }),
    industry: choice({ set: 'industry', indexed: true }),
    region: address({ indexed: true }),
    province: text({ max: 60, setBy: 'verb', indexed: true }),
    stageSince: instant({ setBy: 'verb', indexed: true }),
    lostTo: reference('competitor', { setBy: 'verb', indexed: true }),
    expectedCloseOn: date({ indexed: true, due: { field: 'state', in: ['open'] } }),
    openedOn: date({ indexed: true }),
    closedOn: date({ setBy: 'verb', indexed: true }),
    closeReason: choice({
      options: [
        'price',
        'relationship',
        'product',
        'delivery',
        'competitor',
        'budgetCut',
        'noDecision',
        'duplicate',
        'other',
      ],
      setBy: 'verb',
    }),
    closeRemark: text({ max: 500, setBy: 'verb' }),
    source: choice({ set: 'source', setBy: 'creation' }),
    campaign: reference('campaign', { setBy: 'creation', indexed: true }),
    originLead: reference('lead', { setBy: 'creation' }),
    need: longText({ max: 5000 }),
    nextStep: text({ max: 300 }),
    lines: lines('opportunityLine', { by: 'opportunity' }),
    contacts: lines('opportunityContact', { by: 'opportunity' }),
    parties: lines('opportunityParty', { by: 'opportunity' }),
    competitors: lines('opportunityCompetitor', { by: 'opportunity' }),
    tags: tags(),
    nextContactAt: instant({ indexed: true, due: { field: 'state', in: ['open'] } }),
    lastActivityAt: instant({ setBy: 'verb', indexed: true }),
    lastActivityBy: user({ setBy: 'verb' }),
    lastActivityText: text({ max: 200, setBy: 'verb' }),
    activityCount: number({ setBy: 'verb', default: 0 }),
    number: serial({ prefix: 'O', isOptional: true }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'customer', 'stage', 'stageSince', 'amount', 'expectedCloseOn', 'owner'],
    sort: ['-createdAt'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      { name: 'open', filter: { field: 'state', op: 'in', value: ['open'] } },
      {
        name: 'slow',
        filter: {
          and: [
            { field: 'state', op: 'in', value: ['open'] },
            { field: 'isSlow', op: 'is', value: true },
          ],
        },
      },
      { name: 'won', filter: { field: 'state', op: 'in', value: ['won'] } },
      { name: 'lost', filter: { field: 'state', op: 'in', value: ['lost'] } },
      { name: 'withoutCustomer', filter: { field: 'customer', op: 'empty' } },
    ],
  },
  sections: [
    {
      name: 'main',
      fields: ['name', 'customer', 'pipeline', 'stage', 'stageSince', 'state', 'tags', 'number', 'owner'],
    },
    { name: 'need', fields: ['need', 'budget', 'intent', 'nextStep'] },
    {
      name: 'money',
      fields: ['amount', 'currency', 'probability', 'weightedAmount', 'expectedCloseOn', 'forecastCategory', 'lines'],
    },
    { name: 'people', fields: ['contacts', 'parties', 'competitors', 'lostTo'] },
    { name: 'classes', fields: ['industry', 'region', 'province', 'sizeBand'] },
    { name: 'progress', fields: ['source', 'openedOn', 'closedOn', 'closeReason', 'closeRemark'] },
    {
      name: 'followUp',
      fields: ['nextContactAt', 'lastActivityAt', 'lastActivityBy', 'lastActivityText', 'activityCount'],
    },
    { name: 'origin', fields: ['campaign', 'originLead'] },
  ],
  quick: ['name', 'customer', 'pipeline', 'amount', 'expectedCloseOn'],
  board: { by: 'stage', amount: 'amount' },
  navigation: { group: 'sales', icon: 'RiseOutlined', order: 10 },
})
