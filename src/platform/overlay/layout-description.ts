import type { CustomTraits } from '../objects/overlay.ts'

// What `/api/layout/:object` says: the fields of a noun as its administrator sees and changes them.

/** A field as the administrator sees it: what it came with, what the company says of it, what may be said. */
export interface LayoutField {
  name: string
  type: string
  isCustom: boolean
  isRetired: boolean
  /** Labels and hints of the company's own (null: none), and those it came with (null: the company made it). */
  labelZh: string | null
  labelEn: string | null
  declaredZh: string | null
  declaredEn: string | null
  hintZh: string | null
  hintEn: string | null
  declaredHintZh: string | null
  declaredHintEn: string | null
  isHidden: boolean
  isRequired: boolean
  isQuick: boolean
  /** Why it can be neither hidden nor left empty: the program needs it. */
  isNeeded: boolean
  /** People fill it, so that it can be required, and stand in the quick form. */
  isAsked: boolean
  traits: CustomTraits
  isSearched: boolean
  isFast: boolean
  index: 'none' | 'building' | 'ready' | 'failed'
}

export interface LayoutSection {
  name: string
  labelZh: string
  labelEn: string
  fields: string[]
}

export interface Layout {
  object: string
  sections: LayoutSection[]
  fields: LayoutField[]
  types: readonly CustomType[]
}

/** What an administrator may say of a field of this type, and what may be done with it. */
export interface CustomType {
  type: string
  traits: readonly (keyof CustomTraits)[]
  /** Has options of its own. */
  hasOptions: boolean
  /** An index can serve filter and order. */
  canBeFast: boolean
  canBeSearched: boolean
}
