import { activitiesWeb } from '#modules/activities/web/index.ts'
import { contactsWeb } from '#modules/contacts/web/index.ts'
import { eventsWeb } from '#modules/events/web/index.ts'
import { opportunitiesWeb } from '#modules/opportunities/web/index.ts'
import { pipelinesWeb } from '#modules/pipelines/web/index.ts'
import { tasksWeb } from '#modules/tasks/web/index.ts'
import type { WebModule } from './shell/define-web-module.ts'

/** The modules' faces to the browser, in the order of `src/app.ts`. */
export const webModules: readonly WebModule[] = [
  contactsWeb,
  pipelinesWeb,
  opportunitiesWeb,
  activitiesWeb,
  tasksWeb,
  eventsWeb,
]
