import type { HandoverDescription, HandoverState } from '#platform/handovers/handover-description.ts'

const colours: Record<HandoverState, string> = {
  open: 'default',
  running: 'processing',
  finished: 'success',
  undoing: 'processing',
  undone: 'default',
}

/** The colour of a handover's state. */
export const stateColour = (state: HandoverState): string => colours[state]

/** How much must still be handed over; what ends with him is not among it. */
export const countLeft = ({ kinds }: Pick<HandoverDescription, 'kinds'>): number =>
  kinds.reduce((sum, one) => sum + (one.endsWithHim ? 0 : one.count), 0)
