import { defineWebModule } from '#web/shell/define-web-module.ts'

const contractsOf = (on: string, order: number) => ({
  on,
  name: 'contracts',
  label: 'contractUi.of.title',
  place: 'side' as const,
  order,
  permission: 'contract.read',
  ...(on === 'customer' ? {} : { inPlaceOf: [`contract.${on}`] }),
  load: () => import('./ContractsOf.tsx'),
})

/** The module's face to the browser: a contract's plan, amounts and seals on its page, its plan in its form, contracts on the pages of others. */
export const contractsWeb = defineWebModule({
  name: 'contracts',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'contract-settings',
      label: 'contractUi.settings.title',
      about: 'contractUi.settings.about',
      navigation: { group: 'settings', icon: 'FileProtectOutlined', order: 47 },
      permission: 'settings.update',
      load: () => import('./ContractSettingsPage.tsx'),
    },
  ],
  panels: [
    {
      on: 'contract',
      name: 'amounts',
      label: 'contractUi.amounts.title',
      place: 'facts',
      order: 0,
      load: () => import('./AmountsPanel.tsx'),
    },
    {
      on: 'contract',
      name: 'plan',
      label: 'contractUi.plan.title',
      place: 'side',
      order: 0,
      permission: 'collectionPlan.read',
      inPlaceOf: ['collectionPlan.contract'],
      load: () => import('./PlanPanel.tsx'),
    },
    {
      on: 'contract',
      name: 'seals',
      label: 'contractUi.seals.title',
      place: 'side',
      order: 30,
      load: () => import('./SealUses.tsx'),
    },
    contractsOf('customer', 20),
    contractsOf('opportunity', 6),
    contractsOf('quote', 2),
  ],
  formEnds: { contract: () => import('./NewPlan.tsx') },
})
