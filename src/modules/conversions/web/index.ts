import { defineWebModule, type WebPanel } from '#web/shell/define-web-module.ts'

/** How somebody came to us, and came again. */
const touches = (on: string, order: number): WebPanel => ({
  on,
  name: 'touches',
  label: 'conversions.touches.title',
  place: 'side',
  order,
  load: () => import('./Touches.tsx'),
})

/** The module's face to the browser: a lead's way to a customer and back, where somebody came from, and which fields go over. */
export const conversionsWeb = defineWebModule({
  name: 'conversions',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  panels: [
    {
      on: 'lead',
      name: 'convert',
      label: 'conversions.panel.title',
      place: 'head',
      order: 10,
      permission: 'lead.convert',
      load: () => import('./ConvertButton.tsx'),
    },
    {
      on: 'lead',
      name: 'conversion',
      label: 'conversions.panel.title',
      place: 'side',
      order: 0,
      load: () => import('./ConversionPanel.tsx'),
    },
    touches('customer', 60),
    touches('lead', 60),
  ],
  pages: [
    {
      path: 'conversion',
      label: 'conversions.mapping.title',
      navigation: { group: 'settings', icon: 'PartitionOutlined', order: 32 },
      about: 'conversions.mapping.about',
      permission: 'settings.update',
      load: () => import('./MappingPage.tsx'),
    },
  ],
})
