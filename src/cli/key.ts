import { createKey, listKeys, revokeKey } from '#platform/auth/api-keys.ts'
import { accountOfUser } from '#platform/auth/accounts.ts'
import { findPerson } from '#platform/auth/operator.ts'
import type { Companies } from '#platform/companies/companies.ts'
import { Problem } from '#platform/errors.ts'
import { say } from '../sentences.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { companyIdOf, withCompanies } from './companies.ts'

const key: Command = {
  options: { company: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  positionals: { from: 1, to: 2 },
  run: invocation =>
    withCompanies(invocation.settings, async companies => {
      const companyId = await companyIdOf(companies, textOption(invocation, 'company'))
      const [action, wanted = ''] = invocation.positionals
      if (action === 'list') return list(companies, companyId, invocation)
      if (action === 'create') return create(companies, companyId, invocation)
      if (action === 'revoke') return revoke(companies, companyId, wanted)
      throw new Problem(400, 'command.arguments', { params: { name: 'key' } })
    }),
}

const list = async (companies: Companies, companyId: string, { values }: Invocation): Promise<number> => {
  const keys = await listKeys(companies.pools.control(), { companyId, userId: null })
  if (values['json'] === true) console.log(JSON.stringify(keys, null, 2))
  else
    for (const { prefix, name, userId, lastUsedAt } of keys)
      console.log([prefix, name, userId, lastUsedAt ?? '-'].join('  '))
  return 0
}

/** The key stands alone on standard output, so that a script can take it. */
const create = async (companies: Companies, companyId: string, invocation: Invocation): Promise<number> => {
  const who = invocation.positionals[1] ?? ''
  const person = await findPerson(companies, companyId, who)
  const control = companies.pools.control()
  const account = await accountOfUser(control, companyId, person.id)
  if (!account) throw new Problem(409, 'account.none', { params: { user: who } })
  const name = textOption(invocation, 'name') ?? 'zhanggui'
  const made = await createKey(control, { accountId: account.id, companyId, userId: person.id }, { name })
  console.log(made.key)
  return 0
}

const revoke = async (companies: Companies, companyId: string, wanted: string): Promise<number> => {
  const control = companies.pools.control()
  const keys = await listKeys(control, { companyId, userId: null })
  const meant = keys.find(one => one.id === wanted || one.prefix === wanted)
  if (!meant) throw new Problem(404, 'key.unknown', { params: { key: wanted } })
  await revokeKey(control, { id: meant.id, companyId, userId: null })
  console.log(say('cli.key.revoked', { key: meant.prefix }))
  return 0
}

export default key
