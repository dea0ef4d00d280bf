import { defineAction, defineModule } from '#platform/records/index.ts'
import { customerImport } from './customer.import.ts'
import { customer } from './customer.object.ts'
import { checkTaxNo } from './customer.rules.ts'
import { customerTiles } from './customer.tiles.ts'
import { attribute, choosePrimaryContact } from './customer.verbs.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { industryOptions, levelOptions } from './shared.options.ts'
import { sourceOptions } from './source.options.ts'

export { checkTaxNo } from './customer.rules.ts'

export const customersModule = defineModule({
  name: 'customers',
  objects: [customer],
  optionSets: [sourceOptions, industryOptions, levelOptions],
  actions: [
    defineAction(choosePrimaryContact, async (_ctx, _record, { contact }) => ({
      changes: { primaryContact: contact },
    })),
    defineAction(attribute, async (_ctx, record, { source, campaign, originLead }) => ({
      changes: { source: source ?? record.source, campaign, originLead },
    })),
  ],
  behaviour: { customer: { check: checkTaxNo } },
  importing: { customer: customerImport },
  tiles: customerTiles,
  messages: { zh: messagesZh, en: messagesEn },
})
