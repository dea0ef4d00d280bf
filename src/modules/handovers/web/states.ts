import type { HandoverState } from '#platform/handovers/handover-description.ts'

const colours: Record<HandoverState, string> = {
  open: 'default',
  running: 'processing',
  finished: 'success',
  undoing: 'processing',
  undone: 'default',
}

/** The colour of a handover's state. */
export const stateColour = (state: HandoverState): string => colours[state]
