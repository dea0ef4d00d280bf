/** The open tasks about a record, the most urgent first, as its page asks for them. */
export const openTasksOf = (on: string, id: string) => ({
  filter: {
    and: [
      { field: on, op: 'in' as const, value: [id] },
      { field: 'state', op: 'in' as const, value: ['open'] },
    ],
  },
  sort: ['dueOn', '-createdAt'],
  limit: 6,
  count: true,
})
