import { sql } from 'kysely'
import { tableOf } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { describeMatches, type DescribedMatch } from './describe-matches.ts'
import type { Match } from './find-matches.ts'
import type { ComparedNoun, MatchKind } from './match-keys.ts'

/** Records that a search found to be the same, or nearly. */
export interface DuplicateGroup {
  id: string
  isSame: boolean
  kinds: string[]
  records: DescribedMatch[]
}

/** A page of the groups that still ask something: those that are the same first. What was merged or removed since is left out. */
export async function openGroups(
  ctx: Context,
  scan: { id: string; object: ComparedNoun },
  after: string | undefined,
): Promise<{ groups: DuplicateGroup[]; next: string | null; left: number }> {
  const table = sql.table(tableOf(objectOf(ctx.catalog, scan.object)))
  const isOpen = sql`g.scan_id = ${scan.id}::uuid and not g.is_settled and (
    select count(*) from duplicate_members m join ${table} t on t.id = m.record_id and t.deleted_at is null where m.group_id = g.id) > 1`
  const [isSameThen, idThen] = (after ?? '').split('.')
  const cursor = idThen ? sql`and (not g.is_same, g.id) > (${isSameThen === '0'}::boolean, ${idThen}::uuid)` : sql``
  const { rows } = await sql<{ id: string; isSame: boolean; kinds: string[]; records: string[] }>`
    select g.id, g.is_same as "isSame", g.kinds, array(
      select m.record_id from duplicate_members m join ${table} t on t.id = m.record_id and t.deleted_at is null
      where m.group_id = g.id order by t.created_at, m.record_id limit 50)::text[] as records
    from duplicate_groups g where ${isOpen} ${cursor} order by not g.is_same, g.id limit ${most + 1}`.execute(ctx.db)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from (select from duplicate_groups g where ${isOpen} limit 10000) as open`.execute(ctx.db)
  const shown = rows.slice(0, most)
  const matches = shown.flatMap(({ records, kinds }) =>
    records.map(
      (id): Match => ({
        object: scan.object,
        id,
        contactId: null,
        kind: (kinds[0] ?? 'name') as MatchKind,
        value: '',
        isNear: false,
      }),
    ),
  )
  const described = new Map((await describeMatches(ctx, matches)).map(match => [match.id, match]))
  const last = shown.at(-1)
  return {
    groups: shown.map(group => ({ ...group, records: group.records.flatMap(id => described.get(id) ?? []) })),
    next: rows.length > most && last ? `${last.isSame ? 1 : 0}.${last.id}` : null,
    left: Number(counted[0]?.count ?? 0),
  }
}

const most = 20
