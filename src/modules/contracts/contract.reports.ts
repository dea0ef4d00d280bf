import type { Filter } from '#platform/objects/index.ts'
import { defineReport } from '#platform/reports/define-report.ts'

const counted: Filter = { field: 'isCounted', op: 'is', value: true }
const live: Filter = { field: 'standing', op: 'in', value: ['live'] }
const unpaid: Filter = { and: [live, { field: 'state', op: 'in', value: ['pending', 'partial'] }] }

/** Q2: what each person signed, by his shares; no framework, nothing voided. */
const signedByPerson = defineReport({
  name: 'signedByPerson',
  object: 'contractCredit',
  filter: counted,
  dimensions: [{ name: 'person', field: 'person' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'count', kind: 'count' },
  ],
  chart: 'bar',
  periodField: 'signedOn',
  sort: { by: 'amount', descending: true },
})

/** The same by the department in which the people were then. */
const signedByDepartment = defineReport({
  name: 'signedByDepartment',
  object: 'contractCredit',
  filter: counted,
  dimensions: [{ name: 'department', field: 'department' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'count', kind: 'count' },
  ],
  chart: 'bar',
  periodField: 'signedOn',
  sort: { by: 'amount', descending: true },
})

/** What was signed month by month. */
const signedByMonth = defineReport({
  name: 'signedByMonth',
  object: 'contractCredit',
  filter: counted,
  dimensions: [{ name: 'month', field: 'signedOn', period: 'month' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'count', kind: 'count' },
  ],
  chart: 'column',
  periodField: 'signedOn',
})

/** When money is to come: planned, received and still open by the month in which it is due. */
const dueByMonth = defineReport({
  name: 'dueByMonth',
  object: 'collectionPlan',
  filter: live,
  dimensions: [{ name: 'month', field: 'dueOn', period: 'month' }],
  measures: [
    { name: 'planned', kind: 'sum', field: 'amount' },
    { name: 'received', kind: 'sum', field: 'receivedAmount' },
    { name: 'rest', kind: 'sum', field: 'restAmount' },
    { name: 'unpaid', kind: 'count', filter: unpaid },
  ],
  chart: 'column',
  periodField: 'dueOn',
})

export const contractReports = [signedByPerson, signedByDepartment, signedByMonth, dueByMonth]
