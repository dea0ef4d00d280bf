import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the board, the stages on the record page, and what is running on the customer's page. Everything else is derived. */
export const opportunitiesWeb = defineWebModule({
  name: 'opportunities',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  boards: { opportunity: () => import('./board/OpportunityBoard.tsx') },
  panels: [
    {
      on: 'customer',
      name: 'opportunities',
      label: 'board.ofCustomer.title',
      place: 'side',
      order: 10,
      permission: 'opportunity.read',
      load: () => import('./of-customer/CustomerOpportunities.tsx'),
    },
    {
      on: 'opportunity',
      name: 'stages',
      label: 'board.bar.title',
      place: 'side',
      order: 0,
      load: () => import('./stages/StagePanel.tsx'),
    },
    {
      on: 'pipeline',
      name: 'former',
      label: 'board.versions.title',
      place: 'tab',
      order: 10,
      permission: 'opportunity.moveOver',
      load: () => import('./versions/FormerOpportunities.tsx'),
    },
  ],
})
