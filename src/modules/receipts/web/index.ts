import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the page where money finds its customer, and what a receipt is put on. */
export const receiptsWeb = defineWebModule({
  name: 'receipts',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'claiming',
      label: 'claiming.title',
      navigation: { group: 'fulfilment', icon: 'FileSearchOutlined', order: 15 },
      permission: 'receipt.claim',
      load: () => import('./ClaimingPage.tsx'),
    },
  ],
  panels: [
    {
      on: 'receipt',
      name: 'lines',
      label: 'claiming.lines',
      place: 'timeline',
      order: 0,
      permission: 'receipt.claim',
      load: () => import('./ReceiptLines.tsx'),
    },
    {
      on: 'collectionPlan',
      name: 'reduce',
      label: 'claiming.reduce.title',
      place: 'side',
      order: 0,
      permission: 'allocation.create',
      load: () => import('./ReducePanel.tsx'),
    },
  ],
})
