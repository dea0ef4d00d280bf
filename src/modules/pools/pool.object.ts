import {
  choice,
  choices,
  defineObject,
  department,
  lines,
  number,
  reference,
  text,
  user,
  yesNo,
} from '#platform/objects/index.ts'

/** What may be long ago when a record falls into its pool: the last follow-up, the last opportunity, a deal; `dealAgain` is for those who have bought. */
export const poolMeasures = ['activity', 'opportunity', 'deal', 'dealAgain'] as const
export type PoolMeasure = (typeof poolMeasures)[number]

/** Who takes part in a pool, as a member or as its manager; a department means those below it, too. */
export const poolMember = defineObject({
  name: 'poolMember',
  plural: 'poolMembers',
  title: 'part',
  lineOf: { object: 'pool', field: 'pool' },
  fields: {
    pool: reference('pool', { required: true, indexed: true }),
    part: choice({ options: ['member', 'manager'], fixed: true, default: 'member', required: true }),
    user: user({ indexed: true, isResponsible: true }),
    department: department({ indexed: true }),
  },
})

/** After how many days without what a record of this level, or of any, falls into the pool. */
export const poolRule = defineObject({
  name: 'poolRule',
  plural: 'poolRules',
  title: 'measure',
  lineOf: { object: 'pool', field: 'pool' },
  fields: {
    pool: reference('pool', { required: true, indexed: true }),
    level: choice({ set: 'level' }),
    measure: choice({ options: poolMeasures, fixed: true, default: 'activity', required: true }),
    days: number({ required: true, min: 1, max: 3650 }),
  },
})

/** A field that members do not see of what lies in the pool. */
export const poolHiddenField = defineObject({
  name: 'poolHiddenField',
  plural: 'poolHiddenFields',
  title: 'field',
  lineOf: { object: 'pool', field: 'pool' },
  fields: {
    pool: reference('pool', { required: true, indexed: true }),
    field: text({ required: true, max: 80 }),
  },
})

/**
 * A pool (公海): records without an owner that its members may claim, and the rules by which those of its members fall in. The first enabled
 * pool in the order of `rank` of which somebody is a member is the one whose rules hold for what he owns.
 */
export const pool = defineObject({
  name: 'pool',
  plural: 'pools',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true, search: true }),
    object: choice({
      options: ['customer', 'lead'],
      fixed: true,
      default: 'customer',
      required: true,
    }),
    rank: number({ min: 1, max: 1000, default: 10 }),
    isEnabled: yesNo({ default: true }),
    isForEverybody: yesNo({ default: false }),
    members: lines('poolMember', { by: 'pool' }),
    hiddenFields: lines('poolHiddenField', { by: 'pool' }),
    claimsPerDay: number({ min: 0, max: 10_000 }),
    viewsPerDay: number({ min: 0, max: 10_000 }),
    barDays: number({ min: 0, max: 3650 }),
    rules: lines('poolRule', { by: 'pool' }),
    sparesOpen: yesNo({ default: true }),
    protectionDays: number({ min: 0, max: 3650 }),
    longestDays: number({ min: 1, max: 3650 }),
    countedMethods: choices({
      options: ['phone', 'wechat', 'email', 'sms', 'visit', 'meeting', 'campaign', 'other'],
      fixed: true,
    }),
    countedLength: number({ min: 0, max: 1000 }),
    countedNeedsFile: yesNo({ default: false }),
    warnDays: number({ min: 0, max: 90, default: 3 }),
  },
  list: { columns: ['name', 'object', 'isEnabled', 'claimsPerDay', 'warnDays'], sort: ['createdAt'] },
  sections: [
    { name: 'main', fields: ['name', 'object', 'rank', 'isEnabled'] },
    {
      name: 'members',
      fields: ['isForEverybody', 'members', 'hiddenFields', 'claimsPerDay', 'viewsPerDay', 'barDays'],
    },
    { name: 'rules', fields: ['rules', 'sparesOpen', 'protectionDays', 'longestDays', 'warnDays'] },
    { name: 'counted', fields: ['countedMethods', 'countedLength', 'countedNeedsFile'] },
  ],
  quick: ['name', 'object'],
  navigation: { group: 'settings', icon: 'DeploymentUnitOutlined', order: 32 },
})
