import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import { accountById } from '../auth/accounts.ts'
import { countAttempt, forgive } from '../auth/attempts.ts'
import { isPassword } from '../auth/password.ts'
import { accountKey } from '../auth/sign-in.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { forbidden, invalid, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, visitorOf } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import { text, whole } from '../http/shapes.ts'
import type { Context } from '../records/context.ts'
import { previewReset } from './preview.ts'
import { resetCompany } from './reset-company.ts'
import './words.ts'

const bodySchema = z.strictObject({
  /** The company's name, typed by whoever means it. */
  name: z.string().max(200),
  password: z.string().max(200),
  /** Products and what else is asked for goes, too. */
  asked: z.boolean().optional(),
  withoutBackup: z.boolean().optional(),
})

const nounCounts = z.array(z.object({ name: text, label: text, count: whole }))
const previewAnswer = z.object({
  company: text,
  goes: nounCounts,
  asked: nounCounts,
  stays: nounCounts,
  history: whole,
  files: z.object({ count: whole, bytes: whole }),
  notices: whole,
  imports: whole,
  backupFolder: text,
})
const doneAnswer = z.object({
  backup: text.nullable(),
  removed: z.record(z.string(), whole),
  history: whole,
  files: whole,
})

const right = 'company.reset'

/** `GET /api/company/reset`: what would go; `POST`: it goes. Both for whom the right `company.reset` is given; the second for a person alone. */
export function resetRoutes(server: ApiServer, companies: Companies): void {
  server.get(
    '/api/company/reset',
    says({ id: 'company.previewReset', answer: previewAnswer, right }),
    async request => {
      const ctx = await contextOf(request)
      assertRight(ctx)
      return previewReset(ctx, companies)
    },
  )
  server.post(
    '/api/company/reset',
    says({ id: 'company.reset', body: bodySchema, answer: doneAnswer, who: 'person', right }),
    async request => {
      const ctx = await contextOf(request)
      assertRight(ctx)
      const visitor = await visitorOf(request)
      if (!visitor || visitor.sessionId === null) throw new Problem(403, 'session.person_only')
      const { name, password, asked = false, withoutBackup = false } = parseBody(bodySchema, request.body)
      await assertMeant(companies, { ctx, name, password, accountId: visitor.accountId, address: request.ip })
      return resetCompany({ ...ctx, db: ctx.db as Database }, companies, { asked, withoutBackup })
    },
  )
}

const assertRight = ({ actor }: Context): void => {
  if (scopeOf(actor, right) !== 'all') throw forbidden(right)
}

/** He has typed the company's name and knows the password of his own account; tries are counted as those of signing in. */
const assertMeant = async (
  companies: Companies,
  given: { ctx: Context; name: string; password: string; accountId: string; address: string },
): Promise<void> => {
  if (given.name.trim() !== given.ctx.company.name) throw invalid([{ path: 'name', code: 'reset.wrong_name' }])
  const control = companies.pools.control()
  const attempt = { account: accountKey(given.accountId), address: given.address }
  await countAttempt(control, attempt)
  const account = await accountById(control, given.accountId)
  if (!(await isPassword(given.password, account?.passwordHash ?? null)))
    throw invalid([{ path: 'password', code: 'session.wrong_password' }])
  await forgive(control, attempt)
}
