import { says } from '../http/describe-route.ts'
import { accountAnswer, accountsAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { transaction } from '../db/transaction.ts'
import { conflict, forbidden, invalid } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { accountsByUser, rolesByUser } from './account-list.ts'
import {
  type Account,
  accountOfUser,
  createAccount,
  isShared,
  loginsByKind,
  setLogins,
  setPassword,
} from './accounts.ts'
import type { DoorParts } from './door.ts'
import { loginFields, loginsOf } from './logins.ts'
import { noteAccount } from './note.ts'
import { hashPassword, passwordProblems } from './password.ts'
import { hasRight, idIn, requirePerson, requireRight, requireVisitor } from './require.ts'
import { refuseHigher, rolesOfUser } from './user-roles.ts'

const accountSchema = z.strictObject({ ...loginFields, password: z.string().nullish() })

/** By what the users of the company sign in. */
export const accountRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  // All users at once, for the list of them; each right shows its own half.
  server.get('/api/accounts', says({ id: 'accounts.list', answer: accountsAnswer }), async request => {
    const { actor, db, company, locale } = await requireVisitor(parts, request)
    const [maySeeAccounts, maySeeRoles] = [hasRight(actor, 'account.assign'), hasRight(actor, 'role.assign')]
    if (!maySeeAccounts && !maySeeRoles) throw forbidden('account.assign')
    const [known, users] = await Promise.all([
      maySeeAccounts ? accountsByUser(parts.companies.pools.control(), company.id) : null,
      rolesByUser(db, locale),
    ])
    return {
      accounts: users.map(({ userId, roles }) => ({
        userId,
        ...(known && { account: known.get(userId) ?? null }),
        ...(maySeeRoles && { roles }),
      })),
    }
  })

  server.get(
    '/api/users/:id/account',
    says({ id: 'accounts.read', answer: accountAnswer, right: 'account.assign' }),
    async request => {
      const visitor = await requireVisitor(parts, request)
      requireRight(visitor, 'account.assign')
      const userId = idIn(request, 'user')
      await rolesOfUser(visitor.db, userId)
      const account = await accountOfUser(parts.companies.pools.control(), visitor.company.id, userId)
      return { account: account && describe(account) }
    },
  )

  server.post(
    '/api/users/:id/account',
    says({
      id: 'accounts.write',
      body: accountSchema,
      example: { login: 'wangfang', password: 'four-seasons-tea' },
      answer: accountAnswer,
      status: 201,
      orStatus: 200,
      who: 'person',
      right: 'account.assign',
    }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const userId = idIn(request, 'user')
      await refuseHigher(person.db, person.actor, userId)
      const form = parseBody(accountSchema, request.body)
      const control = parts.companies.pools.control()
      const account = await accountOfUser(control, person.company.id, userId)
      const logins = loginsOf(form)
      refuseIncomplete(
        { ...form, password: form.password ?? '' },
        account,
        logins.map(login => login.normalised),
      )
      if (account && (await isShared(control, account.id))) throw conflict('account.shared')
      const passwordHash = form.password ? await hashPassword(form.password) : null
      await transaction(control, async trx => {
        if (!account)
          await createAccount(trx, { companyId: person.company.id, userId, logins, passwordHash: passwordHash ?? '' })
        else {
          await setLogins(trx, account.id, logins)
          if (passwordHash) await setPassword(trx, { accountId: account.id, passwordHash, by: 'other' })
        }
      })
      const detail = { logins: logins.map(login => login.kind), password: passwordHash !== null }
      await noteAccount(person, request, { kind: account ? 'account.changed' : 'account.created', userId, detail })
      const written = await accountOfUser(control, person.company.id, userId)
      return reply.code(account ? 200 : 201).send({ account: written && describe(written) })
    },
  )
}

const describe = (account: Account) => ({ ...loginsByKind(account), state: account.state })

/** A new account needs a login and a password; an existing one gets what is given. */
const refuseIncomplete = (form: { password: string }, account: Account | null, logins: string[]): void => {
  const known = [...logins, ...(account?.logins ?? []).map(login => login.normalised)]
  const problems = form.password ? passwordProblems(form.password, 'password', known) : []
  if (!account && !form.password) problems.push({ path: 'password', code: 'field.required' })
  if (known.length === 0) problems.push({ path: 'login', code: 'account.no_login' })
  if (problems.length > 0) throw invalid(problems)
}
