import { longText } from '#platform/objects/index.ts'
import { defineModule } from '#platform/records/index.ts'
import type { ObjectBehaviour } from '#platform/records/module.ts'
import {
  followOwner,
  requestNotices,
  requestSubscribers,
  requestTiles,
  settleRequests,
} from './access-request.notices.ts'
import { accessRequest } from './access-request.object.ts'
import { checkRoutes } from './check-routes.ts'
import { fillKeys } from './fill-keys.ts'
import { forbidDuplicates, forbidReturn, noteOverridden } from './forbid.ts'
import { keepKeys } from './keep-keys.ts'
import { type ComparedNoun, comparedNouns } from './match-keys.ts'
import { mergeActions } from './merge-actions.ts'
import { mergeRoutes } from './merge-routes.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { noteRefusals } from './note-look.ts'
import { requestActions } from './request-actions.ts'
import { requestRoutes } from './request-routes.ts'
import { scanRoutes, scanTasks } from './scan-routes.ts'

export { nameKey } from './company-name.ts'

/** Keeps one customer from being followed by two: the check on every write, what whoever comes second gets, and the search of the whole base. */
export const duplicatesModule = defineModule({
  name: 'duplicates',
  dependsOn: ['customers', 'leads', 'contacts'],
  objects: [accessRequest],
  actions: [...requestActions, ...mergeActions],
  behaviour: {
    ...Object.fromEntries(comparedNouns.map(object => [object, behaviourOf(object)])),
    accessRequest: { derive: settleRequests },
  },
  ownTables: [
    'match_keys',
    'match_fillings',
    'duplicate_rules',
    'duplicate_scans',
    'duplicate_groups',
    'duplicate_members',
    'different_pairs',
  ],
  subscribers: requestSubscribers,
  tiles: requestTiles,
  notices: { kinds: requestNotices, timed: [] },
  daily: [
    {
      name: 'duplicates.fill',
      run: async (ctx, _day, signal) => {
        await fillKeys(ctx, { signal })
      },
    },
  ],
  tasks: scanTasks,
  routes: server => {
    noteRefusals(server)
    checkRoutes(server)
    requestRoutes(server)
    mergeRoutes(server)
    scanRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})

function behaviourOf(object: ComparedNoun): ObjectBehaviour {
  return {
    beside: { duplicateReason: longText({ max: 500 }) },
    derive: (ctx, drafts) => forbidDuplicates(ctx, object, drafts),
    readmit: (ctx, record) => forbidReturn(ctx, object, record),
    settle: async (ctx, written) => {
      await keepKeys(ctx, object, written)
      await noteOverridden(ctx, object, written)
      await followOwner(ctx, written)
    },
  }
}
