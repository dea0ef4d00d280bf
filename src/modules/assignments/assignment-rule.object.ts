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

/** How a rule chooses among those who fit: who waited longest, who has least open, or who sells best. */
export const methods = ['roundRobin', 'load', 'performance'] as const
export type Method = (typeof methods)[number]

/** Somebody whom a rule may choose, or a department: then whoever has it as his main one, and those below it. */
export const assignmentCandidate = defineObject({
  name: 'assignmentCandidate',
  plural: 'assignmentCandidates',
  title: 'user',
  lineOf: { object: 'assignmentRule', field: 'rule' },
  fields: {
    rule: reference('assignmentRule', { required: true, indexed: true }),
    user: user({ indexed: true, isResponsible: true }),
    department: department({ indexed: true }),
  },
})

/**
 * A rule of assignment (L3, L4): which leads it takes, among whom it chooses and how. Rules are asked in their order; the first that takes a lead and
 * has somebody who fits decides.
 */
export const assignmentRule = defineObject({
  name: 'assignmentRule',
  plural: 'assignmentRules',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true }),
    place: number({ min: 0, max: 100_000 }),
    isOn: yesNo({ default: true }),
    isAtCreation: yesNo({ default: false }),
    sources: choices({ set: 'source' }),
    campaign: reference('campaign', { indexed: true }),
    industries: choices({ set: 'industry' }),
    levels: choices({ set: 'level' }),
    regions: text({ max: 500 }),
    keywords: text({ max: 500 }),
    method: choice({ options: methods, fixed: true, default: 'roundRobin' }),
    fitsTerritory: yesNo({ default: false }),
    fitsExpertise: yesNo({ default: false }),
    cap: number({ min: 1, max: 100_000, default: 50 }),
    taskPriority: choice({ options: ['urgent', 'high', 'normal', 'low'], fixed: true, default: 'high' }),
    taskDays: number({ min: 0, max: 90, default: 1 }),
    candidates: lines('assignmentCandidate', { by: 'rule' }),
  },
  list: {
    columns: ['name', 'isOn', 'isAtCreation', 'sources', 'regions', 'method', 'cap'],
    sort: ['createdAt'],
    views: [{ name: 'all' }],
  },
  sections: [
    { name: 'main', fields: ['name', 'isOn', 'isAtCreation'] },
    { name: 'takes', fields: ['sources', 'campaign', 'regions', 'industries', 'levels', 'keywords'] },
    { name: 'chooses', fields: ['candidates', 'fitsTerritory', 'fitsExpertise', 'method', 'cap'] },
    { name: 'task', fields: ['taskPriority', 'taskDays'] },
  ],
  quick: ['name', 'method', 'cap'],
  navigation: { group: 'settings', icon: 'NodeIndexOutlined', order: 35 },
})
