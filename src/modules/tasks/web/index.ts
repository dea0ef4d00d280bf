import { defineWebModule, type WebPanel } from '#web/shell/define-web-module.ts'

const panel = (on: string): WebPanel => ({
  on,
  name: 'tasks',
  label: 'tasks.panel.title',
  place: 'side',
  order: 4,
  permission: 'task.read',
  load: () => import('./TaskPanel.tsx'),
})

/** The module's face to the browser: what is to be done about a record, done with one click. */
export const tasksWeb = defineWebModule({
  name: 'tasks',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: ['customer', 'contact', 'lead', 'opportunity'].map(panel),
})
