import type { FlowContent } from '#platform/approvals/flow-description.ts'
import type { PersonKey } from './people.ts'

/** One thing that somebody does in the demo company, at an instant (milliseconds). */
export type Step = { at: number; by: PersonKey } & (
  | {
      kind: 'create'
      object: string
      id: string
      values: Record<string, unknown>
      /** Brought over from an older system: original dates and states, and what the state went through. */
      history?: { state: string; at: string }[]
    }
  | { kind: 'act'; object: string; id: string; verb: string; input: Record<string, unknown> }
  | { kind: 'update'; object: string; id: string; values: Record<string, unknown> }
  | { kind: 'star'; object: string; id: string }
  | { kind: 'view'; object: string; view: Record<string, unknown> }
  | { kind: 'team'; object: string; id: string; member: PersonKey }
  /** A flow of approvals is set up. */
  | { kind: 'flow'; object: string; name: string; content: FlowContent }
  /** What waits for this person is decided. */
  | { kind: 'decide'; object: string; id: string; verb: 'approve' | 'refuse'; opinion: string }
  /** What is reckoned in a night: the forecast is kept, and how long opportunities stay in stages. */
  | { kind: 'night'; object: string }
)
