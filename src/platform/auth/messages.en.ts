export default {
  problems: {
    session: {
      wrong:
        'Login or password is wrong. Check both and try again; if you forgot the password, ask your administrator.',
      wrong_password: 'The old password is wrong.',
      locked: 'Too many failures. Try again in {seconds} seconds; if you forgot the password, ask your administrator.',
      disabled: 'This account has been disabled; ask the administrator of your company.',
      not_in_company: 'This account is not in that company; choose another.',
      other_site:
        'This request came from another website and was refused. Work in the pages of Zhanggui; behind a proxy, let the administrator set PUBLIC_URL.',
      person_only: 'Only a person who is signed in may do this, not an API key.',
    },
    choose_company: 'You are in several companies; choose the one to enter.',
    setup: {
      closed: 'Set-up is finished; sign in instead.',
      token: 'The set-up link is wrong or out of date. Use the one that Zhanggui printed at its latest start.',
    },
    account: {
      login_form: 'A login name has 2 to 40 letters, digits or . _ - and is not a phone number.',
      login_taken: 'Another account uses this; choose another.',
      no_login: 'Give at least one of mobile, e-mail and login name.',
      password_short: 'A password has at least {min} characters.',
      password_guessable: 'This password is too easy to guess; choose another.',
      shared:
        'This account is used for other companies, too. Only its owner can change the password, or the operator with "zhanggui user password".',
      exists: 'This user has an account already, or this account is in the company already.',
      none: 'The user {user} has no account yet.',
      unknown: 'There is no account with the login {login}.',
    },
    user: {
      left: 'This user has left or was removed and can do nothing any more.',
      ambiguous: 'Several users match {user}; name one by id.',
      unknown: 'There is no user {user}.',
    },
    role: {
      unknown: 'There is no role {role}.',
      beyond_yours:
        'The role {role} goes beyond your own rights: you can neither give nor take it, nor change the account of who has it.',
      last_administrator: 'A company needs an administrator who can sign in; name another one first.',
    },
    company: {
      no_room:
        'The database role may not create databases, so there is room for one company. Let the database administrator grant CREATEDB.',
      not_ready: 'This company is still being made; try again in a moment.',
      unknown_time_zone: 'This time zone is not known; write it like Asia/Shanghai.',
      currency_fixed:
        'The base currency ({currency}) was chosen when the company was made and cannot be changed: all amounts are kept in it. If it is wrong, make another company.',
      confirm: 'This removes the company "{company}" and all of its data for good. To go on, run it again with --yes.',
    },
    key: {
      unknown: 'There is no key {key}; "zhanggui key list" shows them.',
    },
  },
}
