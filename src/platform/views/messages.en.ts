/** Views: lists that people keep. */
export default {
  problems: {
    view: {
      too_many: 'You can keep at most {max} views; delete some that you do not use first.',
      shared_with_nobody: 'Choose at least one role or department, or share it with everybody.',
    },
  },
}
