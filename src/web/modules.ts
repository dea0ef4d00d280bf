import { accountsWeb } from '#modules/accounts/web/index.ts'
import { activitiesWeb } from '#modules/activities/web/index.ts'
import { assignmentsWeb } from '#modules/assignments/web/index.ts'
import { contactsWeb } from '#modules/contacts/web/index.ts'
import { contractsWeb } from '#modules/contracts/web/index.ts'
import { conversionsWeb } from '#modules/conversions/web/index.ts'
import { customersWeb } from '#modules/customers/web/index.ts'
import { documentsWeb } from '#modules/documents/web/index.ts'
import { duplicatesWeb } from '#modules/duplicates/web/index.ts'
import { eventsWeb } from '#modules/events/web/index.ts'
import { formsWeb } from '#modules/forms/web/index.ts'
import { handoversWeb } from '#modules/handovers/web/index.ts'
import { opportunitiesWeb } from '#modules/opportunities/web/index.ts'
import { opportunityRulesWeb } from '#modules/opportunity-rules/web/index.ts'
import { pipelinesWeb } from '#modules/pipelines/web/index.ts'
import { poolsWeb } from '#modules/pools/web/index.ts'
import { quotesWeb } from '#modules/quotes/web/index.ts'
import { receiptsWeb } from '#modules/receipts/web/index.ts'
import { productsWeb } from '#modules/products/web/index.ts'
import { segmentsWeb } from '#modules/segments/web/index.ts'
import { tasksWeb } from '#modules/tasks/web/index.ts'
import { approvalsWeb } from './approvals/index.ts'
import { printWeb } from './print/index.ts'
import type { WebModule } from './shell/define-web-module.ts'

/** The modules' faces to the browser, in the order of `src/app.ts`. */
export const webModules: readonly WebModule[] = [
  approvalsWeb,
  printWeb,
  customersWeb,
  contactsWeb,
  productsWeb,
  documentsWeb,
  pipelinesWeb,
  opportunitiesWeb,
  quotesWeb,
  contractsWeb,
  segmentsWeb,
  activitiesWeb,
  tasksWeb,
  assignmentsWeb,
  opportunityRulesWeb,
  eventsWeb,
  duplicatesWeb,
  poolsWeb,
  receiptsWeb,
  accountsWeb,
  handoversWeb,
  conversionsWeb,
  formsWeb,
]
