import { scopeOf } from '../access/actor.ts'
import { Problem } from '../errors.ts'
import type { NoticeAsk } from '../notify/notice-kinds.ts'
import { notify } from '../notify/notify.ts'
import type { Context } from '../records/context.ts'
import { administratorIds, auditorIds } from './auditor-list.ts'
import './words.ts'

/**
 * Asked at the end of every change of roles, with those who were auditors before it. Where there is an auditor nobody makes himself one, and only who may
 * look at the log takes that from the last. Every change is told to all whom it concerns, the auditors of before among them.
 * @throws Problem `role.auditor_by_another`, `role.last_auditor` (403)
 */
export async function assertAuditors(ctx: Context, before: readonly string[]): Promise<void> {
  const after = await auditorIds(ctx.db)
  const self = ctx.actor.userId
  if (before.length > 0 && self !== null && after.includes(self) && !before.includes(self))
    throw new Problem(403, 'role.auditor_by_another')
  if (before.length > 0 && after.length === 0 && scopeOf(ctx.actor, 'audit.read') !== 'all')
    throw new Problem(403, 'role.last_auditor')
  if (before.join() === after.join()) return
  await tellAuditors(ctx, 'audit.auditors', [...before, ...after])
}

/** Tells auditors something that somebody did; not himself. */
export const tellAuditors = async (ctx: Context, kind: string, among?: readonly string[]): Promise<void> =>
  tell(ctx, kind, { to: among ?? (await auditorIds(ctx.db)) })

/** Tells who looks after what people do with data: auditors; where there is none, administrators. */
export async function tellWatchers(ctx: Context, kind: string, params: NoticeAsk['params']): Promise<void> {
  const auditors = await auditorIds(ctx.db)
  await tell(ctx, kind, { to: auditors.length > 0 ? auditors : await administratorIds(ctx.db), params })
}

async function tell(
  ctx: Context,
  kind: string,
  { to, params }: { to: readonly string[]; params?: NoticeAsk['params'] },
): Promise<void> {
  await notify(ctx, {
    kind,
    to: [...new Set(to)].filter(id => id !== ctx.actor.userId),
    about: null,
    params: { by: ctx.actor.name, ...params },
    cause: `${kind} ${ctx.actor.userId} ${ctx.now().toISOString()}`,
  })
}
