import { defineReport, type Measure } from '#platform/reports/define-report.ts'

/** How long marketing had them, and then sales, by the instants of facts 15. */
const measures: readonly Measure[] = [
  { name: 'count', kind: 'count' },
  { name: 'marketingDays', kind: 'meanDays', from: 'createdAt', to: 'handedOverAt' },
  { name: 'firstContactDays', kind: 'meanDays', from: 'assignedAt', to: 'firstContactedAt' },
  { name: 'salesDays', kind: 'meanDays', from: 'handedOverAt', to: 'convertedAt' },
  {
    name: 'converted',
    kind: 'share',
    filter: { field: 'state', op: 'in', value: ['converted'] },
    among: { field: 'state', op: 'notEmpty' },
  },
]

const pace = (by: string, field: string) =>
  defineReport({
    name: `leadPaceBy${by}`,
    object: 'lead',
    dimensions: [{ name: 'group', field }],
    measures,
    chart: 'bar',
    periodField: 'createdAt',
    sort: { by: 'count', descending: true },
  })

/** Where leads lie: in which department, from which source, of which campaign. */
export const leadReports = [
  pace('Department', 'owner.department'),
  pace('Source', 'source'),
  pace('Campaign', 'campaign'),
]
