import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { kebabCase } from '../objects/index.ts'
import { type ApiRecord, type Context, getMany } from '../records/index.ts'
import { approvalOf } from './approval.ts'
import type { ApprovalItem, ApprovalList } from './approval-description.ts'
import type { ApprovalBox } from './box-description.ts'

const pageSize = 50

/** What waits for the actor, what he decided, what he submitted: the newest first. */
export async function listApprovals(ctx: Context, box: ApprovalBox, after?: string): Promise<ApprovalList> {
  const rows = await readRows(ctx, box, { cursor: readCursor(after), limit: pageSize + 1 })
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    approvals: await itemsOf(ctx, shown),
    next: rows.length > pageSize && last ? writeCursor(last) : null,
    count: await countWaiting(ctx),
  }
}

/** How many wait for the actor. */
async function countWaiting(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from approval_tasks
    where user_id = ${ctx.actor.userId}::uuid and state = 'asked'`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

interface Row {
  /** Of the task, or of the approval in the list of what one submitted: for the cursor. */
  key: string
  stamp: string
  id: string
  object: string
  recordId: string
  state: ApprovalItem['state']
  requester: ApprovalItem['requester']
  requestedAt: string
  opinion: string | null
  endReason: string | null
  own: ApprovalItem['own']
  waitsFor: ApprovalItem['waitsFor']
}

async function readRows(
  ctx: Context,
  box: ApprovalBox,
  { cursor, limit }: { cursor: { stamp: string; key: string } | null; limit: number },
): Promise<Row[]> {
  const me = sql`${ctx.actor.userId}::uuid`
  const source: Record<ApprovalBox, { where: RawBuilder<unknown>; at: RawBuilder<unknown>; key: RawBuilder<unknown> }> =
    {
      waiting: { where: sql`t.user_id = ${me} and t.state = 'asked'`, at: sql`t.asked_at`, key: sql`t.id` },
      decided: { where: sql`t.user_id = ${me} and t.decided_at is not null`, at: sql`t.decided_at`, key: sql`t.id` },
      mine: { where: sql`a.requester_id = ${me}`, at: sql`a.requested_at`, key: sql`a.id` },
    }
  const { where, at, key } = source[box]
  const from = box === 'mine' ? sql`approvals a` : sql`approval_tasks t join approvals a on a.id = t.approval_id`
  const own =
    box === 'mine'
      ? sql`null::json`
      : sql`json_build_object('state', t.state, 'askedAt', t.asked_at, 'decidedAt', t.decided_at, 'opinion', t.opinion)`
  const { rows } = await sql<Row>`
    select ${key} as key, (${at})::text as stamp, a.id, a.object, a.record_id as "recordId", a.state, a.requested_at as "requestedAt", a.opinion,
      a.end_reason as "endReason", ${own} as own,
      case when r.id is not null then json_build_object('id', r.id, 'title', r.name) end as requester,
      (select coalesce(json_agg(json_build_object('id', u.id, 'title', u.name) order by w.turn), '[]') from approval_tasks w
        join users u on u.id = w.user_id where w.approval_id = a.id and w.state = 'asked') as "waitsFor"
    from ${from} left join users r on r.id = a.requester_id
    where ${where} and ${cursor ? sql`(${at}, ${key}) < (${cursor.stamp}::timestamptz, ${cursor.key}::uuid)` : sql`true`}
    order by ${at} desc, ${key} desc limit ${limit}`.execute(ctx.db)
  return rows
}

async function itemsOf(ctx: Context, rows: readonly Row[]): Promise<ApprovalItem[]> {
  const records = new Map<string, ApiRecord>()
  for (const [name, own] of Map.groupBy(rows, row => row.object)) {
    const object = ctx.catalog.objects.get(name)
    if (!object) continue
    const ids = [...new Set(own.map(row => row.recordId))]
    for (const record of await getMany(ctx, object, ids)) records.set(record.id, record)
  }
  return rows
    .filter(row => ctx.catalog.objects.has(row.object))
    .map(({ key: _key, stamp: _stamp, recordId, ...row }) => {
      const object = objectOf(ctx.catalog, row.object)
      const record = records.get(recordId)
      const { amount, currency } = approvalOf(ctx, row.object) ?? {}
      const valueOf = (name: string | undefined): string | null =>
        name !== undefined && typeof record?.[name] === 'string' ? record[name] : null
      return {
        ...row,
        path: kebabCase(object.plural),
        noun: translate(ctx.locale, `${row.object}.name`),
        record: record
          ? { id: recordId, title: titleIn(record[object.title]), amount: valueOf(amount), currency: valueOf(currency) }
          : null,
      }
    })
}

/** What a record is called; where it is named by a reference, that one's title. */
const titleIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : String(value ?? '')

const writeCursor = ({ stamp, key }: Row): string => Buffer.from(JSON.stringify([stamp, key])).toString('base64url')

function readCursor(after: string | undefined): { stamp: string; key: string } | null {
  if (after === undefined) return null
  const [stamp, key] = parsed(after)
  if (typeof stamp !== 'string' || Number.isNaN(Date.parse(stamp)) || !isId(key)) throw badRequest('page.bad_cursor')
  return { stamp, key }
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
