import { defineReport } from '#platform/reports/define-report.ts'

const inStage = (...stages: string[]) => ({ field: 'lifecycle', op: 'in' as const, value: stages })

/** How many customers of each person stand where in their life (C12). */
const byOwner = defineReport({
  name: 'customerLivesByOwner',
  object: 'customer',
  dimensions: [{ name: 'owner', field: 'owner' }],
  measures: [
    { name: 'count', kind: 'count' },
    { name: 'prospect', kind: 'count', filter: inStage('prospect') },
    { name: 'intent', kind: 'count', filter: inStage('intent') },
    { name: 'closed', kind: 'count', filter: inStage('closed') },
    { name: 'repeat', kind: 'count', filter: inStage('repeat') },
    { name: 'lost', kind: 'count', filter: inStage('lost') },
  ],
  chart: 'bar',
  periodField: 'createdAt',
  sort: { by: 'count', descending: true },
})

/** The same by the department of their owners today. */
const byDepartment = defineReport({
  ...byOwner,
  name: 'customerLivesByDepartment',
  dimensions: [{ name: 'department', field: 'owner.department' }],
})

/** Why customers were lost (C11). */
const losses = defineReport({
  name: 'customerLosses',
  object: 'customer',
  filter: inStage('lost'),
  dimensions: [{ name: 'reason', field: 'lostReason' }],
  measures: [{ name: 'count', kind: 'count' }],
  chart: 'bar',
  periodField: 'lostOn',
  sort: { by: 'count', descending: true },
})

export const lifeReports = [byOwner, byDepartment, losses]
