import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: groups that count themselves, and their numbers beside the names of views. */
export const segmentsWeb = defineWebModule({
  name: 'segments',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'segments',
      label: 'segments.title',
      navigation: { group: 'customers', icon: 'BarChartOutlined', order: 35 },
      permission: 'customer.read',
      load: () => import('./SegmentsPage.tsx'),
    },
  ],
  viewMark: () => import('./ViewCount.tsx'),
})
