import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { dayAt } from '../fields/index.ts'
import type { Hand, Holding } from '../handovers/holding.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { writeHistory } from '../records/write.ts'
import { changeTeams, type Membership, type TeamChange } from './team-changes.ts'

/**
 * Places in the teams of other people's records. Whoever leaves loses them, unless a successor is named who takes them; where a handover itself kept him
 * in the team of what he had, that stays as it was chosen. Everything goes by the batch of the handover, whose undo returns it.
 */
export const teamHolding: Holding = {
  name: 'teams',
  query: (ctx, user) => sql`select p.id, p.title from (${placesOf(ctx, user)}) p`,
  hand: (ctx, { from, to }) => passOn(ctx, { from, to }),
  giveBack: async () => undefined,
  end: async (ctx, userId) => {
    await passOn(ctx, { from: userId, to: null })
  },
}

interface Place {
  object: string
  id: string
  owner: string | null
  version: number
  access: Membership['access']
  until: string | null
  /** The place that the successor has there already. */
  had: Membership | null
}

async function passOn(ctx: Context, { from, to }: { from: string; to: Hand['to'] | null }): Promise<string[]> {
  const { rows } = await sql<Place>`
    select p.object, p.id, p.owner, p.version, p.access, p.until,
      case when m.user_id is not null then jsonb_build_object('access', m.access, 'until', m.until_on) end as had
    from (${placesOf(ctx, sql`${from}::uuid`)}) p
    left join team_members m on m.object = p.object and m.record_id = p.id and m.user_id = ${to}::uuid
    order by p.object, p.id`.execute(ctx.db)
  const { rows: people } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${[from, ...(to ? [to] : [])]}::uuid[])`.execute(ctx.db)
  const nameOf = (id: string): string => people.find(one => one.id === id)?.name ?? ''
  for (const [name, places] of Map.groupBy(rows, row => row.object)) {
    const object = objectOf(ctx.catalog, name)
    await changeTeams(
      ctx,
      object,
      places.flatMap((place): TeamChange[] => [
        { id: place.id, userId: from, became: null },
        ...(to === null || place.owner === to
          ? []
          : [{ id: place.id, userId: to, became: stronger(place, place.had) }]),
      ]),
    )
    const told = { object, changes: null }
    await writeHistory(
      { ...ctx, reason: nameOf(from) },
      places.map(({ id, version }) => ({ ...told, id, version, verb: 'leaveTeam' })),
    )
    if (to !== null)
      await writeHistory(
        { ...ctx, reason: nameOf(to) },
        places.flatMap(({ id, version, owner, access, had }) =>
          owner === to
            ? []
            : [
                {
                  ...told,
                  id,
                  version,
                  verb: `${had ? 'changeTeam' : 'joinTeam'}${access === 'edit' ? 'Edit' : 'Read'}`,
                },
              ],
        ),
      )
  }
  return rows.map(row => row.id)
}

/** Of two places in one team what each of them gives. */
function stronger({ access, until }: Membership, had: Membership | null): Membership {
  if (!had) return { access, until }
  const isForGood = until === null || had.until === null
  return {
    access: access === 'edit' || had.access === 'edit' ? 'edit' : 'read',
    until: isForGood ? null : until > (had.until ?? '') ? until : had.until,
  }
}

/** A query for the places that still hold, in teams of living records. */
function placesOf(ctx: Context, user: RawBuilder<string>): RawBuilder<{ id: string; title: string }> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const owned = [...ctx.catalog.objects.values()].filter(object => object.owned && !object.lineOf)
  return sql`${sql.join(
    owned.map(object => placesAmong(object, { user, today })),
    sql` union all `,
  )}`
}

const placesAmong = (object: ObjectDefinition, { user, today }: { user: RawBuilder<string>; today: string }) => {
  const title = sql.ref(`t.${columnOf(object.title, object.fields[object.title]?.type ?? 'text')}`)
  return sql`select m.object, m.record_id as id, ${title}::text as title, t.owner_id as owner, t.version, m.access,
      m.until_on::text as until
    from team_members m join ${sql.table(tableOf(object))} t on t.id = m.record_id and t.deleted_at is null
    where m.object = ${object.name} and m.user_id = ${user} and coalesce(m.until_on >= ${today}::date, true)
      and not exists (select from team_changes c join handovers h on h.batch_id = c.batch_id
        where c.object = m.object and c.record_id = m.record_id and c.user_id = m.user_id and c.became is not null
          and h.leaver_id = m.user_id)`
}
