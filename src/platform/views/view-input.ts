import { z } from 'zod'
import { forbidden, invalid } from '../errors.ts'
import { may } from '../access/actor.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import { sortKeys } from '../query/sort.ts'
import type { Context } from '../records/context.ts'
import { listFigureNames, type ListPreferences, viewKinds } from './view-description.ts'

const name = z.string().min(1).max(80)
const columns = z.array(name).max(200)
const widths = z.record(name, z.number().int().min(40).max(1200))
const density = z.enum(['compact', 'roomy'])

const traits = {
  label: z.string().trim().min(1).max(40),
  kind: z.enum(viewKinds),
  filter: z.unknown(),
  sort: z.array(name).max(4).nullable(),
  columns: columns.nullable(),
  widths,
  density: density.nullable(),
  calendarBy: name.nullable(),
  share: z.strictObject({
    to: z.enum(['nobody', 'all', 'some']),
    roles: z.array(name).max(100).default([]),
    departments: z.array(z.uuid()).max(500).default([]),
  }),
}

/** A view to be made: object and label are needed. */
export const newViewSchema = z.strictObject({ ...z.object(traits).partial().shape, object: name, label: traits.label })
/** What of a view is changed. */
export const viewChangeSchema = z.strictObject(z.object(traits).partial().shape)
export type ViewChange = z.output<typeof viewChangeSchema>

/** A person's choices for one list. */
export const preferencesSchema: z.ZodType<ListPreferences> = z.strictObject({
  order: z.array(name).max(500),
  hidden: z.array(name).max(500),
  defaultView: name.nullable(),
  columns: z.record(name, columns),
  widths,
  density,
  densities: z.record(name, density).default({}),
  paging: z.enum(['scroll', 'pages']),
  figures: z.record(name, z.enum(listFigureNames)).default({}),
})

/**
 * Asks the query whether it would take the view's filter and order, and whether the maker may share it.
 * @throws Problem `filter.*`, `sort.*` (400), `forbidden` without `view.share`, `invalid` when it is shared with nobody in particular
 */
export function assertView(ctx: Context, object: ObjectDefinition, change: ViewChange): void {
  if (change.filter !== undefined && change.filter !== null) filterSql(ctx, object, change.filter as Filter, 't')
  if (change.sort) sortKeys(ctx, object, change.sort)
  const { share } = change
  if (share && share.to !== 'nobody' && !may(ctx.actor, 'view.share')) throw forbidden('view.share')
  if (share?.to === 'some' && share.roles.length + share.departments.length === 0)
    throw invalid([{ path: 'share', code: 'view.shared_with_nobody' }])
}
