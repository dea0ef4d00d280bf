import { objectOf } from '#platform/objects/catalog.ts'
import type { HandedAnswer } from '#platform/pages/page-part.ts'
import { type ApiRecord, type Context, defineAction, defineModule, get } from '#platform/records/index.ts'
import { customerImport } from './customer.import.ts'
import { settleImportedLife } from './customer.life.ts'
import { customer, decisionLink, decisionPlace } from './customer.object.ts'
import { checkTaxNo } from './customer.rules.ts'
import { customerTiles } from './customer.tiles.ts'
import { attribute, choosePrimaryContact } from './customer.verbs.ts'
import { lostReasonOptions } from './lost-reason.options.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { industryOptions, levelOptions } from './shared.options.ts'
import { sourceOptions } from './source.options.ts'

export { type DealFacts, type Life, lifeOf } from './customer.life.ts'
export { customer } from './customer.object.ts'
export { checkTaxNo } from './customer.rules.ts'
export { markLost, setDealStatus, winBack } from './customer.verbs.ts'

export const customersModule = defineModule({
  name: 'customers',
  objects: [customer, decisionPlace, decisionLink],
  optionSets: [sourceOptions, industryOptions, levelOptions, lostReasonOptions],
  actions: [
    defineAction(choosePrimaryContact, async (_ctx, _record, { contact }) => ({
      changes: { primaryContact: contact },
    })),
    defineAction(attribute, async (_ctx, record, { source, campaign, originLead }) => ({
      changes: { source: source ?? record.source, campaign, originLead },
    })),
  ],
  behaviour: {
    customer: { check: checkTaxNo, derive: async (_ctx, drafts) => drafts.forEach(settleImportedLife) },
  },
  importing: { customer: customerImport },
  pageParts: [{ on: ['customer'], of: 'user', read: responsible }],
  tiles: customerTiles,
  messages: { zh: messagesZh, en: messagesEn },
})

/** Whoever is responsible, with his department. */
async function responsible(ctx: Context, _on: string, record: ApiRecord): Promise<HandedAnswer[]> {
  const owner = record.owner as { id: string } | null | undefined
  if (!owner) return []
  return [{ path: `/users/${owner.id}`, query: {}, answer: await get(ctx, objectOf(ctx.catalog, 'user'), owner.id) }]
}
