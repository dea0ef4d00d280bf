import { defineModule } from '#platform/records/index.ts'
import { clearHotAction, dismissHotAction, flagHotAction } from './hot.actions.ts'
import { hotNoticeKinds, hotSubscribers } from './hot.notices.ts'
import { hotSuggested } from './hot.suggestions.ts'
import { hotTiles } from './hot.tiles.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

/** Customers that need attention now, with the reason: flagged by people, suggested by the program, on the workbench until it is over. */
export const hotCustomersModule = defineModule({
  name: 'hotCustomers',
  dependsOn: ['customers', 'opportunities'],
  objects: [],
  ownTables: ['hot_dismissals'],
  actions: [flagHotAction, clearHotAction, dismissHotAction],
  behaviour: { customer: { conditions: { hotSuggested } } },
  subscribers: hotSubscribers,
  tiles: hotTiles,
  notices: { kinds: hotNoticeKinds, timed: [] },
  messages: { zh: messagesZh, en: messagesEn },
})
