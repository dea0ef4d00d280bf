/** The instalments of a contract, as its page asks for them. */
export const planOf = (contract: string) => ({
  filter: { field: 'contract', op: 'in' as const, value: [contract] },
  sort: ['instalmentNo', 'dueOn'],
  fields: [
    'name',
    'instalmentNo',
    'kind',
    'dueOn',
    'releaseOn',
    'amount',
    'currency',
    'receivedAmount',
    'restAmount',
    'state',
    'standing',
    'remindDays',
  ],
  limit: 100,
})

/** The contracts of a customer, an opportunity or a quote as a panel shows them: without voided ones, the newest first. */
export const contractsWith = (field: string, id: string) => ({
  filter: {
    and: [
      { field, op: 'in' as const, value: [id] },
      { field: 'state', op: 'notIn' as const, value: ['voided'] },
    ],
  },
  sort: ['-createdAt'],
  fields: ['name', 'number', 'amount', 'currency', 'receivedAmount', 'outstanding', 'state', 'endOn', 'type'],
  limit: 5,
  count: true,
})
