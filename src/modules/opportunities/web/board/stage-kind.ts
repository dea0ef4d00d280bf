import type { MoveVerb } from './board-types.ts'

/** What a stage means (facts 14); as the pipeline module declares it. */
export type StageKind = 'open' | 'won' | 'lost' | 'invalid' | 'afterWon'

/** The verb that brings an opportunity into a stage of that kind. */
export function verbInto(kind: StageKind): MoveVerb {
  switch (kind) {
    case 'won':
      return 'win'
    case 'lost':
      return 'lose'
    case 'invalid':
      return 'invalidate'
    case 'open':
    case 'afterWon':
      return 'move'
  }
}
