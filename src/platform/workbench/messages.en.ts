export default {
  tiles: {
    agenda: {
      title: 'Today and overdue',
      empty: 'Nothing is due today. Plan a next contact with a customer or add a task, and it appears here in time.',
    },
  },
}
