import type { Filter } from '../objects/filter.ts'

// What `/api/views` says: the views (场景) of every list, as one person has them.

/** To whom a view is shown beside its maker. */
export interface ViewShare {
  to: 'nobody' | 'all' | 'some'
  roles: string[]
  departments: string[]
}

export const viewKinds = ['list', 'board', 'calendar'] as const
export type ViewKind = (typeof viewKinds)[number]

export interface ViewDescription {
  /** An id; of a view that comes with the product its name (`mine`). */
  id: string
  object: string
  label: string
  isSystem: boolean
  isOwn: boolean
  /** Whether this person may change, share and delete it. */
  isEditable: boolean
  kind: ViewKind
  filter: Filter | null
  sort: string[] | null
  columns: string[] | null
  widths: Record<string, number>
  density: 'compact' | 'roomy' | null
  calendarBy: string | null
  share: ViewShare
  /** Whoever made it; null for those that come with the product. */
  owner: { id: string; title: string } | null
  /** How many of its conditions and orders ask for what this person may not see; they are left out. */
  dropped: number
}

/** What the foot of a list says of a number or an amount. */
export const listFigureNames = ['none', 'sum', 'average', 'min', 'max'] as const
export type ListFigure = (typeof listFigureNames)[number]

/** How one person likes one list. */
export interface ListPreferences {
  /** Ids of views in the order of their tabs; those not named stand behind. */
  order: string[]
  hidden: string[]
  defaultView: string | null
  /** Columns by view, where they differ from the view's own. */
  columns: Record<string, string[]>
  /** Widths by column, in pixels. */
  widths: Record<string, number>
  density: 'compact' | 'roomy'
  /** By view, where it differs from the view's own. */
  densities: Record<string, 'compact' | 'roomy'>
  /** One long list, or page after page. */
  paging: 'scroll' | 'pages'
  /** By column the figure at the foot of the list, where it is not the usual one. */
  figures: Record<string, ListFigure>
}

export const freshPreferences: ListPreferences = {
  order: [],
  hidden: [],
  defaultView: null,
  columns: {},
  widths: {},
  density: 'compact',
  densities: {},
  paging: 'scroll',
  figures: {},
}

export interface ObjectViews {
  views: ViewDescription[]
  /** Null as long as the person has never chosen anything. */
  preferences: ListPreferences | null
}
