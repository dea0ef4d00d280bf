import { dayAt } from '#platform/fields/index.ts'
import { type Context, defineModule, type Draft } from '#platform/records/index.ts'
import { contactImport } from './contact.import.ts'
import { contact, contactCustomer } from './contact.object.ts'
import { checkEmployment, settleEmployment } from './contact.rules.ts'
import { firstContactRoute } from './first-contact.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const contactsModule = defineModule({
  name: 'contacts',
  dependsOn: ['customers', 'tags'],
  objects: [contact, contactCustomer],
  behaviour: { contact: { derive: deriveContact, check: checkEmployment } },
  importing: { contact: contactImport },
  routes: firstContactRoute,
  messages: { zh: messagesZh, en: messagesEn },
})

async function deriveContact(ctx: Context, drafts: Draft[]): Promise<void> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  for (const { values, before } of drafts) settleEmployment(values, before, today)
}
