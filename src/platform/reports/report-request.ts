import { badRequest } from '../errors.ts'
import { currencies, fieldType } from '../fields/index.ts'
import { readFilter } from '../http/query.ts'
import type { Json } from '../objects/index.ts'
import { periodFromCode } from '../query/calendar-days.ts'
import { isDatePreset, type Period } from '../query/periods.ts'
import type { Context } from '../records/context.ts'
import type { DrillRequest } from './drill-down.ts'
import type { Figure } from './figures.ts'
import type { ReportRequest } from './report-result.ts'

/** Parameters as a URL or a command line has them. */
export type Parameters = Record<string, unknown>

/**
 * Reads `period` (a preset or 2017-Q1 …) or `from` and `to` (days, both included), `currency`, `filter` (JSON) and `compare`
 * (previous, lastYear). @throws Problem `report.bad_period`, `report.bad_currency`, `report.bad_parameter`, `filter.*` (400)
 */
export function readReportRequest(ctx: Context, given: Parameters): ReportRequest {
  const currency = textIn(given, 'currency')
  if (currency !== null && !Object.hasOwn(currencies, currency))
    throw badRequest('report.bad_currency', { text: currency })
  const compare = textIn(given, 'compare')
  if (compare !== null && compare !== 'previous' && compare !== 'lastYear')
    throw badRequest('report.bad_parameter', { name: 'compare' })
  return { period: readPeriod(ctx, given), currency, filter: readFilter(textIn(given, 'filter') ?? undefined), compare }
}

/** The same with `key` and `clicked` (JSON), `measure`, `limit`, `after`, `sort` and `fields`. */
export function readDrillRequest(ctx: Context, given: Parameters): DrillRequest {
  const key = jsonIn(given, 'key')
  if (key !== undefined && key !== null && !Array.isArray(key))
    throw badRequest('report.bad_parameter', { name: 'key' })
  const [limit, after, sort, fields] = ['limit', 'after', 'sort', 'fields'].map(name => textIn(given, name))
  return {
    ...readReportRequest(ctx, given),
    key: key ?? null,
    measure: textIn(given, 'measure'),
    clicked: readFigure(jsonIn(given, 'clicked')),
    page: {
      ...(limit && { limit: Number(limit) || 50 }),
      ...(after && { after }),
      ...(sort && { sort: sort.split(',') }),
      ...(fields && { fields: fields.split(',') }),
    },
  }
}

function readPeriod(ctx: Context, given: Parameters): Period | null {
  const name = textIn(given, 'period')
  if (name !== null) {
    const period = isDatePreset(name) ? name : periodFromCode(name, ctx.company)
    if (!period) throw badRequest('report.bad_period', { text: name })
    return period
  }
  const [from, to] = [dayIn(given, 'from'), dayIn(given, 'to')]
  if (from === null && to === null) return null
  if (from !== null && to !== null && from > to) throw badRequest('report.bad_period', { text: `${from} … ${to}` })
  return { from, to }
}

function dayIn(given: Parameters, name: string): string | null {
  const text = textIn(given, name)
  if (text === null) return null
  const read = fieldType('date').parse(text, { type: 'date' })
  if (!read.ok) throw badRequest('report.bad_period', { text })
  return String(read.value)
}

function textIn(given: Parameters, name: string): string | null {
  const value = given[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') throw badRequest('report.bad_parameter', { name })
  return value
}

function jsonIn(given: Parameters, name: string): Json | undefined {
  const text = textIn(given, name)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw badRequest('report.bad_parameter', { name, cause: String(cause) })
  }
}

/** The figure that was clicked: a number, amounts by currency, or null. */
function readFigure(value: Json | undefined): Figure | undefined {
  if (value === undefined || value === null || typeof value === 'number') return value
  const isAmounts = typeof value === 'object' && !Array.isArray(value)
  const amounts = isAmounts
    ? Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    : []
  if (!isAmounts || amounts.length !== Object.keys(value).length)
    throw badRequest('report.bad_parameter', { name: 'clicked' })
  return Object.fromEntries(amounts)
}
