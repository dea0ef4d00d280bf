import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import type { Context } from '../records/context.ts'
import { lateDays, type TimedNotice } from './notice-kinds.ts'

const since = sql`now() - make_interval(days => ${lateDays})`

/** What the platform itself tells: imports and bulk changes that have ended, teams, invitations, sign-ins. `control` knows the last two. */
export const platformTimed = (control: () => Database): TimedNotice[] => [
  { name: 'import.finished', due: finishedImports },
  { name: 'bulk.finished', due: finishedBulks },
  { name: 'team.joined', due: joinedTeams },
  { name: 'invitation.accepted', due: ctx => acceptedInvitations(ctx, control()) },
  { name: 'signIn.newDevice', due: ctx => newDevices(ctx, control()) },
]

async function finishedImports(ctx: Context) {
  const { rows } = await sql<{
    id: string
    user_id: string
    file_name: string
    counts: Record<string, number>
    state: string
  }>`
    select id, user_id, file_name, counts, state from imports
    where state in ('done', 'failed', 'undone') and user_id is not null and updated_at > ${since}`.execute(ctx.db)
  return rows.map(({ id, user_id: user, file_name: file, counts, state }) => ({
    kind: 'import.finished',
    to: [user],
    about: { object: 'import', id },
    params: { file, done: (counts.created ?? 0) + (counts.updated ?? 0), refused: counts.refused ?? 0 },
    cause: `import ${id} ${state}`,
  }))
}

/** Those that were too long for a request; of a short one the person saw the end. */
async function finishedBulks(ctx: Context) {
  const { rows } = await sql<{ id: string; user_id: string; done: number; refused: number; state: string }>`
    select id, user_id, done, refused, state from bulk_runs
    where state in ('done', 'failed', 'undone') and updated_at > ${since} and updated_at > created_at + interval '5 seconds'`.execute(
    ctx.db,
  )
  return rows.map(({ id, user_id: user, done, refused, state }) => ({
    kind: 'bulk.finished',
    to: [user],
    about: null,
    params: { done, refused },
    cause: `bulk ${id} ${state}`,
  }))
}

async function joinedTeams(ctx: Context) {
  const { rows } = await sql<{ object: string; record_id: string; user_id: string; by: string | null; at: string }>`
    select m.object, m.record_id, m.user_id, b.name as by, extract(epoch from m.added_at)::bigint::text as at
    from team_members m left join users b on b.id = m.added_by_id
    where m.added_at > ${since} and m.added_by_id is distinct from m.user_id`.execute(ctx.db)
  return rows.map(({ object, record_id: id, user_id: user, by, at }) => ({
    kind: 'team.joined',
    to: [user],
    about: { object, id },
    params: by ? { by } : ({} as Record<string, string>),
    cause: `team ${object} ${id} ${at}`,
  }))
}

async function acceptedInvitations(ctx: Context, control: Database) {
  const { rows } = await sql<{ id: string; user_id: string; inviter_id: string }>`
    select id, user_id, inviter_id from invitations
    where company_id = ${ctx.company.id}::uuid and kind = 'invite' and inviter_id is not null and used_at > ${since}`.execute(
    control,
  )
  if (rows.length === 0) return []
  const { rows: people } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${rows.map(row => row.user_id)}::uuid[])`.execute(ctx.db)
  const names = new Map(people.map(person => [person.id, person.name]))
  return rows.map(({ id, user_id: user, inviter_id: inviter }) => ({
    kind: 'invitation.accepted',
    to: [inviter],
    about: { object: 'user', id: user },
    params: { by: names.get(user) ?? '' },
    cause: `invitation ${id}`,
  }))
}

/** The first sign-in from a browser that the account has not used in the last year; its very first one is none. */
async function newDevices(ctx: Context, control: Database) {
  const { rows } = await sql<{ id: string; user_id: string; at: string; device: string | null }>`
    select s.id, s.user_id, s.at, s.user_agent as device from sign_ins s
    where s.company_id = ${ctx.company.id}::uuid and s.refusal is null and s.user_id is not null and s.at > ${since}
      and exists (select from sign_ins b where b.account_id = s.account_id and b.refusal is null and b.at < s.at)
      and not exists (select from sign_ins b where b.account_id = s.account_id and b.refusal is null and b.at < s.at
        and b.user_agent is not distinct from s.user_agent)`.execute(control)
  return rows.map(({ id, user_id: user, at, device }) => ({
    kind: 'signIn.newDevice',
    to: [user],
    about: null,
    params: { device: deviceOf(device), at: new Date(at).toISOString() },
    cause: `sign-in ${id}`,
  }))
}

/** Browser and system, as far as the name that the browser gives itself says so. */
function deviceOf(userAgent: string | null): string {
  const text = userAgent ?? ''
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(text)?.[0]
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(text)?.[0]
  return [browser, system].filter(Boolean).join(' · ') || text.slice(0, 40) || '?'
}
