import type { StageKind } from './stage-kind.ts'

// What `GET /api/opportunities/board` answers.

/** Another record, by id and name. */
export interface Named {
  id: string
  title: string
}

export interface BoardCard {
  id: string
  version: number
  name: string
  customer: Named | null
  amount: string | null
  currency: string | null
  expectedCloseOn: string | null
  nextStep: string | null
  owner: Named | null
  /** ISO; null when nobody knows since when it stands in its stage. */
  stageSince: string | null
  state: 'open' | 'won' | 'lost' | 'invalid'
  can: string[]
}

export interface BoardStage {
  id: string
  name: string
  kind: StageKind
  probability: number | null
  normDays: number | null
  /** Whether that is the company's own past (from `normStays` stays) or what somebody set. */
  normBasis?: 'own' | 'set' | null
  normStays?: number
  steps: string | null
  risks: string | null
  avoidance: string | null
  exitStandard: string | null
  guidance: string | null
  /** Who answers for this stage. */
  responsible?: Named | null
  /** Names of fields that must be filled before it is entered. */
  needs?: readonly string[]
  /** The newest version of the pipeline has it no more; only what goes by an older one stands in it. */
  isFormer?: boolean
}

export interface BoardColumn {
  stage: BoardStage
  count: { value: number; capped: boolean }
  /** Per currency, never netted. */
  sums: Record<string, string>
  weighted: Record<string, string>
  records: BoardCard[]
  /** Where the next cards begin; null when these are all. */
  next: string | null
}

export interface Board {
  pipeline: { id: string; name: string; version: number }
  columns: BoardColumn[]
}

/** The four ways a card changes its stage, which are the verbs of the API. */
export type MoveVerb = 'move' | 'win' | 'lose' | 'invalidate'
