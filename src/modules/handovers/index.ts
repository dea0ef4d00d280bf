import { contact } from '#modules/contacts/index.ts'
import { contract } from '#modules/contracts/index.ts'
import { customer } from '#modules/customers/index.ts'
import { event } from '#modules/events/index.ts'
import { lead } from '#modules/leads/index.ts'
import { opportunity } from '#modules/opportunities/index.ts'
import { quote } from '#modules/quotes/index.ts'
import { task } from '#modules/tasks/index.ts'
import { handedOn, holdsOpen } from '#platform/handovers/conditions.ts'
import { tellOfBatch } from '#platform/handovers/tell-successors.ts'
import { transferOf } from '#platform/handovers/transfer.ts'
import { defineModule } from '#platform/records/index.ts'
import { teamHolding } from '#platform/teams/team-holding.ts'
import { viewHolding } from '#platform/views/view-holding.ts'
import { handoverNoticeKinds } from './handover.notices.ts'
import { handoverTiles } from './handover.tiles.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

const received = { conditions: { handedOn } }

/** Transfer of what somebody has to somebody else, and the handover of all that points at a leaver. After every module whose nouns have an owner. */
export const handoversModule = defineModule({
  name: 'handovers',
  dependsOn: ['customers', 'contacts', 'leads', 'opportunities', 'quotes', 'contracts', 'tasks', 'events'],
  objects: [],
  actions: [
    transferOf(customer, {
      along: ['contact', 'opportunity', 'quote', 'contract', 'lead', 'task', 'event'],
      tone: 'default',
    }),
    transferOf(lead, { along: ['task', 'event'] }),
    transferOf(contact, { along: ['task', 'event'] }),
    transferOf(opportunity, { along: ['quote', 'contract', 'task', 'event'] }),
    transferOf(quote),
    transferOf(contract),
    transferOf(task),
    transferOf(event),
  ],
  behaviour: {
    user: { conditions: { holdsOpen } },
    customer: received,
    lead: received,
    contact: received,
    opportunity: received,
    quote: received,
    contract: received,
    task: received,
    event: received,
  },
  holdings: [viewHolding, teamHolding],
  subscribers: [{ name: 'handovers.batch', event: 'bulk.ended', handle: tellOfBatch }],
  tiles: handoverTiles,
  notices: { kinds: handoverNoticeKinds, timed: [] },
  messages: { zh: messagesZh, en: messagesEn },
})
