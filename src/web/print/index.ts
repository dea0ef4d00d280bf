import { defineWebModule } from '#web/shell/define-web-module.ts'

/** What printing shows in the browser beside the menus of records: the company's Word templates among the settings. */
export const printWeb = defineWebModule({
  name: 'print',
  pages: [
    {
      path: 'print-templates',
      label: 'printUi.templates.title',
      navigation: { group: 'settings', icon: 'PrinterOutlined', order: 37 },
      about: 'printUi.templates.about',
      permission: 'settings.update',
      load: () => import('./TemplatesPage.tsx'),
    },
  ],
})
