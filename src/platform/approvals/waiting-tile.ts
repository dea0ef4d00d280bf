import { dayAt } from '../fields/time-zone.ts'
import { translate } from '../i18n/index.ts'
import type { WaitingTile } from '../workbench/define-tile.ts'
import { listApprovals } from './read-lists.ts'

/** What waits for the person's approval, on his workbench: each one tap from its document. */
export const approvalsTile: WaitingTile = {
  name: 'approvals.waiting',
  kind: 'waiting',
  lenses: ['own', 'team'],
  order: 1,
  place: 'side',
  read: async ctx => {
    if (ctx.actor.userId === null) return null
    const { approvals, count } = await listApprovals(ctx, 'waiting')
    if (count === 0) return null
    const rows = approvals.slice(0, 5).map(({ id, noun, path, record, requester, requestedAt }) => ({
      id,
      title: record?.title ?? noun,
      hint: translate(ctx.locale, 'approvals.hint', {
        noun,
        by: requester?.title ?? translate(ctx.locale, 'record.system'),
        day: dayAt(new Date(requestedAt), ctx.company.timeZone),
      }),
      to: `/o/${path}/${record?.id ?? ''}`,
    }))
    return { rows, count, to: '/p/approvals' }
  },
}
