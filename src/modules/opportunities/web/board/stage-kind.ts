import type { BoardCard, BoardStage, MoveVerb } from './board-types.ts'

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

/** Whether this person may bring the card into that stage; what comes after winning is for what has been won. */
export const mayEnter = (card: BoardCard, stage: BoardStage): boolean =>
  card.can.includes(verbInto(stage.kind)) && (stage.kind !== 'afterWon' || card.state === 'won')
