import { may } from '../access/actor.ts'
import { mayRead } from '../access/readable.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/context.ts'
import type { Measure, ReportDefinition } from './define-report.ts'
import { fieldsIn, mayReadPath } from './field-path.ts'

/** The right to see reports at all; what they count is decided by the right to read their object. */
export const reportRight = 'report.read'

/**
 * The report as this person may see it: measures over hidden fields are left out. Null when nothing of it remains or when its groups or
 * its condition would betray a hidden field.
 */
export function readableReport(ctx: Context, report: ReportDefinition): ReportDefinition | null {
  const object = objectOf(ctx.catalog, report.object)
  const isReadable = (path: string): boolean => mayReadPath(ctx, object, path)
  if (!may(ctx.actor, reportRight) || !mayRead(ctx, object)) return null
  const needed = [...report.dimensions.map(dimension => dimension.field), ...fieldsIn(report.filter)]
  if (!needed.every(isReadable)) return null
  const measures = report.measures.filter(measure => fieldsOf(measure).every(isReadable))
  if (measures.length === 0) return null
  const { periodField, ...rest } = report
  return { ...rest, measures, ...(periodField && isReadable(periodField) ? { periodField } : {}) }
}

/** Every field that a measure looks at. */
function fieldsOf(measure: Measure): string[] {
  const asked = fieldsIn(measure.filter)
  if ('field' in measure) return [measure.field, ...asked]
  if ('among' in measure) return [...fieldsIn(measure.among), ...asked]
  return 'from' in measure ? [measure.from, measure.to, ...asked] : asked
}
