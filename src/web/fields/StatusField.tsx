import { choiceFace, optionLabel } from './ChoiceField.tsx'
import type { CellProps, FieldFace } from './field-face.ts'

/** What a state means to whoever sees it, by the words that the glossary uses for states. */
const meanings: Readonly<Record<string, string>> = {
  ...asMeaning('good', [
    'won',
    'paid',
    'approved',
    'signed',
    'active',
    'onSale',
    'done',
    'confirmed',
    'accepted',
    'inEffect',
    'completed',
  ]),
  ...asMeaning('bad', [
    'lost',
    'overdue',
    'rejected',
    'voided',
    'failed',
    'refused',
    'declined',
    'terminated',
    'reversed',
  ]),
  ...asMeaning('waiting', ['pending', 'partial', 'inReview', 'waiting', 'sent', 'unclaimed', 'claimed']),
  ...asMeaning('running', ['open', 'running', 'draft']),
}

function asMeaning(meaning: string, states: string[]): Record<string, string> {
  return Object.fromEntries(states.map(state => [state, meaning]))
}

function StatusCell({ field, value }: CellProps<string>) {
  return <span className={`field-status field-status-${meanings[value] ?? 'quiet'}`}>{optionLabel(field, value)}</span>
}

/** A state that verbs change: a tag whose colour means something. */
export const statusFace: FieldFace<string> = { ...choiceFace, Cell: StatusCell, width: 96 }
