import type { ImportState } from './import-requests.ts'

/** The way of an import; what is behind can be gone back to until it runs. */
export const steps = ['columns', 'settle', 'check', 'run', 'result'] as const
export type Step = (typeof steps)[number]

/** The step at which an import stands. */
export function stepOf(state: ImportState): Step {
  switch (state) {
    case 'reading':
    case 'ready':
      return 'check'
    case 'mapping':
      return 'columns'
    case 'settling':
      return 'settle'
    case 'running':
    case 'undoing':
      return 'run'
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'undone':
      return 'result'
  }
}
