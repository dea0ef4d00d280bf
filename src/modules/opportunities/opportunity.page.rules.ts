const ofCustomer = (id: string, state: string) => ({
  and: [
    { field: 'customer', op: 'in' as const, value: [id] },
    { field: 'state', op: 'in' as const, value: [state] },
  ],
})

/** What runs with a customer, the next to close first, and what all of it is worth. */
export const runningWith = (id: string) => ({
  filter: ofCustomer(id, 'open'),
  sort: ['expectedCloseOn'],
  limit: 5,
  count: true,
  sums: ['amount'],
})

/** What was won with a customer, as a number and a sum. */
export const wonWith = (id: string) => ({ filter: ofCustomer(id, 'won'), limit: 1, count: true, sums: ['amount'] })
