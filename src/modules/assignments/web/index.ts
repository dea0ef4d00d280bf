import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the page of the rules, a lead's way with its reasons, and a person's leave. */
export const assignmentsWeb = defineWebModule({
  name: 'assignments',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'assignment-rules',
      label: 'assigning.title',
      navigation: { group: 'settings', icon: 'NodeIndexOutlined', order: 35 },
      about: 'assigning.about',
      permission: 'assignmentRule.update',
      inPlaceOf: 'assignmentRule',
      load: () => import('./AssignmentRulesPage.tsx'),
    },
  ],
  panels: [
    {
      on: 'lead',
      name: 'way',
      label: 'assigning.way.title',
      place: 'side',
      order: 0,
      load: () => import('./WayPanel.tsx'),
    },
    {
      on: 'user',
      name: 'leave',
      label: 'assigning.leave.title',
      place: 'side',
      order: 10,
      load: () => import('./LeavePanel.tsx'),
    },
  ],
})
