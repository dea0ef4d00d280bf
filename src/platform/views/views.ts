import { sql } from 'kysely'
import { mayRead } from '../access/readable.ts'
import { scopeOf } from '../access/actor.ts'
import { newId } from '../db/id.ts'
import { conflict, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDescription } from '../objects/description.ts'
import type { Filter } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { describeCatalog } from '../records/describe.ts'
import { pruneColumns, pruneFilter, pruneSort } from './prune.ts'
import { readPreferences } from './preferences.ts'
import type { ObjectViews, ViewDescription } from './view-description.ts'
import { assertView, type ViewChange } from './view-input.ts'

const mostViews = 200

/** The views of every noun that the actor may read, with his choices: those of the product, his own, and those shared with him. */
export async function viewsOf(ctx: Context): Promise<Record<string, ObjectViews>> {
  const saved = await readable(ctx)
  const preferences = await readPreferences(ctx)
  const described = describeCatalog(ctx).filter(object => !object.lineOf)
  return Object.fromEntries(
    described.map(object => [
      object.name,
      {
        views: [
          ...systemViews(ctx, object),
          ...saved.filter(row => row.object === object.name).map(row => shown(ctx, row)),
        ],
        preferences: preferences.get(object.name) ?? null,
      },
    ]),
  )
}

/** One view. @throws Problem 404 for one that is not shared with the actor */
export async function viewOf(ctx: Context, id: string): Promise<ViewDescription> {
  return shown(ctx, await rowOf(ctx, id))
}

/** Keeps a view in the caller's transaction and gives its id. @throws Problem 404 for a noun that may not be read, and those of `assertView` */
export async function createView(ctx: Context, object: string, change: ViewChange): Promise<string> {
  const definition = ctx.catalog.objects.get(object)
  if (!definition || !mayRead(ctx, definition) || !ctx.actor.userId) throw notFound('object')
  assertView(ctx, definition, change)
  const { rows } = await sql<{ n: string | number }>`
    select count(*) as n from saved_views where owner_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
  if (Number(rows[0]?.n) >= mostViews) throw conflict('view.too_many', { max: mostViews })
  const id = newId()
  await sql`insert into saved_views (id, object, owner_id, label, created_at)
    values (${id}, ${object}, ${ctx.actor.userId}::uuid, ${change.label ?? ''}, ${ctx.now().toISOString()}::timestamptz)`.execute(
    ctx.db,
  )
  await write(ctx, id, change)
  return id
}

/** Changes what is named. @throws Problem 404 when it is not the actor's to change, and those of `assertView` */
export async function changeView(ctx: Context, id: string, change: ViewChange): Promise<void> {
  const row = await rowOf(ctx, id)
  if (!isEditable(ctx, row)) throw notFound('view')
  assertView(ctx, objectOf(ctx.catalog, row.object), change)
  await write(ctx, id, change)
}

/** @throws Problem 404 when it is not the actor's to delete */
export async function removeView(ctx: Context, id: string): Promise<void> {
  if (!isEditable(ctx, await rowOf(ctx, id))) throw notFound('view')
  await sql`delete from saved_views where id = ${id}::uuid`.execute(ctx.db)
}

interface Row {
  id: string
  object: string
  owner_id: string
  owner_name: string
  label: string
  kind: ViewDescription['kind']
  filter: Filter | null
  sort: string[] | null
  columns: string[] | null
  widths: Record<string, number>
  density: ViewDescription['density']
  calendar_by: string | null
  audience: ViewDescription['share']['to']
  role_ids: string[]
  department_ids: string[]
}

/** Own views and those shared with all, with a role of the actor, or with his department or one above it. */
async function readable(ctx: Context, id?: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with recursive above as (
      select d.id, d.parent_id from departments d join users u on u.department_id = d.id where u.id = ${ctx.actor.userId}::uuid
      union
      select d.id, d.parent_id from departments d join above on d.id = above.parent_id
    )
    select v.*, u.name as owner_name from saved_views v join users u on u.id = v.owner_id
    where (v.owner_id = ${ctx.actor.userId}::uuid or v.audience = 'all' or (v.audience = 'some' and (
        v.role_ids && array(select r.role_id from user_roles r where r.user_id = ${ctx.actor.userId}::uuid)
        or v.department_ids && array(select above.id from above))))
      ${id === undefined ? sql`` : sql`and v.id = ${id}::uuid`}
    order by v.created_at, v.id`.execute(ctx.db)
  return rows
}

