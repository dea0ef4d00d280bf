import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: one page for all pipelines with their stages. */
export const pipelinesWeb = defineWebModule({
  name: 'pipelines',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  offered: { pipeline: '/pipelines/offered' },
  pages: [
    {
      path: 'pipelines',
      label: 'pipelines.title',
      navigation: { group: 'settings', icon: 'FunnelPlotOutlined', order: 30 },
      about: 'settings.home.pipeline',
      permission: 'pipeline.update',
      inPlaceOf: 'pipeline',
      load: () => import('./PipelinesPage.tsx'),
    },
  ],
})
