import { defineModule } from '#platform/records/index.ts'
import { countDaily } from './count-segments.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { segmentRoutes } from './segment-routes.ts'

/** Groups of customers that count themselves: a saved view, how many it had on each day, who came and went. */
export const segmentsModule = defineModule({
  name: 'segments',
  dependsOn: ['customers'],
  objects: [],
  ownTables: ['segments', 'segment_counts', 'segment_members', 'segment_moves'],
  notices: { kinds: [], timed: [countDaily] },
  routes: segmentRoutes,
  messages: { zh: messagesZh, en: messagesEn },
})
