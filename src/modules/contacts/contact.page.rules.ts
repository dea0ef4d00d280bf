/** Whom one knows at a customer, those known longest first. */
export const contactsOf = (customer: string) => ({
  filter: { field: 'customer', op: 'in' as const, value: [customer] },
  sort: ['createdAt'],
  limit: 100,
})
