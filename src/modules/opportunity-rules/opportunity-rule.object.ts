import {
  choice,
  choices,
  defineObject,
  department,
  lines,
  money,
  number,
  reference,
  text,
  user,
  yesNo,
} from '#platform/objects/index.ts'

/** What a rule does with an opportunity that it takes. */
export const deeds = ['owner', 'team', 'members'] as const
export type Deed = (typeof deeds)[number]

/** Somebody whom a rule names, or a department of whom one is chosen, and what he is there for. */
export const opportunityRuleMember = defineObject({
  name: 'opportunityRuleMember',
  plural: 'opportunityRuleMembers',
  title: 'user',
  lineOf: { object: 'opportunityRule', field: 'rule' },
  fields: {
    rule: reference('opportunityRule', { required: true, indexed: true }),
    duty: choice({ set: 'duty' }),
    user: user({ indexed: true, isResponsible: true }),
    department: department({ indexed: true }),
  },
})

/**
 * A rule on opportunities (O9): which it takes, by pipeline, stage, amount, industry and region, and what it does with them: gives them to one of the people
 * named (`owner`), to one of them with the others as his team (`team`), or adds people to the team of whoever has it (`members`). Of the rules that name an
 * owner the first in order decides; all that add members do.
 */
export const opportunityRule = defineObject({
  name: 'opportunityRule',
  plural: 'opportunityRules',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true }),
    place: number({ min: 0, max: 100_000 }),
    isOn: yesNo({ default: true }),
    deed: choice({ options: deeds, fixed: true, default: 'members', required: true }),
    pipeline: reference('pipeline', { indexed: true }),
    stage: reference('stage', { indexed: true }),
    fromAmount: money({ currency: 'base', min: 0 }),
    belowAmount: money({ currency: 'base', min: 0 }),
    industries: choices({ set: 'industry' }),
    regions: text({ max: 500 }),
    members: lines('opportunityRuleMember', { by: 'rule' }),
    method: choice({ options: ['roundRobin', 'load', 'performance'], fixed: true, default: 'load' }),
    fitsTerritory: yesNo({ default: false }),
    fitsExpertise: yesNo({ default: false }),
    cap: number({ min: 1, max: 100_000, default: 50 }),
    access: choice({ options: ['read', 'edit'], fixed: true, default: 'edit' }),
  },
  list: {
    columns: ['name', 'isOn', 'deed', 'pipeline', 'stage', 'fromAmount', 'industries', 'regions'],
    sort: ['place'],
    views: [{ name: 'all' }],
  },
  sections: [
    { name: 'main', fields: ['name', 'place', 'isOn', 'deed'] },
    { name: 'takes', fields: ['pipeline', 'stage', 'fromAmount', 'belowAmount', 'industries', 'regions'] },
    { name: 'chooses', fields: ['members', 'method', 'fitsTerritory', 'fitsExpertise', 'cap', 'access'] },
  ],
  quick: ['name', 'deed', 'fromAmount'],
  navigation: { group: 'settings', icon: 'ApartmentOutlined', order: 36 },
})
