import { sql } from 'kysely'
import type { Holding } from '../handovers/holding.ts'
import type { Json } from '../objects/field.ts'
import type { Context } from '../records/context.ts'
import { keepGoing, passTask, type TaskRow } from './advance.ts'
import { isFit, lastResort } from './course.ts'
import { readDirectory } from './directory.ts'
import { lockRunning } from './running.ts'

/** What waits for a leaver's consent, the flows that name him, and for whom he is to decide. */
export const approvalHoldings: readonly Holding[] = [
  {
    name: 'approvalTasks',
    query: (_ctx, user) => sql<{ id: string; title: string }>`
      select t.id, coalesce(a.flow_name, '') as title from approval_tasks t join approvals a on a.id = t.approval_id
      where t.user_id = ${user} and t.state in ('later', 'asked') and a.state = 'running'`,
    path: '/p/approvals',
    hand: (ctx, { from, to }) => handTasks(ctx, { from, to }),
    giveBack: giveTasksBack,
  },
  {
    name: 'approvalFlows',
    query: (_ctx, user) => sql<{ id: string; title: string }>`
      select id, name as title from approval_flows where strpos(content->>'steps', ${user}::text) > 0`,
    path: '/p/approval-flows',
    hand: async (ctx, { from, to }) => ({ changed: await renameInFlows(ctx, { from, to }) }),
    giveBack: async (ctx, { from, to }, given) => {
      const ids = (given as { changed?: string[] } | null)?.changed ?? []
      await renameInFlows(ctx, { from: to, to: from, ids })
    },
  },
  {
    name: 'approvalDeputies',
    query: (_ctx, user) => sql<{ id: string; title: string }>`
      select u.id, u.name as title from approval_deputies d join users u on u.id = d.user_id and u.deleted_at is null
      where d.deputy_id = ${user}`,
    path: '/p/approvals',
    hand: async (ctx, { from, to }) => {
      const { rows } = await sql<{ id: string }>`update approval_deputies set deputy_id = ${to}::uuid
        where deputy_id = ${from}::uuid and user_id <> ${to}::uuid returning user_id as id`.execute(ctx.db)
      // Nobody is his own deputy.
      await sql`delete from approval_deputies where deputy_id = ${from}::uuid`.execute(ctx.db)
      return { changed: rows.map(row => row.id) }
    },
    giveBack: async (ctx, { from, to }, given) => {
      const ids = (given as { changed?: string[] } | null)?.changed ?? []
      await sql`update approval_deputies set deputy_id = ${from}::uuid
        where deputy_id = ${to}::uuid and user_id = any(${ids}::uuid[]) and user_id <> ${from}::uuid`.execute(ctx.db)
    },
  },
]

/** Puts the successor in the leaver's place wherever he is asked; where he may not decide himself, whoever does in such a case. */
async function handTasks(ctx: Context, { from, to }: { from: string; to: string }): Promise<Json> {
  const { rows } = await sql<{ id: string }>`select distinct t.approval_id as id from approval_tasks t
    join approvals a on a.id = t.approval_id and a.state = 'running'
    where t.user_id = ${from}::uuid and t.state in ('later', 'asked') order by 1`.execute(ctx.db)
  const passed: { old: string; fresh: string[]; state: string }[] = []
  for (const { id } of rows) {
    const running = await lockRunning(ctx, id)
    const directory = await readDirectory(ctx, running.object.name)
    const successor = directory.people.get(to)
    const isAble = successor !== undefined && isFit(directory, running.requester, successor)
    const people = isAble ? [to] : lastResort(directory, running.requester).people.map(person => person.id)
    const { rows: tasks } =
      await sql<TaskRow>`select t.id, t.step_id as step, t.user_id as "user", t.turn, t.state, s.mode
      from approval_tasks t join approval_steps s on s.id = t.step_id
      where t.approval_id = ${id}::uuid and t.user_id = ${from}::uuid and t.state in ('later', 'asked') for update of t`.execute(
        ctx.db,
      )
    for (const task of tasks) {
      const fresh = await passTask(ctx, running, { task, to: people, state: 'handed', how: 'handed', opinion: null })
      passed.push({ old: task.id, fresh, state: task.state })
    }
    await keepGoing(ctx, running)
  }
  return { passed }
}

/** What the successor has not decided yet is the other's again. */
async function giveTasksBack(ctx: Context, _hand: { from: string; to: string }, given: Json): Promise<void> {
  const passed = (given as { passed?: { old: string; fresh: string[]; state: string }[] } | null)?.passed ?? []
  for (const { old, fresh, state } of passed) {
    const { rows } =
      await sql`select from approval_tasks t join approvals a on a.id = t.approval_id and a.state = 'running'
      where t.id = any(${fresh}::uuid[]) and t.state in ('later', 'asked') for update of t`.execute(ctx.db)
    if (fresh.length === 0 || rows.length < fresh.length) continue
    await sql`delete from approval_tasks where id = any(${fresh}::uuid[])`.execute(ctx.db)
    await sql`update approval_tasks set state = ${state} where id = ${old}::uuid`.execute(ctx.db)
  }
}

/** Writes one person in place of another into flows, all or these; each change is a version. Gives which were changed. */
async function renameInFlows(
  ctx: Context,
  { from, to, ids }: { from: string; to: string; ids?: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update approval_flows set version = version + 1,
      content = replace(content::text, ${JSON.stringify(from)}, ${JSON.stringify(to)})::jsonb, updated_at = ${ctx.now().toISOString()}::timestamptz
    where content::text like '%' || ${JSON.stringify(from)} || '%' and ${ids === undefined ? sql`true` : sql`id = any(${[...ids]}::uuid[])`}
    returning id`.execute(ctx.db)
  await sql`insert into approval_flow_versions (flow_id, version, content, at, by_id)
    select id, version, content, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid from approval_flows
    where id = any(${rows.map(row => row.id)}::uuid[])`.execute(ctx.db)
  return rows.map(row => row.id)
}
