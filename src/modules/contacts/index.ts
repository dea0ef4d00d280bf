import { dayAt } from '#platform/fields/index.ts'
import { type Context, defineModule, type Draft } from '#platform/records/index.ts'
import { birthdayNoticeKinds, birthdayTiles, birthdayTimed, hasBirthday } from './contact.birthdays.ts'
import { contactImport } from './contact.import.ts'
import { contactsOf } from './contact.page.rules.ts'
import { contact, contactCustomer } from './contact.object.ts'
import { checkEmployment, settleEmployment } from './contact.rules.ts'
import { firstContactRoute } from './first-contact.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { roleOptions } from './role.options.ts'

export { contact } from './contact.object.ts'

export const contactsModule = defineModule({
  name: 'contacts',
  dependsOn: ['customers', 'tags'],
  objects: [contact, contactCustomer],
  optionSets: [roleOptions],
  behaviour: {
    contact: { derive: deriveContact, check: checkEmployment, conditions: { hasBirthday } },
    customer: { conditions: { hasBirthday } },
  },
  pageParts: [{ on: ['customer'], of: 'contact', lists: (_on, id) => [contactsOf(id)] }],
  tiles: birthdayTiles,
  notices: { kinds: birthdayNoticeKinds, timed: birthdayTimed },
  importing: { contact: contactImport },
  routes: firstContactRoute,
  messages: { zh: messagesZh, en: messagesEn },
})

async function deriveContact(ctx: Context, drafts: Draft[]): Promise<void> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  for (const { values, before } of drafts) settleEmployment(values, before, today)
}
