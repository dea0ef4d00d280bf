export default {
  problems: {
    field: { read_only: 'Your role may read this field but not change it; ask an administrator if it must change.' },
    filter: { masked: '“{field}” is masked for you: filter by the whole value (equals) only.' },
    sort: { masked: '“{field}” is masked for you and cannot be sorted by.' },
    access: { no_user: 'Say which user you ask about.' },
    team: { until_passed: 'That day has passed; choose today or a later one.' },
    membership: { ends_before: 'The end is before the beginning; please check both days.' },
    view_as: {
      read_only: 'You are viewing as somebody else and can only look. Stop viewing first.',
      yourself: 'You cannot view as yourself; choose another user.',
    },
    role: {
      unknown_right: 'There is no such right; rights look like customer.read.',
      in_use: '{count} people still have this role; give them another one first.',
    },
  },
  set_names: { userRole: 'Role' },
  rights: {
    import: { run: 'Import', history: 'Import with history (original dates and owners)' },
    report: { read: 'See reports' },
    view: { share: 'Share list views' },
    settings: { update: 'Change company settings' },
    audit: { read: 'Read the audit log' },
    option: { create: 'Add options' },
    account: { assign: 'Give accounts' },
    role: {
      assign: 'Assign roles, see why access is given',
      create: 'Create roles',
      update: 'Change roles',
      remove: 'Remove roles',
    },
    user: { viewAs: 'View as another person' },
    handover: { run: 'Hand over for leavers' },
    key: { revoke: "Revoke others' API keys" },
  },
}
