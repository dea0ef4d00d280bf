import { defineWebModule } from '#web/shell/define-web-module.ts'
import { coveredFields, isDocumentLine } from './line-columns.ts'

export { type Line, readable, reckonLines } from './reckon-lines.ts'

/** The module's face to the browser: the editor of lines, wherever lines are a document's. */
export const documentsWeb = defineWebModule({
  name: 'documents',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'closed-months',
      label: 'documents.closing.title',
      about: 'documents.closing.about',
      navigation: { group: 'settings', icon: 'LockOutlined', order: 9 },
      permission: 'month.close',
      load: () => import('./ClosedMonthsPage.tsx'),
    },
  ],
  lines: {
    fits: isDocumentLine,
    covers: coveredFields,
    Input: () => import('./LineEditor.tsx'),
    Cell: () => import('./LineTable.tsx'),
  },
})
