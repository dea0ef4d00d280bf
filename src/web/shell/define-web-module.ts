import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { MessageTree } from '#platform/i18n/flatten.ts'
import type { VerbDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription, TimelineEntry } from '#web/api/index.ts'
import type { CellProps, InputProps, Values } from '#web/fields/field-face.ts'
import type { Selection } from '#web/records/list/bulk/bulk-requests.ts'

type Load<P> = () => Promise<{ default: ComponentType<P> }>

/** A screen of its own, at `/p/<path>`. */
export interface WebPage {
  path: string
  /** Key of its name in navigation, breadcrumb and palette. */
  label: string
  /** Group in the navigation and order in it; absent: not in the navigation. */
  navigation?: { group: string; icon: string; order: number }
  /** Key of the one line that says what it is for, where it stands among the settings. */
  about?: string
  /** Permission without which it is not shown. */
  permission?: string
  /** The noun for whose list it stands in the navigation. */
  inPlaceOf?: string
  load: Load<object>
}

export interface BoardProps {
  object: ObjectDescription
}
export interface PanelProps {
  object: ObjectDescription
  record: ApiRecord
  /** Of a panel that stands alone in a sheet: nothing more is to be said there. */
  onDone?: () => void
}

/** Something that a module shows on another noun's record page: opportunities on the customer's. */
export interface WebPanel {
  /** Name of the object on whose page it stands. */
  on: string
  name: string
  /** Key of its heading. */
  label: string
  /**
   * A tab in the middle, a card at the right, above the timeline, where one writes into it, beside the title in the head, or above the facts
   * at the left.
   */
  place: 'tab' | 'side' | 'timeline' | 'head' | 'facts'
  /**
   * What this panel stands for, so that it is not shown twice: a related list `contact.customer`, or the record's own lines
   * `customer.decisionLinks` (object and field).
   */
  inPlaceOf?: readonly string[]
  order: number
  permission?: string
  load: Load<PanelProps>
}

/** An entry of a timeline that a record of another noun makes. */
export interface ToldProps {
  entry: TimelineEntry & { record: NonNullable<TimelineEntry['record']> }
  /** Of the page on which it stands. */
  object: ObjectDescription
}

/** Something more that the quick form of a noun asks for, and where both are made together. */
export interface CompanionProps {
  /** What was typed; null when nothing was, and then the record is made alone. */
  value: Record<string, unknown> | null
  onChange: (value: Record<string, unknown> | null) => void
  /** What is wrong with it, by field. */
  errors: Readonly<Record<string, string>>
}
export interface Companion {
  /** The key of its part in the request, and of its field problems: `contact`. */
  key: string
  /** Where both are posted, as `{ <object>: …, <key>: … }`; answers with both records by the same names. */
  path: string
  permission: string
  load: Load<CompanionProps>
}

/** Fills a new record's form from something else: a pasted signature. */
export interface FillerProps {
  /** Gives values by field; what stands in the form already stays unless it is named here. */
  onFill: (values: Record<string, unknown>) => void
  /** The values of what the form asks for besides. */
  onFillCompanion: ((values: Record<string, unknown>) => void) | null
}

/** Says something under a form while it is filled, and may set what is said beside the fields. */
export interface FormNoteProps {
  object: ObjectDescription
  /** Of a record that is changed. */
  id?: string | undefined
  values: Readonly<Record<string, unknown>>
  onSet: (name: string, value: unknown) => void
}

/** The end of a new record's form, where a module asks for what is said beside the fields; what is wrong by path, `plan.2.dueOn`. */
export interface FormEndProps extends FormNoteProps {
  errors: Readonly<Record<string, string>>
}

/** A value of a noun's list and page that a module shows in its own way; `values` hold what it needs. */
export interface OwnCellProps {
  value: unknown
  values: Readonly<Record<string, unknown>>
}
export interface OwnCell {
  /** Other fields that it looks at. */
  needs: readonly string[]
  load: Load<OwnCellProps>
}

