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

/** When one speaks again, first of what comes next. */
const nextContact = (on: string): WebPanel => ({
  on,
  name: 'nextContact',
  label: 'activities.card.title',
  place: 'side',
  order: 0,
  load: () => import('./NextContactCard.tsx'),
})

/** The module's face to the browser: the composer at the top of timelines, and how a follow-up stands in them. */
export const activitiesWeb = defineWebModule({
  name: 'activities',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'follow-up-settings',
      label: 'activities.settings.title',
      about: 'activities.settings.about',
      navigation: { group: 'settings', icon: 'MessageOutlined', order: 45 },
      permission: 'settings.update',
      load: () => import('./FollowUpSettingsPage.tsx'),
    },
  ],
  panels: [
    ...['customer', 'contact', 'lead', 'opportunity'].map(composer),
    ...['customer', 'lead', 'opportunity'].map(nextContact),
  ],
  told: { activity: () => import('./Told.tsx') },
})
