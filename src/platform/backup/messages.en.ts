export default {
  problems: {
    'backup.unreadable': 'The backup file {file} cannot be read: {reason}',
    'backup.damaged': 'The backup file {file} is damaged or is no backup of Zhanggui ({reason}); nothing was changed.',
    'backup.newer':
      'The backup comes from a newer Zhanggui (migration {found}, this program knows {ours}); upgrade the program and restore again.',
    'restore.company_exists':
      'The company "{company}" is here already; to restore the backup, remove it first (zhanggui company remove).',
    'restore.login_taken': 'Logins in the backup belong to another account here: {logins}; nothing was changed.',
    'company.unknown': 'There is no company {company}.',
  },
}
