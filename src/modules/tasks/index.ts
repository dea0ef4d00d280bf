import { dayAt } from '#platform/fields/index.ts'
import { type Context, defineAction, defineModule, type Draft } from '#platform/records/index.ts'
import { openTasksOf } from './task.page.rules.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { task } from './task.object.ts'
import { settleDue } from './task.rules.ts'
import { taskNoticeKinds, taskSubscribers, taskTimed } from './task.notices.ts'
import { taskTiles } from './task.tiles.ts'
import { cancel, complete, reopen } from './task.verbs.ts'

export { task } from './task.object.ts'

/** Whoever works here may give anybody a task, and sees his own and those he gave. */
const worker = {
  'task.create': 'all',
  'task.read': 'own',
  'task.update': 'own',
  'task.remove': 'own',
  'task.restore': 'own',
  'task.complete': 'own',
  'task.reopen': 'own',
  'task.cancel': 'own',
  'task.transfer': 'own',
} as const
const taskGrants = {
  salesManager: { 'task.*': 'team', 'task.create': 'all' },
  salesperson: worker,
  marketing: worker,
  service: worker,
  finance: worker,
} as const

export const tasksModule = defineModule({
  name: 'tasks',
  dependsOn: ['customers', 'contacts', 'leads', 'opportunities'],
  objects: [task],
  actions: [
    defineAction(complete, async (ctx, _record, { result }) => ({
      changes: {
        state: 'done',
        result,
        completedAt: ctx.now().toISOString(),
        completedBy: ctx.actor.userId ? { id: ctx.actor.userId } : null,
      },
    })),
    defineAction(reopen, async () => ({
      changes: { state: 'open', result: null, completedAt: null, completedBy: null },
    })),
    defineAction(cancel, async (_ctx, _record, { reason }) => ({
      changes: { state: 'cancelled' },
      ...(reason ? { reason } : {}),
    })),
  ],
  behaviour: { task: { derive: deriveTask } },
  grants: taskGrants,
  subscribers: taskSubscribers,
  pageParts: [
    { on: ['customer', 'contact', 'lead', 'opportunity'], of: 'task', lists: (on, id) => [openTasksOf(on, id)] },
  ],
  tiles: taskTiles,
  notices: { kinds: taskNoticeKinds, timed: taskTimed },
  messages: { zh: messagesZh, en: messagesEn },
})

/** Whoever makes a task has given it, be it to himself. */
async function deriveTask(ctx: Context, drafts: Draft[]): Promise<void> {
  for (const { values, before, isHistory } of drafts) {
    if (before === null && !values.assigner && !isHistory && ctx.actor.userId)
      values.assigner = { id: ctx.actor.userId, title: ctx.actor.name }
    settleDue(values, before, instant => dayAt(new Date(instant), ctx.company.timeZone))
  }
}
