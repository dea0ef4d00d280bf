export default {
  tasks: {
    panel: {
      title: 'Tasks',
      none: 'Nothing to do.',
      new: 'New task',
      done: 'Complete “{title}”',
      completed: 'Completed: {title}',
      more: '{count} more, see the tab “Tasks”.',
      at: '{day}, by {time}',
    },
  },
}
