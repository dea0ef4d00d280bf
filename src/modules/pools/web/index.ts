import { defineWebModule, type WebPanel } from '#web/shell/define-web-module.ts'

const panel = (on: string): WebPanel => ({
  on,
  name: 'custody',
  label: 'pools.custody.title',
  place: 'side',
  order: 2,
  load: () => import('./CustodyPanel.tsx'),
})

/** The module's face to the browser: the pools of customers and of leads, whose a record is and for how long, and how pools are set up. */
export const poolsWeb = defineWebModule({
  name: 'pools',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [panel('customer'), panel('lead')],
  pages: [
    {
      path: 'customer-pool',
      label: 'pools.page.customer',
      navigation: { group: 'customers', icon: 'TeamOutlined', order: 15 },
      permission: 'customer.read',
      load: () => import('./CustomerPoolPage.tsx'),
    },
    {
      path: 'lead-pool',
      label: 'pools.page.lead',
      navigation: { group: 'marketing', icon: 'InboxOutlined', order: 15 },
      permission: 'lead.read',
      load: () => import('./LeadPoolPage.tsx'),
    },
    {
      path: 'pools',
      label: 'pools.settings.title',
      navigation: { group: 'settings', icon: 'DeploymentUnitOutlined', order: 32 },
      about: 'settings.home.pool',
      permission: 'pool.update',
      inPlaceOf: 'pool',
      load: () => import('./PoolSettingsPage.tsx'),
    },
  ],
})
