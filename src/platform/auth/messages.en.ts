export default {
  problems: {
    session: {
      wrong:
        'Login or password is wrong. Check both and try again; if you forgot the password, ask your administrator.',
      wrong_password: 'The old password is wrong.',
      locked: 'Too many failures. Try again in {seconds} seconds; if you forgot the password, ask your administrator.',
      code_needed: 'Enter the 6-digit code of your authenticator, or a recovery code.',
      wrong_code: 'The code is wrong or was used already. Wait for the next one, or use a recovery code.',
      too_often: 'Too many at once. Try again in {seconds} seconds.',
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
    second_factor: {
      enrol_first: 'Your company demands a second factor; add it first.',
      on: 'The second factor is on. To use another phone, turn it off and on again.',
      none: 'There is no second factor yet.',
      wrong_code: 'The code is wrong. Check the clock of your phone and enter the 6 digits that it shows now.',
      required:
        'Your company demands a second factor, so it stays on. To use another phone, let an administrator reset it.',
    },
    invitation: {
      unknown: 'This link is wrong. Check that it was copied as a whole, or ask for a new one.',
      used: 'This link has been used. Sign in instead; if you forgot the password, ask your administrator.',
      withdrawn: 'This link was withdrawn or replaced by a newer one. Ask your administrator for the latest.',
      expired: 'This link has expired. Ask for a new one.',
      no_address: 'There is no e-mail address; copy the link and send it yourself.',
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
      none_here: 'This user has no account yet. Invite him or open one first.',
      not_yourself: 'You cannot disable your own account; let another administrator do it.',
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
      auditor_by_another:
        'The company has an auditor, so you cannot make yourself one; ask another administrator. The auditors will be told.',
      last_auditor:
        'The company would be without an auditor: only somebody who may read the audit log can take this away. Ask the auditor.',
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
      in_the_past: 'The expiry must be in the future.',
      unknown: 'There is no key {key}; "zhanggui key list" shows them.',
    },
  },
  invitation: {
    invite: {
      subject: '{inviter} invites you to {company} on Zhanggui',
      text: 'Dear {name},\n\n{inviter} invites you to the customer system of {company}. Open this link and set your own password (good for 7 days, once):\n\n{link}\n\nIf you do not know who invites you, ignore this mail.',
    },
    reset: {
      subject: 'Reset your Zhanggui password at {company}',
      text: 'Dear {name},\n\nopen this link and set a new password (good for 24 hours, once):\n\n{link}\n\nIf you did not ask for it, ignore this mail; your password stays as it is.',
    },
  },
}
