import type { TFunction } from 'i18next'
import type { ComponentType } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'

/** The values of a record, or of a form that is being filled, by field name. */
export type Values = Readonly<Record<string, unknown>>

/** What every input of a field is given. `V` is the API's form of the value. */
export interface InputProps<V> {
  /** Id of the element that a label points at. */
  id: string
  field: FieldDescription
  /** Name of the object that the field belongs to. */
  object: string
  value: V | null
  /** Told at each change; null when emptied. What cannot be read goes on as typed, so that the server says what is wrong with it. */
  onChange: (value: V | null) => void
  /** The other values of the same form: a money field reads its currency there. */
  values: Values
  isInvalid?: boolean
  /** Ids of hint and error. */
  describedBy?: string
  autoFocus?: boolean
  /** A row of a grid, where height is dear. */
  room?: 'line'
  /** What is wrong inside the value: `2.quantity` of lines → the sentence. */
  innerErrors?: Readonly<Record<string, string>>
  /** The other fields of the same form, for an input that asks for some of them itself: what is given on the whole of lines. */
  siblings?: Siblings
}

/** The fields beside one in a form: how they are set, and what is wrong with them. */
export interface Siblings {
  set: (name: string, value: unknown) => void
  errors: Readonly<Record<string, string>>
}

export interface CellProps<V> {
  field: FieldDescription
  object: string
  value: V
  /** The record that the value stands in. */
  values: Values
  /** One line in a list, or room as on a page. */
  room: 'line' | 'page'
}

export interface FilterInputProps {
  id: string
  field: FieldDescription
  op: string
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

/** What turns values into words. */
export interface Wording {
  t: TFunction
  locale: 'zh' | 'en'
  /** The company's, IANA. */
  timeZone: string
  baseCurrency: string
}

/** How one kind of field looks: its input, its cell, its filter, its words. */
export interface FieldFace<V> {
  Input: ComponentType<InputProps<V>>
  Cell: ComponentType<CellProps<V>>
  FilterInput: ComponentType<FilterInputProps>
  /** As one says or copies it; references by their title. Empty values never come here. */
  words: (value: V, field: FieldDescription, wording: Wording, values: Values) => string
  /** Figures stand at the end of their column. */
  align?: 'end'
  /** Width of its column, in pixels, before anybody drags it. */
  width: number
  /** What ends an edit in place: choosing a value, leaving or Enter, or only the button. */
  endsBy: 'choice' | 'leaving' | 'button'
}