async function rowOf(ctx: Context, id: string): Promise<Row> {
  const [row] = isId(id) ? await readable(ctx, id) : []
  const object = row && ctx.catalog.objects.get(row.object)
  if (!row || !object || !mayRead(ctx, object)) throw notFound('view')
  return row
}

/** One's own; and whoever may share with everybody keeps order among what is shared. */
const isEditable = (ctx: Context, row: Row): boolean =>
  row.owner_id === ctx.actor.userId || (row.audience !== 'nobody' && scopeOf(ctx.actor, 'view.share') === 'all')

function shown(ctx: Context, row: Row): ViewDescription {
  const object = objectOf(ctx.catalog, row.object)
  const filter = pruneFilter(ctx, object, row.filter)
  const sort = pruneSort(ctx, object, row.sort)
  const isOwn = row.owner_id === ctx.actor.userId
  return {
    id: row.id,
    object: row.object,
    label: row.label,
    isSystem: false,
    isOwn,
    isEditable: isEditable(ctx, row),
    kind: row.kind,
    filter: filter.value,
    sort: sort.value,
    columns: pruneColumns(ctx, object, row.columns),
    widths: row.widths,
    density: row.density,
    calendarBy: row.calendar_by,
    share: { to: row.audience, roles: row.role_ids, departments: row.department_ids },
    owner: { id: row.owner_id, title: row.owner_name },
    dropped: filter.dropped + sort.dropped,
  }
}

/** What comes with the product; every list has 我关注的. */
function systemViews(ctx: Context, object: ObjectDescription): ViewDescription[] {
  const declared = object.list.views.map(view => ({ ...view, id: view.name }))
  const starred = {
    id: 'starred',
    label: translate(ctx.locale, 'record.views.starred'),
    filter: { field: 'starred', op: 'me' } as Filter,
  }
  return [...declared, starred].map(view => ({
    id: view.id,
    object: object.name,
    label: view.label,
    isSystem: true,
    isOwn: false,
    isEditable: false,
    kind: 'list',
    filter: (view.filter as Filter | undefined) ?? null,
    sort: ('sort' in view && view.sort) || null,
    columns: ('columns' in view && view.columns) || null,
    widths: {},
    density: null,
    calendarBy: null,
    share: { to: 'all', roles: [], departments: [] },
    owner: null,
    dropped: 0,
  }))
}

async function write(ctx: Context, id: string, change: ViewChange): Promise<void> {
  const json = (value: unknown) => (value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`)
  const parts = [
    change.label === undefined ? null : sql`label = ${change.label}`,
    change.kind === undefined ? null : sql`kind = ${change.kind}`,
    change.filter === undefined ? null : sql`filter = ${json(change.filter)}`,
    change.sort === undefined ? null : sql`sort = ${change.sort}::text[]`,
    change.columns === undefined ? null : sql`columns = ${change.columns}::text[]`,
    change.widths === undefined ? null : sql`widths = ${json(change.widths)}`,
    change.density === undefined ? null : sql`density = ${change.density}`,
    change.calendarBy === undefined ? null : sql`calendar_by = ${change.calendarBy}`,
    change.share === undefined
      ? null
      : sql`audience = ${change.share.to}, role_ids = ${change.share.roles}::text[], department_ids = ${change.share.departments}::uuid[]`,
  ].filter(part => part !== null)
  await sql`update saved_views set ${sql.join([...parts, sql`updated_at = ${ctx.now().toISOString()}::timestamptz`])}
    where id = ${id}::uuid`.execute(ctx.db)
}
