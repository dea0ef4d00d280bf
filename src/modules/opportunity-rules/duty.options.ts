import { defineOptions } from '#platform/objects/index.ts'

/** What somebody does in the team of an opportunity. */
export const dutyOptions = defineOptions('duty', ['sales', 'presales', 'commercial', 'technical', 'delivery', 'legal'])
