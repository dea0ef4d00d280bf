import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, create } from '#platform/records/index.ts'
import type { LockedRecord } from '#platform/records/module.ts'
import { later } from './collection-plan.rules.ts'
import { contract } from './contract.object.ts'

/** What of a line somebody wrote; the rest is reckoned anew. */
const lineFields = [
  'product',
  'name',
  'code',
  'specification',
  'unit',
  'taxCode',
  'quantity',
  'unitPrice',
  'discountRate',
  'taxRate',
  'remark',
]

/** Lines of a document as new ones of another. */
export const copiedLines = (lines: unknown): Record<string, unknown>[] =>
  ((lines ?? []) as Record<string, unknown>[]).map(line =>
    Object.fromEntries(lineFields.flatMap(name => (line[name] === undefined ? [] : [[name, line[name]]]))),
  )

/** Makes a draft with what this contract agrees, and what is told otherwise; gives its id. @throws Problem 403, 422 as creation does */
export const makeDraftLike = (ctx: Context, record: LockedRecord, other: Record<string, unknown>): Promise<string> =>
  create(notWithin(ctx), objectOf(ctx.catalog, contract.name), {
    ...Object.fromEntries(alike.flatMap(name => (record[name] === null ? [] : [[name, record[name]]]))),
    lines: copiedLines(record.lines),
    ...(hasLines(record) ? {} : { amount: record.amount }),
    ...other,
  })

const hasLines = (record: LockedRecord): boolean => ((record.lines ?? []) as unknown[]).length > 0

/** What one makes beside a verb is made by oneself: it is asked what every new record is asked. */
const notWithin = ({ isWithinVerb: _within, ...ctx }: Context): Context => ctx

const alike = [
  'name',
  'customer',
  'paymentTerms',
  'legalEntity',
  'currency',
  'priceIncludesTax',
  'discountAmount',
  'signer',
  'customerSigner',
  'terms',
]

interface Term {
  startOn: string | null
  endOn: string | null
}

/** The term after this one: it begins on the day after the end and lasts as many days; what is told counts. */
export function nextTerm(before: Term, told: Term): Term {
  const startOn = told.startOn ?? (before.endOn ? later(before.endOn, 1, 'day') : null)
  if (told.endOn || !startOn || !before.startOn || !before.endOn) return { startOn, endOn: told.endOn }
  const months = wholeMonths(before.startOn, later(before.endOn, 1, 'day'))
  const endOn =
    months === null
      ? later(startOn, daysBetween(before.startOn, before.endOn), 'day')
      : later(later(startOn, months, 'month'), -1, 'day')
  return { startOn, endOn }
}

/** How many whole months lie between two days; null where days are left over. */
function wholeMonths(from: string, until: string): number | null {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [year = 0, month = 0] = until.split('-').map(Number)
  const months = (year - fromYear) * 12 + month - fromMonth
  return months > 0 && later(from, months, 'month') === until ? months : null
}

const daysBetween = (from: string, until: string): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
