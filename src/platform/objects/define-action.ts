import type { Fields, ValueOf } from './field.ts'
import type { ObjectDefinition } from './define-object.ts'

/**
 * A verb as the browser sees it: its name, when it is offered, what it asks. The server attaches `run` with `defineAction`
 * (platform/records/actions.ts). Label `<object>.verbs.<verb>`, input labels `<object>.verbs.<verb>.<field>`.
 */
export interface VerbDefinition<O extends ObjectDefinition = ObjectDefinition, I extends Fields = Fields> {
  object: O
  verb: string
  /** The record's field and the values of it in which the verb is possible; elsewhere 409 `verb_not_possible`. */
  from?: { field: string; values: readonly string[] }
  input: I
  /** The event's name after the object's, past tense: `won` gives `opportunity.won`. */
  event?: string
  /** Shown as a plain button, the main button, with the colour of danger, (`quiet`) only among what else can be done, or (`panel`) only by a part of its module. */
  tone?: 'default' | 'primary' | 'danger' | 'quiet' | 'panel'
  /** Asks something, and may be asked it once for many records. A verb that asks nothing is always done with many. */
  isForMany?: true
}

/** The values that a verb is given. */
export type InputOf<I extends Fields> = { [K in keyof I]: ValueOf<I[K]> | null }

/** Declares a verb of a noun, for both sides. */
export const defineVerb = <const O extends ObjectDefinition, const I extends Fields>(
  verb: VerbDefinition<O, I>,
): VerbDefinition<O, I> => verb
