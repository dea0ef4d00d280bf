import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the board, the stages on the record page, what is running on the customer's page, forecast and funnel, and how we fare against a competitor. Everything else is derived. */
export const opportunitiesWeb = defineWebModule({
  name: 'opportunities',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  boards: { opportunity: () => import('./board/OpportunityBoard.tsx') },
  cells: {
    'opportunity.stageSince': { needs: ['stage', 'state'], load: () => import('./stages/StageSinceCell.tsx') },
  },
  pages: [
    {
      path: 'forecast',
      label: 'figures.forecast.title',
      navigation: { group: 'sales', icon: 'LineChartOutlined', order: 12 },
      permission: 'opportunity.read',
      load: () => import('./figures/ForecastPage.tsx'),
    },
    {
      path: 'funnel',
      label: 'figures.funnel.title',
      navigation: { group: 'sales', icon: 'FunnelPlotOutlined', order: 14 },
      permission: 'opportunity.read',
      load: () => import('./figures/FunnelPage.tsx'),
    },
  ],
  panels: [
    {
      on: 'competitor',
      name: 'standing',
      label: 'figures.standings.title',
      place: 'side',
      order: 0,
      permission: 'opportunity.read',
      load: () => import('./figures/CompetitorStanding.tsx'),
    },
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
