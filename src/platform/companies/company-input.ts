import { z } from 'zod'
import { currencies } from '../fields/currency.ts'

/** What one must know to make a company. */
export const newCompanySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(name => !/\p{Cc}/u.test(name), 'field.control_character'),
  locale: z.enum(['zh', 'en']),
  baseCurrency: z.string().refine(code => Object.hasOwn(currencies, code), 'field.unknown_currency'),
  timeZone: z.string().refine(isTimeZone, 'company.unknown_time_zone'),
})

export type NewCompany = z.output<typeof newCompanySchema>

/** What may be changed of a company, each by itself. The base currency is here so that trying to change it can be answered with a reason. */
export const companyChangeSchema = newCompanySchema
  .extend({
    fiscalYearStart: z.int().min(1).max(12),
    weekStart: z.int().min(1).max(7),
    watermark: z.boolean(),
    baseCurrency: z.string(),
  })
  .partial()

export type CompanyChange = z.output<typeof companyChangeSchema>

/** An IANA name that this program and PostgreSQL both know; a bare offset is none, it knows no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
