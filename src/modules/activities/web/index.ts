import { defineWebModule, type WebPanel } from '#web/shell/define-web-module.ts'

/** Where follow-ups are written, and the nouns they are told of. */
const composer = (on: string): WebPanel => ({
  on,
  name: 'composer',
  label: 'activities.write',
  place: 'timeline',
  // The timeline tells of each of them.
  inPlaceOf: [`activity.${on}`],
  order: 0,
  permission: 'activity.create',
  load: () => import('./Composer.tsx'),
})

/** The module's face to the browser: the composer at the top of timelines, and how a follow-up stands in them. */
export const activitiesWeb = defineWebModule({
  name: 'activities',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: ['customer', 'contact', 'lead', 'opportunity'].map(composer),
  told: { activity: () => import('./Told.tsx') },
})