/** Something small beside the name of a saved view. */
export interface ViewMarkProps {
  object: string
  view: string
}

/** What a verb asks before it is done with records, as one batch: drawn by a module in place of the derived form. */
export interface VerbAskProps {
  object: ObjectDescription
  verb: VerbDescription
  /** Which records: by ids, or all that a filter finds. */
  selection: Selection
  /** How many records, in words. */
  count: string
  onClose: () => void
  onDone: (run: BulkDescription) => void
}

/** What draws the lines of a noun, in a form and on a page, wherever it fits the noun of the lines. */
export interface LinesFace {
  fits: (line: ObjectDescription) => boolean
  /** Which fields of the noun that has the lines it asks for itself, so that the form does not. */
  covers?: (of: ObjectDescription) => readonly string[]
  Input: Load<InputProps<Values[]>>
  Cell: Load<CellProps<Values[]>>
}

/** A module's face to the browser. Whatever is not named here is derived from the declarations. */
export interface WebModule {
  name: string
  /** The module's words, where its screens need them; nouns' labels come with the catalog. */
  messages?: Record<'zh' | 'en', () => Promise<{ default: MessageTree }>>
  pages?: readonly WebPage[]
  /** By object name: the board that stands in place of the derived list when its view kind is `board`. */
  boards?: Record<string, Load<BoardProps>>
  panels?: readonly WebPanel[]
  /** By object name: how its records stand in the timelines of others. */
  told?: Record<string, Load<ToldProps>>
  /** By object name: where records that a reference may point at are asked for while nothing is typed, best first: `{ records: [{ id, title }] }`. */
  offered?: Record<string, string>
  /** By object name: what its quick form asks for besides. */
  companions?: Record<string, Companion>
  /** By object name: what stands above its form and fills it. */
  fillers?: Record<string, Load<FillerProps>>
  /** By verb, of whichever noun: what it asks for. */
  verbAsks?: Record<string, Load<VerbAskProps>>
  /** By object name: what its form says while it is filled, in place of whoever has the same name. */
  formNotes?: Record<string, Load<FormNoteProps>>
  /** By object name: what stands at the end of its form while a record is made. */
  formEnds?: Record<string, Load<FormEndProps>>
  /** What draws lines, in place of the plain grid. */
  lines?: LinesFace
  /** By object and field, `opportunity.stageSince`: how a module shows that value in place of its field. */
  cells?: Record<string, OwnCell>
  /** What stands beside the names of saved views, where it has something to say. */
  viewMark?: Load<ViewMarkProps>
}

/** Declares a module's face to the browser (`src/modules/<m>/web/index.ts`). */
export const defineWebModule = (module: WebModule): WebModule => module

let known: readonly WebModule[] = []
const components = new Map<unknown, unknown>()

/** Told once, by main.tsx, which modules there are. */
export function registerWebModules(modules: readonly WebModule[]): void {
  known = modules
}

/** Loads the modules' words of a language. */
export const moduleMessages = (locale: 'zh' | 'en'): Promise<MessageTree[]> =>
  Promise.all(
    known.flatMap(module => (module.messages ? [module.messages[locale]().then(loaded => loaded.default)] : [])),
  )

export const webPages = (): readonly WebPage[] => known.flatMap(module => module.pages ?? [])

/** The board of an object, or undefined when it has none. */
export function boardOf(object: string): LazyExoticComponent<ComponentType<BoardProps>> | undefined {
  const load = known.map(module => module.boards?.[object]).find(found => found !== undefined)
  return load && lazyOnce(load)
}

/** The panels on an object's record page, in order. */
export const panelsOf = (
  object: string,
): (Omit<WebPanel, 'load'> & { Panel: LazyExoticComponent<ComponentType<PanelProps>> })[] =>
  known
    .flatMap(module => module.panels ?? [])
    .filter(panel => panel.on === object)
    .sort((a, b) => a.order - b.order)
    .map(({ load, ...panel }) => ({ ...panel, Panel: lazyOnce(load) }))

