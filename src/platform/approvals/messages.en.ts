export default {
  problems: {
    approval: {
      in_review: 'It is under review and cannot be edited. Withdraw it first, then edit and submit it again.',
      approved: 'It has been approved and cannot be edited. Use the action of this document that changes it.',
      by_verb: 'The state changes by submitting, withdrawing and deciding alone; this cannot be undone.',
      nobody:
        'There is nobody to approve it: besides you there is neither a superior nor another administrator. Ask an administrator to set up the flow or add a colleague.',
      choose: 'You choose who approves this. Choose at least one person.',
      choose_others: 'You cannot choose yourself.',
      not_offered: 'Somebody you chose may not be chosen here, or cannot see such records. Choose again.',
      ended: 'This approval has ended. Reload to see what became of it.',
      decided: 'You have decided already. Reload to see what became of it.',
      not_yet: 'It is not your turn yet. Wait for those before you.',
      not_asked: 'You are not asked in this approval.',
      changed:
        'It has changed since it was submitted. Ask whoever submitted it to withdraw it, check it and submit it again.',
      not_refused: 'The last approval was not refused. Use “Submit for approval”.',
      partly_decided:
        'Somebody has approved already, and this flow does not let it be withdrawn then. Ask an approver to refuse it.',
      not_requester: 'Only whoever submitted it can do this.',
      is_requester: '{name} submitted it and cannot decide.',
      cannot_decide: '{name} has left or may not see such records, and cannot decide.',
      asked_already: '{name} is asked in this step already.',
      reminded_just_now: 'They were reminded within the last hour. Try again later.',
      no_such_box: 'There are three lists: waiting, decided, mine.',
      own_deputy: 'You cannot be your own deputy.',
      flow_changed: 'Somebody else has just changed the flows. Reload and save again.',
      flow_broken:
        'The approval flow “{flow}” asks for a field that is retired, so nothing can be submitted. Ask an administrator to mend it under Settings → Approval flows.',
      flow_of_other: 'A flow stays with its kind of record. Add a new flow.',
      amounts_crossed: '“Below” must be more than “from”.',
      chosen_once: 'At most one step of a flow is filled by whoever submits.',
    },
  },
  approvals: { hint: '{noun} · {by} · {day}' },
  holdings: {
    approvalTasks: 'Records waiting for their approval',
    approvalFlows: 'Approval flows that name them',
    approvalDeputies: 'Colleagues whose deputy they are',
  },
  notices: {
    kinds: {
      approval: {
        asked: {
          label: 'A record waits for my approval',
          text: '{by} submitted {noun} {title}: it waits for your approval',
        },
        delegated: {
          label: 'An approval is delegated to me',
          text: '{by} asks you to decide on {noun} {title} instead',
        },
        overdue: {
          label: 'An approval is overdue',
          text: 'Your approval of {noun} {title} is overdue (limit in working days: {days})',
        },
        reminded: { label: 'I am reminded of an approval', text: '{by} asks you to decide soon on {noun} {title}' },
        approved: { label: 'What I submitted is approved', text: 'Your {noun} {title} is approved ({by})' },
        refused: { label: 'What I submitted is refused', text: '{by} refused your {noun} {title}: see why' },
      },
    },
  },
  tiles: { approvals: { waiting: { title: 'Waiting for my approval', empty: 'Nothing waits for your approval' } } },
  api_groups: { approvals: 'Approvals', approvalFlows: 'Approval flows' },
  api: {
    approvals: {
      list: 'What waits for me, what I decided, what I submitted',
      approve: 'Approve',
      refuse: 'Refuse, with the reason',
      delegate: 'Let somebody else decide',
      add: 'Add an approver before or after me',
      remind: 'Remind those who have not decided',
      trial: 'Who would be asked if this record were submitted now',
      decideMany: 'Decide many at once',
      deputy: 'Who decides for me while I am on leave',
      setDeputy: 'Name who decides while I am on leave',
    },
    approvalFlows: {
      list: 'Approval flows',
      add: 'Add an approval flow',
      change: 'Change an approval flow',
      remove: 'Remove an approval flow',
      order: 'The order of approval flows',
      trial: 'Try a flow with a record',
    },
    record: { approval: 'The approvals of a {noun}' },
  },
}
