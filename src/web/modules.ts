import { activitiesWeb } from '#modules/activities/web/index.ts'
import { assignmentsWeb } from '#modules/assignments/web/index.ts'
import { contactsWeb } from '#modules/contacts/web/index.ts'
import { conversionsWeb } from '#modules/conversions/web/index.ts'
import { customersWeb } from '#modules/customers/web/index.ts'
import { duplicatesWeb } from '#modules/duplicates/web/index.ts'
import { eventsWeb } from '#modules/events/web/index.ts'
import { formsWeb } from '#modules/forms/web/index.ts'
import { handoversWeb } from '#modules/handovers/web/index.ts'
import { opportunitiesWeb } from '#modules/opportunities/web/index.ts'
import { pipelinesWeb } from '#modules/pipelines/web/index.ts'
import { poolsWeb } from '#modules/pools/web/index.ts'
import { segmentsWeb } from '#modules/segments/web/index.ts'
import { tasksWeb } from '#modules/tasks/web/index.ts'
import { approvalsWeb } from './approvals/index.ts'
import type { WebModule } from './shell/define-web-module.ts'

/** The modules' faces to the browser, in the order of `src/app.ts`. */
export const webModules: readonly WebModule[] = [
  approvalsWeb,
  customersWeb,
  contactsWeb,
  pipelinesWeb,
  opportunitiesWeb,
  segmentsWeb,
  activitiesWeb,
  tasksWeb,
  assignmentsWeb,
  eventsWeb,
  duplicatesWeb,
  poolsWeb,
  handoversWeb,
  conversionsWeb,
  formsWeb,
]