/** How a record of this object stands in a timeline; undefined when nobody drew it. */
export function toldOf(object: string): LazyExoticComponent<ComponentType<ToldProps>> | undefined {
  const load = known.map(module => module.told?.[object]).find(found => found !== undefined)
  return load && lazyOnce(load)
}

/** How a module shows this field of a noun, and what it needs for that; undefined when the field shows itself. */
export function cellOf(
  object: string,
  field: string,
): { needs: readonly string[]; Cell: LazyExoticComponent<ComponentType<OwnCellProps>> } | undefined {
  const cell = known.map(module => module.cells?.[`${object}.${field}`]).find(found => found !== undefined)
  return cell && { needs: cell.needs, Cell: lazyOnce(cell.load) }
}

/** What draws the questions of a verb; undefined when they are derived. */
export function verbAskOf(verb: string): LazyExoticComponent<ComponentType<VerbAskProps>> | undefined {
  const load = known.map(module => module.verbAsks?.[verb]).find(found => found !== undefined)
  return load && lazyOnce(load)
}

/** What an object's form says while it is filled, by module. */
export const formNotesOf = (
  object: string,
): { name: string; Note: LazyExoticComponent<ComponentType<FormNoteProps>> }[] =>
  known.flatMap(module => {
    const load = module.formNotes?.[object]
    return load ? [{ name: module.name, Note: lazyOnce(load) }] : []
  })

/** What stands at the end of an object's form while a record is made. */
export function formEndOf(object: string): LazyExoticComponent<ComponentType<FormEndProps>> | undefined {
  const load = known.map(module => module.formEnds?.[object]).find(found => found !== undefined)
  return load && lazyOnce(load)
}

/** What the quick form of an object asks for besides. */
export const companionOf = (object: string): Companion | undefined =>
  known.map(module => module.companions?.[object]).find(found => found !== undefined)

/** What stands above the form of a new record and fills it. */
export function fillerOf(object: string): LazyExoticComponent<ComponentType<FillerProps>> | undefined {
  const load = known.map(module => module.fillers?.[object]).find(found => found !== undefined)
  return load && lazyOnce(load)
}

/** What stands beside the names of saved views. */
export const viewMarks = (): LazyExoticComponent<ComponentType<ViewMarkProps>>[] =>
  known.flatMap(module => (module.viewMark ? [lazyOnce(module.viewMark)] : []))

/** The component of a page, made once, so that drawing again does not load again. */
export function lazyOnce<P extends object>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  const made = (components.get(load) ?? lazy(load)) as LazyExoticComponent<ComponentType<P>>
  components.set(load, made)
  return made
}

/** What draws these lines; undefined when the plain grid does. */
export function linesFaceOf(line: ObjectDescription):
  | {
      Input: LazyExoticComponent<ComponentType<InputProps<Values[]>>>
      Cell: LazyExoticComponent<ComponentType<CellProps<Values[]>>>
    }
  | undefined {
  const face = known.map(module => module.lines).find(one => one?.fits(line))
  return face && { Input: lazyOnce(face.Input), Cell: lazyOnce(face.Cell) }
}

/** The fields of a noun that the faces of its lines ask for themselves. */
export const coveredByLines = (object: ObjectDescription, catalog: readonly ObjectDescription[]): Set<string> =>
  new Set(
    object.fields.flatMap(field => {
      const line = field.type === 'lines' ? catalog.find(one => one.name === field.object) : undefined
      return (line && known.find(module => module.lines?.fits(line))?.lines?.covers?.(object)) ?? []
    }),
  )

/** Where the records of an object are asked for in the order in which they are offered; undefined: in that of its list. */
export const offeredPathOf = (object: string): string | undefined =>
  known.map(module => module.offered?.[object]).find(found => found !== undefined)

/** Whether a page of a module stands in the navigation for the list of this noun; `isOpen` says which pages this person may open. */
export const hasOwnPage = (object: string, isOpen: (page: WebPage) => boolean): boolean =>
  webPages().some(page => page.inPlaceOf === object && isOpen(page))
