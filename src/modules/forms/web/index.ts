import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: on a form's page what it asks for, where it stands, and what was sent. */
export const formsWeb = defineWebModule({
  name: 'forms',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [
    {
      on: 'form',
      name: 'asks',
      label: 'webForms.asks.title',
      place: 'tab',
      order: 0,
      load: () => import('./AskedFields.tsx'),
    },
    {
      on: 'form',
      name: 'submissions',
      label: 'webForms.submissions.title',
      place: 'tab',
      order: 1,
      permission: 'form.update',
      load: () => import('./Submissions.tsx'),
    },
    {
      on: 'form',
      name: 'address',
      label: 'webForms.address.title',
      place: 'side',
      order: 0,
      load: () => import('./FormAddress.tsx'),
    },
  ],
})
