import { isDatePreset } from './periods.ts'
import type { Clicked, Figure, KeyPart } from './report-requests.ts'

/** What the viewer chose of a report's figures; named as the API names it. */
export interface Choice {
  /** A period by name, or by code: 2017, 2017-Q1, 2017-03. */
  period?: string
  /** Days, both included. */
  from?: string
  to?: string
  currency?: string
  compare?: 'previous' | 'lastYear'
}

/** All that the address of a report holds. */
export interface ReportAddress {
  choice: Choice
  /** The measure drawn. */
  measure: string | undefined
  /** The group of the first dimension that is drawn, where there are two. */
  group: string | undefined
  /** The number whose rows are open. */
  clicked: Clicked | null
}

const day = /^\d{4}-\d{2}-\d{2}$/
const code = /^(FY)?\d{4,5}(-(Q[1-4]|H[12]|W\d{2}|\d{2}))?$/

/** Reads an address; what it cannot read is left out. */
export function readAddress(search: Record<string, unknown>): ReportAddress {
  const { period, from, to, currency, compare } = textsOf(search)
  const named = period && (isDatePreset(period) || code.test(period)) ? { period } : {}
  const days = {
    ...(from && day.test(from) ? { from } : {}),
    ...(to && day.test(to) ? { to } : {}),
  }
  const when = 'period' in named ? named : days
  return {
    choice: {
      ...when,
      ...(currency && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
      ...((compare === 'previous' || compare === 'lastYear') && Object.keys(when).length > 0 ? { compare } : {}),
    },
    measure: textsOf(search).measure,
    group: textsOf(search).group,
    clicked: readClicked(search.rows),
  }
}

/** The same as an address. */
export const writeAddress = ({ choice, measure, group, clicked }: ReportAddress): Record<string, unknown> => ({
  ...choice,
  ...(measure ? { measure } : {}),
  ...(group ? { group } : {}),
  ...(clicked ? { rows: clicked } : {}),
})

function readClicked(rows: unknown): Clicked | null {
  if (typeof rows !== 'object' || rows === null) return null
  const { key, measure, figure } = rows as Record<string, unknown>
  const isKey = key === null || (Array.isArray(key) && key.every(isKeyPart))
  return isKey && typeof measure === 'string' && isFigure(figure)
    ? { key: key as KeyPart[] | null, measure, figure }
    : null
}

const isKeyPart = (part: unknown): part is KeyPart =>
  part === null || typeof part === 'string' || typeof part === 'number'

const isFigure = (figure: unknown): figure is Figure =>
  figure === null ||
  typeof figure === 'number' ||
  (typeof figure === 'object' && Object.values(figure).every(amount => typeof amount === 'string'))

/** The router reads `period=2017` as a number. */
function textsOf(search: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
    ]),
  )
}
