import { defineWebModule } from '#web/shell/define-web-module.ts'

const note = () => import('./DuplicateNote.tsx')

/** The module's face to the browser: the note under a form, the page that looks before one types, the one that merges, and the company's rules. */
export const duplicatesWeb = defineWebModule({
  name: 'duplicates',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'duplicates',
      label: 'duplicates.title',
      navigation: { group: 'customers', icon: 'AuditOutlined', order: 55 },
      permission: 'customer.create',
      load: () => import('./DuplicatesPage.tsx'),
    },
    { path: 'merge', label: 'duplicates.merge.title', load: () => import('./MergePage.tsx') },
    {
      path: 'duplicate-rules',
      label: 'duplicates.rules.title',
      about: 'duplicates.rules.about',
      navigation: { group: 'settings', icon: 'AuditOutlined', order: 46 },
      permission: 'settings.update',
      load: () => import('./RulesPage.tsx'),
    },
  ],
  formNotes: { customer: note, lead: note, contact: note },
  panels: [
    {
      on: 'accessRequest',
      name: 'asked',
      label: 'duplicates.asked.title',
      place: 'side',
      order: 0,
      load: () => import('./AskedRecord.tsx'),
    },
  ],
})
