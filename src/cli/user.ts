import { z } from 'zod'
import { accountByLogins } from '#platform/auth/accounts.ts'
import { loginFields, loginsOf } from '#platform/auth/logins.ts'
import {
  assignAsOperator,
  findPerson,
  letIn,
  listPeople,
  type Newcomer,
  resetPassword,
  resetSecondFactor,
} from '#platform/auth/operator.ts'
import type { Companies } from '#platform/companies/companies.ts'
import { Problem } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { say } from '../sentences.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { companyIdOf, withCompanies } from './companies.ts'
import { readNewPassword } from './read-password.ts'

const user: Command = {
  options: {
    company: { type: 'string' },
    login: { type: 'string' },
    mobile: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    'draw-password': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: { from: 1, to: 2 },
  run: invocation =>
    withCompanies(invocation.settings, async companies => {
      const [action, who = ''] = invocation.positionals
      if (action === 'list') return list(companies, invocation)
      if (action === 'create') return create(companies, who, invocation)
      if (action === 'account') return account(companies, who, invocation)
      if (action === 'password') return password(companies, who, invocation)
      if (action === 'second-factor') return secondFactor(companies, who)
      if (action === 'roles') return roles(companies, who, invocation)
      throw new Problem(400, 'command.arguments', { params: { name: 'user' } })
    }),
}

const list = async (companies: Companies, invocation: Invocation): Promise<number> => {
  const people = await listPeople(companies, await companyIdOf(companies, textOption(invocation, 'company')))
  if (invocation.values['json'] === true) console.log(JSON.stringify(people, null, 2))
  else {
    for (const { id, name, roles: ids, logins } of people) {
      console.log([id, name, ids.join(',') || '-', logins.map(login => login.normalised).join(' ') || '-'].join('  '))
    }
  }
  return 0
}

/** A new user, with an account. */
const create = async (companies: Companies, name: string, invocation: Invocation): Promise<number> => {
  const companyId = await companyIdOf(companies, textOption(invocation, 'company'))
  const person = parseBody(newcomerSchema, { name, ...loginOptions(invocation) })
  const given = rolesGiven(invocation)
  const newcomer = { ...person, logins: loginsOf(person), roles: given.length > 0 ? given : ['salesperson'] }
  return await admit(companies, { companyId, newcomer, shown: person.name }, invocation)
}

/** An account for a user who is there already. */
const account = async (companies: Companies, who: string, invocation: Invocation): Promise<number> => {
  const companyId = await companyIdOf(companies, textOption(invocation, 'company'))
  const logins = loginsOf(parseBody(z.strictObject(loginFields), loginOptions(invocation)))
  const { id: userId, name } = await findPerson(companies, companyId, who)
  const newcomer = { userId, logins, roles: rolesGiven(invocation) }
  return await admit(companies, { companyId, newcomer, shown: name }, invocation)
}

const admit = async (
  companies: Companies,
  { companyId, newcomer, shown }: { companyId: string; newcomer: Newcomer; shown: string },
  invocation: Invocation,
): Promise<number> => {
  // Somebody of another company comes in with the password he has.
  const isKnown = (await accountByLogins(companies.pools.control(), newcomer.logins)) !== null
  const word = isKnown ? null : await readNewPassword(invocation.values['draw-password'] === true)
  const id = await letIn(companies, companyId, { newcomer, password: word })
  console.log(say('cli.user.created', { user: shown, id }))
  return 0
}

const password = async (companies: Companies, login: string, invocation: Invocation): Promise<number> => {
  const word = await readNewPassword(invocation.values['draw-password'] === true)
  await resetPassword(companies.pools.control(), login, word)
  console.log(say('cli.user.password', { login }))
  return 0
}

/** For who has lost telephone and recovery codes, and belongs to several companies. */
const secondFactor = async (companies: Companies, login: string): Promise<number> => {
  await resetSecondFactor(companies.pools.control(), login)
  console.log(say('cli.user.second_factor', { login }))
  return 0
}

/** With `--role` the user has these roles and no others afterwards; without, they are shown. */
const roles = async (companies: Companies, who: string, invocation: Invocation): Promise<number> => {
  const companyId = await companyIdOf(companies, textOption(invocation, 'company'))
  const person = await findPerson(companies, companyId, who)
  const given = rolesGiven(invocation)
  const now =
    given.length > 0
      ? await assignAsOperator(companies, companyId, { userId: person.id, roleIds: given })
      : person.roles
  console.log(now.join('\n'))
  return 0
}

const newcomerSchema = z.strictObject({ name: z.string().trim().min(1).max(60), ...loginFields })

const loginOptions = (invocation: Invocation) => ({
  login: textOption(invocation, 'login'),
  mobile: textOption(invocation, 'mobile'),
  email: textOption(invocation, 'email'),
})

const rolesGiven = ({ values }: Invocation): string[] =>
  Array.isArray(values['role']) ? values['role'].map(String) : []

export default user
