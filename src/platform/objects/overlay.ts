import type { NumberLevel } from './number-pattern.ts'
import type { FieldTraits, Json } from './field.ts'

/** What an administrator changed, as the database holds it. */
export interface Overlay {
  /** Changes whenever anything else here does. */
  version: string
  /** By object and field (`sets` and the set, where fields share one): options in their order; a retired one stays readable, but is offered no more. */
  options: readonly OverlayOption[]
  /** What is said of fields, standard ones and the company's own. */
  settings: readonly FieldSetting[]
  customFields: readonly CustomField[]
  /** Series of numbers that the company has settled. */
  numbers: readonly NumberSetting[]
}

/** An overlay in which nothing is changed. */
export const noOverlay: Overlay = { version: '', options: [], settings: [], customFields: [], numbers: [] }

export interface OverlayOption {
  object: string
  field: string
  id: string
  labelZh: string | null
  labelEn: string | null
  isRetired: boolean
  position: number
}

/** What the company says of one field; null leaves it as it came. */
export interface FieldSetting {
  object: string
  field: string
  labelZh: string | null
  labelEn: string | null
  hintZh: string | null
  hintEn: string | null
  /** On no form, page or list; no right: programs still read it. */
  isHidden: boolean
  isRequired: boolean
  isQuick: boolean | null
  section: string | null
  position: number | null
}

/** How the records of a noun are numbered in one of its serial fields. */
export interface NumberSetting {
  object: string
  field: string
  levels: readonly NumberLevel[]
  isOn: boolean
  /** Rises with each change. */
  version: number
}

/** A field of the company's own. Its id is its name in the API, for ever. */
export interface CustomField {
  object: string
  /** `cf_` and eight letters or digits. */
  id: string
  type: string
  traits: CustomTraits
  isSearched: boolean
  /** An index for filter and order is wanted; it serves once `index` is `ready`. */
  isFast: boolean
  index: 'none' | 'building' | 'ready' | 'failed'
  isRetired: boolean
}

/** What a type of field may say besides; which of them it reads, its own file says. */
export interface CustomTraits extends Pick<FieldTraits, 'default'> {
  max?: number
  min?: number
  decimals?: number
  /** reference: the noun. */
  object?: string
  default?: Json
}

/** What a type says of itself until somebody says otherwise, as its own function does for a declared field. */
export const usualTraits: Readonly<Record<string, CustomTraits>> = {
  text: { max: 200 },
  longText: { max: 20_000 },
  url: { max: 500 },
  percent: { decimals: 2, min: 0, max: 100 },
  decimal: { decimals: 8 },
  money: { decimals: 4 },
}

/** Names of custom fields; nothing else of them ever stands in the text of a query. */
export const customFieldName = /^cf_[a-z0-9]{8}$/

/** The section in which a custom field stands until it is given another. */
export const customSection = 'custom'
