import type { Scope } from '../access/actor.ts'
import type { FieldDefinition } from './field.ts'
import type { ObjectDefinition } from './define-object.ts'

// What `GET /api/catalog` says: the company's nouns as one person may use them, labelled in that person's language.

export interface OptionDescription {
  id: string
  label: string
  /** Readable on old records, offered no more. */
  isRetired: boolean
}

export interface FieldDescription extends Omit<FieldDefinition, 'options' | 'value'> {
  name: string
  label: string
  /** A line of help under the input, where the messages have `<object>.hints.<field>`. */
  hint?: string
  options?: OptionDescription[]
  /** What the shared set is called whose options these are. */
  setLabel?: string
  /** The plural, as it stands in URLs, of the object that a reference points at. */
  objectPath?: string
  operators: readonly string[]
  isSortable: boolean
  /** Whether this person's forms may offer it of a record that is there: not set by a verb or at creation, and the right to write the object. */
  isEditable: boolean
  /** Whether the form of a new record may offer it: also what is set at creation and changed by a verb afterwards. */
  isAskedWhenNew: boolean
  /** Only the outline of its values is shown: exact filter alone, no sort, no sum. */
  isMasked?: boolean
}

export interface VerbDescription {
  verb: string
  label: string
  tone: 'default' | 'primary' | 'danger' | 'quiet' | 'panel'
  from?: { field: string; values: readonly string[] }
  input: FieldDescription[]
  /** Whether the list offers it for many records at once. */
  isForMany: boolean
}

export interface ObjectDescription
  extends Pick<
    ObjectDefinition,
    'name' | 'title' | 'owned' | 'lineOf' | 'quick' | 'board' | 'navigation' | 'isPerson'
  > {
  /** As it stands in URLs: `product-categories`. */
  path: string
  label: string
  labelPlural: string
  /** Declared fields this person may read, in order, then createdAt, createdBy, updatedAt, externalId, sourceSystem. */
  fields: FieldDescription[]
  /** Retired fields of the company's own: nothing but history speaks of them. */
  former: FieldDescription[]
  sections: { name: string; label: string; fields: string[] }[]
  list: {
    columns: string[]
    sort: string[]
    views: { name: string; label: string; filter?: unknown; sort?: string[]; columns?: string[] }[]
  }
  verbs: VerbDescription[]
  /** Scope of each right this person has on the object: read, create, update, remove, restore, import, export and the verbs. */
  rights: Record<string, Scope>
}
