import { translate } from '../i18n/index.ts'
import type { WaitingTile } from '../workbench/define-tile.ts'
import type { ConsentKind } from './consent-kind.ts'
import { decidesSomething, waitingRequests } from './requests.ts'
import './words.ts'

/** What waits for the person's consent, on his workbench. */
export const consentTile = (all: readonly ConsentKind[]): WaitingTile => {
  const kinds = new Map(all.map(kind => [kind.kind, kind]))
  return {
    name: 'consent.waiting',
    kind: 'waiting',
    lenses: ['own', 'team'],
    order: 5,
    place: 'side',
    read: async ctx => {
      if (!decidesSomething(ctx, kinds)) return null
      const waiting = await waitingRequests(ctx, kinds)
      if (waiting.length === 0) return null
      const rows = waiting.slice(0, 5).map(({ id, kind, ask, rows: count, askedBy, reason }) => ({
        id,
        title: `${askedBy.title} · ${kinds.get(kind)?.say(ctx, ask).what ?? kind}`,
        hint: translate(ctx.locale, 'consent.hint', { rows: count, reason }),
        to: `/settings/exports?request=${id}`,
      }))
      return { rows, count: waiting.length, to: '/settings/exports' }
    },
  }
}
