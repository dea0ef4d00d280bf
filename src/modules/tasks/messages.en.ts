export default {
  task: {
    name: 'Task',
    plural: 'Tasks',
    fields: {
      title: 'Task',
      state: 'State',
      dueOn: 'Due on',
      dueAt: 'Due at',
      priority: 'Priority',
      owner: 'Assignee',
      assigner: 'Assigned by',
      customer: 'Customer',
      contact: 'Contact',
      opportunity: 'Opportunity',
      lead: 'Lead',
      remindBefore: 'Reminder',
      description: 'Description',
      result: 'Result',
      completedAt: 'Completed at',
      completedBy: 'Completed by',
    },
    hints: { dueAt: 'Only when it must be done by a certain time.' },
    options: {
      state: { open: 'Open', done: 'Done', cancelled: 'Cancelled' },
      priority: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },
      remindBefore: {
        atTime: 'When due',
        min15: '15 minutes before',
        hour1: '1 hour before',
        hour4: '4 hours before',
        day1: '1 day before',
        day3: '3 days before',
        week1: '1 week before',
      },
    },
    verbs: {
      complete: { label: 'Complete', result: 'Result' },
      reopen: { label: 'Reopen' },
      cancel: { label: 'Cancel task', reason: 'Reason' },
    },
    views: { mine: 'My tasks', today: 'Today', overdue: 'Overdue', assigned: 'Given by me', done: 'Done' },
    sections: { about: 'About', end: 'Completion' },
  },
  tiles: {
    tasks: {
      due: {
        title: 'Tasks',
      },
    },
  },
  notices: {
    kinds: {
      task: {
        assigned: { label: 'A task is given to me', text: '{by} gave you the task {title}' },
        completed: { label: 'A task I gave is done', text: '{by} completed the task {title}' },
        due: { label: 'A task is due', text: 'The task {title} is due' },
      },
    },
  },
}
