import { defineWebModule } from '#web/shell/define-web-module.ts'

/** What approvals show in the browser beside the band on the page of a record: the lists, and the flows among the settings. */
export const approvalsWeb = defineWebModule({
  name: 'approvals',
  pages: [
    {
      path: 'approvals',
      label: 'approvalUi.title',
      navigation: { group: 'work', icon: 'AuditOutlined', order: 25 },
      load: () => import('./ApprovalsPage.tsx'),
    },
    {
      path: 'approval-flows',
      label: 'approvalUi.flows.title',
      navigation: { group: 'settings', icon: 'ApartmentOutlined', order: 36 },
      about: 'approvalUi.flows.about',
      permission: 'settings.update',
      load: () => import('./FlowsPage.tsx'),
    },
  ],
})
