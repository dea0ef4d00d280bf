import { defineWebModule, type WebPanel } from '#web/shell/define-web-module.ts'

const upcoming = (on: string): WebPanel => ({
  on,
  name: 'events',
  label: 'calendar.upcoming.title',
  place: 'side',
  order: 5,
  permission: 'event.read',
  load: () => import('./UpcomingEvents.tsx'),
})

/** The module's face to the browser: the calendar, and what is about to happen with a record. */
export const eventsWeb = defineWebModule({
  name: 'events',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'calendar',
      label: 'calendar.title',
      navigation: { group: 'work', icon: 'CalendarOutlined', order: 20 },
      permission: 'event.read',
      load: () => import('./calendar/CalendarPage.tsx'),
    },
  ],
  panels: ['customer', 'contact', 'lead', 'opportunity'].map(upcoming),
})
