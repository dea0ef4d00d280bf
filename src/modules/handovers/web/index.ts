import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the dialog of a transfer, the handover of a leaver, and what came to oneself. */
export const handoversWeb = defineWebModule({
  name: 'handovers',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  verbAsks: { transfer: () => import('./TransferSheet.tsx') },
  pages: [
    {
      path: 'handovers',
      label: 'handovers.title',
      navigation: { group: 'management', icon: 'UserSwitchOutlined', order: 40 },
      permission: 'handover.run',
      load: () => import('./HandoversPage.tsx'),
    },
    { path: 'received', label: 'handovers.received.title', load: () => import('./ReceivedPage.tsx') },
  ],
  panels: [
    {
      on: 'user',
      name: 'handover',
      label: 'handovers.title',
      place: 'side',
      order: 50,
      permission: 'handover.run',
      load: () => import('./UserPanel.tsx'),
    },
  ],
})
