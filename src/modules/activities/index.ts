import { defineModule } from '#platform/records/index.ts'
import { deriveActivity } from './activity.derive.ts'
import { settleActivities } from './activity.facts.ts'
import { activityImport } from './activity.import.ts'
import { activity } from './activity.object.ts'
import { checkSubjects } from './activity.rules.ts'
import { activityNoticeKinds, activitySubscribers, activityTimed } from './activity.notices.ts'
import { activityTiles } from './activity.tiles.ts'
import { followUpSettingsRoutes } from './follow-up-settings.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { phraseRoutes } from './phrases.ts'

/** Whoever talks with customers writes it down. */
const worker = {
  'activity.create': 'own',
  'activity.read': 'all',
  'activity.update': 'own',
  'activity.remove': 'own',
  'activity.restore': 'own',
} as const

export { seedPhrases } from './phrases.ts'

export const activitiesModule = defineModule({
  name: 'activities',
  dependsOn: ['customers', 'contacts', 'leads', 'opportunities'],
  objects: [activity],
  behaviour: { activity: { derive: deriveActivity, check: checkSubjects, settle: settleActivities } },
  importing: { activity: activityImport },
  grants: { service: worker, marketing: { ...worker, 'activity.read': 'own' } },
  subscribers: activitySubscribers,
  ownTables: ['phrases', 'follow_up_settings'],
  routes: server => {
    phraseRoutes(server)
    followUpSettingsRoutes(server)
  },
  tiles: activityTiles,
  notices: { kinds: activityNoticeKinds, timed: activityTimed },
  messages: { zh: messagesZh, en: messagesEn },
})
