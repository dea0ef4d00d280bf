import { z } from 'zod'
import { text, uuid, whole, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import { may } from '../access/actor.ts'
import { forbidden } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { changeCompany } from './change-company.ts'
import type { Companies } from './companies.ts'
import { companyChangeSchema } from './company-input.ts'

const companyAnswer = z.object({
  id: uuid,
  name: text,
  locale: z.enum(['zh', 'en']),
  baseCurrency: text,
  timeZone: text,
  fiscalYearStart: whole,
  weekStart: whole,
  watermark: yesNo.optional(),
})

/** `GET /api/company`, for everybody in it, and `PATCH /api/company`, for whom the right `settings.update` is given. */
export function companyRoutes(server: ApiServer, companies: Companies): void {
  server.get(
    '/api/company',
    says({ id: 'company.read', answer: companyAnswer }),
    async request => (await contextOf(request)).company,
  )
  server.patch(
    '/api/company',
    says({
      id: 'company.change',
      isHarmlessTwice: true,
      body: companyChangeSchema,
      example: { fiscalYearStart: 4 },
      answer: companyAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      return changeCompany(companies, ctx, parseBody(companyChangeSchema, request.body))
    },
  )
}
