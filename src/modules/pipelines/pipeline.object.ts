import {
  choice,
  defineObject,
  department,
  lines,
  longText,
  number,
  percent,
  reference,
  text,
  user,
} from '#platform/objects/index.ts'

/** What a stage means: only `open` stages hold running opportunities; the others end them, each in its way (facts 14). */
export const stageKinds = ['open', 'won', 'lost', 'invalid', 'afterWon'] as const
export type StageKind = (typeof stageKinds)[number]

/** A stage of a pipeline. It is stored by id: renaming it changes no history. */
export const stage = defineObject({
  name: 'stage',
  plural: 'stages',
  title: 'name',
  lineOf: { object: 'pipeline', field: 'pipeline', outlasts: true },
  fields: {
    pipeline: reference('pipeline', { required: true, indexed: true }),
    name: text({ required: true, max: 60 }),
    kind: choice({ options: stageKinds, fixed: true, default: 'open', required: true }),
    probability: percent(),
    normDays: number({ min: 0, max: 3650 }),
    steps: longText({ max: 5000 }),
    risks: longText({ max: 5000 }),
    avoidance: longText({ max: 5000 }),
    exitStandard: longText({ max: 5000 }),
    guidance: longText({ max: 5000 }),
    /** Names of fields of the opportunity, separated by commas: what must be known before this stage is entered. */
    needs: text({ max: 1000 }),
    responsible: user({ indexed: true, isResponsible: true }),
  },
  list: { columns: ['name', 'kind', 'probability'], sort: ['createdAt'] },
  quick: ['name', 'kind', 'probability'],
})

/** A department to which a pipeline is offered first; those below it are meant, too. */
export const pipelineDepartment = defineObject({
  name: 'pipelineDepartment',
  plural: 'pipelineDepartments',
  title: 'department',
  lineOf: { object: 'pipeline', field: 'pipeline' },
  fields: {
    pipeline: reference('pipeline', { required: true, indexed: true }),
    department: department({ required: true, indexed: true }),
  },
})

/**
 * A way of selling: its stages in order. A company may run several (O5). When stages are added, taken away, put into another order or changed
 * in kind or needs while the pipeline is in use, that makes a new version; what began by an older one goes on by it (facts 16).
 */
export const pipeline = defineObject({
  name: 'pipeline',
  plural: 'pipelines',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true, search: true }),
    description: longText({ max: 2000 }),
    stages: lines('stage', { by: 'pipeline' }),
    departments: lines('pipelineDepartment', { by: 'pipeline' }),
    currentVersion: number({ setBy: 'verb', default: 1 }),
  },
  list: { columns: ['name', 'description', 'currentVersion'], sort: ['createdAt'] },
  quick: ['name'],
  navigation: { group: 'settings', icon: 'FunnelPlotOutlined', order: 30 },
})
