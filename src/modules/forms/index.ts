import { defineModule } from '#platform/records/index.ts'
import { deriveForm, settleForms } from './form.derive.ts'
import { form } from './form.object.ts'
import { formRoutes } from './form-routes.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { publicRoutes } from './public-routes.ts'

export const formsModule = defineModule({
  name: 'forms',
  dependsOn: ['leads', 'campaigns', 'conversions'],
  objects: [form],
  ownTables: ['form_fields', 'form_keys', 'form_submissions'],
  behaviour: { form: { derive: deriveForm, settle: settleForms } },
  grants: { marketing: { 'form.*': 'all' } },
  notices: {
    kinds: [{ name: 'form.again', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true }],
    timed: [],
  },
  routes: server => {
    formRoutes(server)
    publicRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})
