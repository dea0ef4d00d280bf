import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: why an opportunity is whose it is, on its page. The rules' own screens are derived. */
export const opportunityRulesWeb = defineWebModule({
  name: 'opportunity-rules',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [
    {
      on: 'opportunity',
      name: 'assignments',
      label: 'opportunityAssignments.title',
      place: 'side',
      order: 30,
      load: () => import('./OpportunityReasons.tsx'),
    },
  ],
})
