/** The quotes of a customer or an opportunity as a panel shows them: without versions that were superseded, the newest first. */
export const quotesWith = (field: string, id: string) => ({
  filter: {
    and: [
      { field, op: 'in' as const, value: [id] },
      { field: 'state', op: 'notIn' as const, value: ['superseded'] },
    ],
  },
  sort: ['-createdAt'],
  fields: ['name', 'number', 'revision', 'amount', 'currency', 'state', 'validUntil', 'seenAt'],
  limit: 5,
  count: true,
})

/** The version after this one. */
export const nextOf = (id: string) => ({
  filter: { field: 'previous', op: 'in' as const, value: [id] },
  fields: ['name', 'revision', 'state'],
  limit: 1,
})
