import { type Context, defineModule, type Draft } from '#platform/records/index.ts'
import { calendarRoute, upcoming } from './calendar.ts'
import { changeTimeRoute } from './change-time.ts'
import { event, eventException, eventParticipant } from './event.object.ts'
import { participates, takesPlace } from './event.conditions.ts'
import { eventNoticeKinds, eventTimed } from './event.notices.ts'
import { eventTiles } from './event.tiles.ts'
import { checkEvent } from './event.rules.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export { event } from './event.object.ts'

/** Everybody has a calendar. */
const worker = {
  'event.create': 'own',
  'event.read': 'own',
  'event.update': 'own',
  'event.remove': 'own',
  'event.restore': 'own',
  'event.transfer': 'own',
} as const

export const eventsModule = defineModule({
  name: 'events',
  dependsOn: ['customers', 'contacts', 'leads', 'opportunities'],
  objects: [event, eventParticipant, eventException],
  behaviour: { event: { derive: deriveEvent, check: checkEvent, conditions: { participates, takesPlace } } },
  grants: { marketing: worker, service: worker, finance: worker },
  pageParts: [{ on: ['customer', 'contact', 'lead', 'opportunity'], of: 'event', read: upcoming }],
  tiles: eventTiles,
  notices: { kinds: eventNoticeKinds, timed: eventTimed },
  routes: server => {
    calendarRoute(server)
    changeTimeRoute(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})

/** What has no end told lasts an hour, or the day; whoever moves the start alone moves the end along. */
async function deriveEvent(_ctx: Context, drafts: Draft[]): Promise<void> {
  for (const { values, before } of drafts) {
    if (typeof values.startsAt !== 'string') continue
    const isMoved = before !== null && values.startsAt !== before.startsAt && values.endsAt === before.endsAt
    const length = isMoved
      ? Date.parse(String(before.endsAt)) - Date.parse(String(before.startsAt))
      : values.isAllDay
        ? 86_400_000
        : 3_600_000
    if (isMoved || !values.endsAt) values.endsAt = new Date(Date.parse(values.startsAt) + length).toISOString()
  }
}
