export default {
  problems: {
    'company.confirm_reset':
      'This removes all business data of "{company}", as listed above; run the command again with --yes if that is what you want.',
    'password.differs': 'The two passwords differ; run the command again.',
  },
  cli: {
    commands: {
      company: 'companies: list, create, reset, remove',
      user: 'users: list, create, account, password, roles',
      key: 'API keys: list, create, revoke',
    },
    help: {
      company:
        'Usage: zhanggui company list [--json]\n       zhanggui company create NAME [--locale zh|en] [--currency CNY] [--time-zone Asia/Shanghai]\n       zhanggui company reset NAME or ID [--products] [--no-backup] --yes\n       zhanggui company remove NAME or ID --yes\n"reset" removes all business data and keeps people, roles and settings; a backup is written first. Without --yes it only says what would go. When making a company broke off, run it again with the same name to go on.',
      user: 'Usage: zhanggui user list [--json]\n       zhanggui user create NAME [--login NAME] [--mobile NUMBER] [--email ADDRESS] [--role ROLE]… [--draw-password]\n       zhanggui user account USER [--login NAME] [--mobile NUMBER] [--email ADDRESS] [--role ROLE]… [--draw-password]\n       zhanggui user password LOGIN [--draw-password]\n       zhanggui user second-factor LOGIN\n       zhanggui user roles USER [--role ROLE]…\nName one of several companies with --company. The password is typed at the terminal or read as the first line of standard input; --draw-password draws one and shows it. "create" makes a new user (role salesperson unless told), "account" gives an account to one who is there. When a login has an account already (in another company, say), that account comes in with the password it has. "roles" with --role sets exactly these roles, without it shows them.',
      key: 'Usage: zhanggui key list [--json]\n       zhanggui key create USER [--name PURPOSE]\n       zhanggui key revoke BEGINNING OF THE KEY (zg_…)\nA key is shown once and never exceeds its user. Name one of several companies with --company.',
    },
    password: { new: 'New password: ', again: 'Once more: ', drawn: 'Password: {password}' },
    company: {
      created: 'The company "{company}" is made ({id}).',
      removed: 'The company "{company}" is removed for good.',
      beside_reset: 'With {history} entries of history and {files} files.',
      reset: 'The business data of "{company}" are removed; its settings are as they were.',
      reset_backup: 'Backup: {file}',
      states: { open: 'in use', making: 'being made', removing: 'being removed' },
    },
    user: {
      created: '{user} can sign in now ({id}).',
      second_factor: 'The second factor of {login} is reset and all sessions have ended.',
      password: 'The password of {login} is set; its sessions and API keys have ended.',
    },
    key: { revoked: 'The key {key} has ended.' },
  },
}
