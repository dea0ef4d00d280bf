import { defineReport, type Measure } from '#platform/reports/define-report.ts'

const count: Measure = { name: 'count', kind: 'count' }
const inMarketing: Measure = { name: 'marketingDays', kind: 'meanDays', from: 'createdAt', to: 'handedOverAt' }
const toContact: Measure = { name: 'firstContactDays', kind: 'meanDays', from: 'assignedAt', to: 'firstContactedAt' }
const inSales: Measure = { name: 'salesDays', kind: 'meanDays', from: 'handedOverAt', to: 'convertedAt' }
const converted: Measure = {
  name: 'converted',
  kind: 'share',
  filter: { field: 'state', op: 'in', value: ['converted'] },
  among: { field: 'state', op: 'notEmpty' },
}

const pace = (by: string, field: string, measures: readonly Measure[]) =>
  defineReport({
    name: `leadPaceBy${by}`,
    object: 'lead',
    dimensions: [{ name: 'group', field }],
    measures,
    chart: 'bar',
    periodField: 'createdAt',
    sort: { by: 'count', descending: true },
  })

const ofMarketing = [count, inMarketing, converted]
const ofSales = [count, toContact, inSales, converted]
const ofBoth = [count, inMarketing, toContact, inSales, converted]

/**
 * How long marketing had them, and then sales, by the instants of facts 15. Each time is the department's that had them then; beside it stands
 * by choice what the people of a department have now.
 */
export const leadReports = [
  pace('Marketing', 'marketingDepartment', ofMarketing),
  pace('Department', 'ownerDepartment', ofSales),
  pace('DepartmentNow', 'owner.department', ofSales),
  pace('Source', 'source', ofBoth),
  pace('Campaign', 'campaign', ofBoth),
]
