import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { FieldRight } from '#platform/access/actor.ts'
import { forgetActors } from '#platform/access/load-actor.ts'
import { createAccount } from '#platform/auth/accounts.ts'
import { createUser, giveRoles } from '#platform/auth/new-user.ts'
import { hashPassword } from '#platform/auth/password.ts'
import { startSession } from '#platform/auth/sessions.ts'
import type { NewCompany } from '#platform/companies/company-input.ts'
import { makeCompany, openForUse } from '#platform/companies/make-company.ts'
import { newId } from '#platform/db/id.ts'
import type { Database } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { type Context, create } from '#platform/records/index.ts'
import { cast, type Person, type PersonName, signedInClient } from './people.ts'
import { type TestProgram, testProgram } from './program.ts'

/** A company with people in it, on a database of its own, reached through the running program. */
export interface TestCompany extends TestProgram {
  id: string
  db: Database
  /** Each person with a browser that is signed in: `as.li.get('/api/customers')`. */
  as: Record<PersonName, Person>
  departments: Record<string, string>
}

/** The password of everybody in a test company. */
export const testPassword = 'four-seasons-tea'
let passwordHash: Promise<string> | undefined

/**
 * Opens a new company: li (salesperson, below wang), wang (sales manager), zhao (salesperson of another department), chen
 * (administrator), qian (no role). It lives until the end of the test file. 0.2 s.
 */
export async function openTestCompany(settings: Partial<NewCompany> = {}): Promise<TestCompany> {
  const program = await testProgram()
  const { companies, pools, url } = program
  const id = newId()
  const users = {} as Record<PersonName, string>
  const departments: Record<string, string> = {}
  const wanted: NewCompany = {
    name: '海天科技',
    locale: 'zh',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
    ...settings,
  }
  await makeCompany(companies, { id, ...wanted }, [
    ...companies.seeders,
    async ctx => {
      for (const [name, person] of Object.entries(cast)) {
        departments[person.department] ??= await create(ctx, objectNamed(ctx, 'department'), {
          name: person.department,
        })
        users[name as PersonName] = await createUser(ctx, { name: person.name })
        await sql`update users set department_id = ${departments[person.department]},
          superior_id = ${person.superior ? users[person.superior] : null} where id = ${users[name as PersonName]}`.execute(
          ctx.db,
        )
        await giveRoles(ctx.db, users[name as PersonName], person.roles)
      }
    },
  ])
  await openForUse(pools.control(), id)

  passwordHash ??= hashPassword(testPassword)
  const suffix = randomBytes(3).toString('hex')
  const as = {} as Record<PersonName, Person>
  for (const [key, { name }] of Object.entries(cast)) {
    const userId = users[key as PersonName]
    const login = `${key}-${suffix}`
    const account = {
      companyId: id,
      userId,
      logins: [{ kind: 'login' as const, normalised: login }],
      passwordHash: await passwordHash,
    }
    const accountId = await transaction(pools.control(), trx => createAccount(trx, account))
    const token = await startSession(
      pools.control(),
      { accountId, companyId: id, userId },
      { ip: '127.0.0.1', userAgent: 'test' },
    )
    as[key as PersonName] = {
      ...signedInClient(url, token),
      id: userId,
      name,
      login,
      password: testPassword,
      cookies: [{ name: 'zhanggui_session', value: token, url }],
    }
  }
  return { ...program, id, db: (await companies.open(id)).db, as, departments }
}

/** Makes these fields (`customer.phones`) unreadable for everybody who has only this role, at once. */
export const hideFields = (company: TestCompany, role: string, fields: string[]): Promise<void> =>
  setFieldRights(company, role, Object.fromEntries(fields.map(field => [field, 'hidden'])))

/** Gives a role these rights on fields (`customer.phones`) and no others, at once. */
export async function setFieldRights(
  company: TestCompany,
  role: string,
  rights: Record<string, FieldRight>,
): Promise<void> {
  await sql`update roles set field_rights = ${JSON.stringify(rights)}::jsonb where id = ${role}`.execute(company.db)
  forgetActors(company.db)
}

const objectNamed = (ctx: Context, name: string) => {
  const object = ctx.catalog.objects.get(name)
  if (!object) throw new Error(`no object ${name}`)
  return object
}
