import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: what makes a customer's page the one a salesperson lives on. Everything else is derived. */
export const customersWeb = defineWebModule({
  name: 'customers',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [
    {
      on: 'customer',
      name: 'level',
      label: 'customers.level',
      place: 'head',
      order: -1,
      load: () => import('./LevelMark.tsx'),
    },
    {
      on: 'customer',
      name: 'hot',
      label: 'customers.hot.title',
      place: 'head',
      order: 0,
      load: () => import('./HotMark.tsx'),
    },
    {
      on: 'customer',
      name: 'responsible',
      label: 'customers.responsible.title',
      place: 'facts',
      order: 0,
      load: () => import('./Responsible.tsx'),
    },
  ],
})
