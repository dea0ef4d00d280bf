import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: accounts of customers, as a page of their own, and what one owes beside his page. */
export const accountsWeb = defineWebModule({
  name: 'accounts',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'account',
      label: 'account.title',
      navigation: { group: 'fulfilment', icon: 'AccountBookOutlined', order: 18 },
      permission: 'receipt.read',
      load: () => import('./AccountPage.tsx'),
    },
  ],
  panels: [
    {
      on: 'customer',
      name: 'account',
      label: 'account.panel',
      place: 'side',
      order: 6,
      permission: 'receipt.read',
      inPlaceOf: ['allocation.customer', 'allocation.fromCustomer', 'openingBalance.customer'],
      load: () => import('./AccountPanel.tsx'),
    },
  ],
})
