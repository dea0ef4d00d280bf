import type { FieldDefinition, Fields, ValueOf } from './field.ts'
import type { Filter } from './filter.ts'

/** A named view (场景) that comes with the product; people add their own. Its label is `<object>.views.<name>`. */
export interface ViewDefinition {
  name: string
  filter?: Filter
  sort?: readonly string[]
  columns?: readonly string[]
  /** How it opens; `board` needs `board` on the object. */
  kind?: 'list' | 'board'
}

/** Of which noun something is a line, and by which field; a line that `outlasts` may be taken out while others refer to it, and stays what they refer to. */
export interface LineOf {
  object: string
  field: string
  outlasts?: true
}

/** A noun: its table, form, list, page, import, export, search, history, permissions and API all derive from this. */
export interface ObjectDefinition<N extends string = string, F extends Fields = Fields> {
  /** Singular, camelCase: `customer`. Permission `customer.read`, messages `customer.fields.name`. */
  name: N
  /** Folder, table (in snake_case) and URL: `customers`. */
  plural: string
  fields: F
  /** Retired fields of the company's own: history still names them. Only a merged catalog has them. */
  former?: Fields
  /** The field that names a record to a person. */
  title: string
  /** Has an owner, and is seen by scope. An object without owner is seen by all whose role may read it. */
  owned: boolean
  /**
   * Who reads a record beside those whom its owner's scope lets: whoever may read what one of these references names, and the people in
   * these user fields. A field of its lines stands as `participants.user`, `customers.customer`.
   */
  seenWith?: readonly string[]
  /** User fields whose people have the owner's rights, too: who gave a task to somebody may change it. */
  coOwners?: readonly string[]
  /**
   * Which records still ask something of the person whose they are: what he leaves behind when he goes. All of them unless told; `never` for
   * what is past once it is written, a follow-up.
   */
  open?: Filter | 'never'
  /** Its records stand in the timeline of every record that these references name, at the instant of this field; one without it does not. */
  told?: { at: string; with: readonly string[] }
  /** A line of another object (opportunity line, stage): read and written with its parent, by the parent's rights. */
  lineOf?: LineOf
  list: {
    columns: readonly string[]
    sort: readonly string[]
    views: readonly ViewDefinition[]
  }
  /** Sections of form and page, by field names; a section's label is `<object>.sections.<name>`. */
  sections: readonly { name: string; fields: readonly string[] }[]
  /** The quick form: required fields and the few most used. */
  quick: readonly string[]
  /** Columns of a board: a reference or choice field whose values are the columns. */
  board?: { by: string; amount?: string }
  /** `verb`: its records come of something that is done elsewhere (a request about another record), never of an empty form or a file. */
  madeBy?: 'verb'
  /** Ant Design icon name in the navigation, and its group; absent: not in the navigation. */
  navigation?: { group: string; icon: string; order: number }
  /**
   * When trial data are removed, records of a noun go. Settings stay (people, pipelines); of what was set up with care before the work began
   * (products) it is asked. Lines are with their parent.
   */
  atReset?: 'stays' | 'asked'
  /** Its records, or those whose choice has this value, are natural persons: their data can be handed out to them and erased (facts 26). */
  isPerson?: true | { field: string; is: string }
}

type Declared<N extends string, F extends Fields> = {
  name: N
  plural: string
  fields: F
  title: keyof F & string
  owned?: boolean
  seenWith?: readonly string[]
  coOwners?: readonly (keyof F & string)[]
  open?: Filter | 'never'
  told?: { at: keyof F & string; with: readonly (keyof F & string)[] }
  lineOf?: LineOf
  list?: Partial<{
    columns: readonly ((keyof F & string) | SystemField)[]
    sort: readonly string[]
    views: readonly ViewDefinition[]
  }>
  sections?: readonly { name: string; fields: readonly (keyof F & string)[] }[]
  quick?: readonly (keyof F & string)[]
  board?: { by: keyof F & string; amount?: keyof F & string }
  madeBy?: 'verb'
  navigation?: { group: string; icon: string; order: number }
  atReset?: 'stays' | 'asked'
  isPerson?: true | { field: keyof F & string; is: string }
}

/**
 * Declares a noun. Fills in what was left out: the owner field of an owned object, one section with every field, the quick form of
 * required fields, a list of the first six fields, newest first, with the view `all` (and `mine` for owned objects).
 * @throws when the declaration contradicts itself; that is a mistake of ours, found at start.
 */
export function defineObject<const N extends string, const F extends Fields>(
  declared: Declared<N, F>,
): ObjectDefinition<N, F> {
  const names = Object.keys(declared.fields) as (keyof F & string)[]
  const shown = names.filter(name => declared.fields[name]?.type !== 'lines')
  const views = declared.list?.views ?? standardViews(declared.owned ?? false)
  const definition: ObjectDefinition<N, F> = {
    ...declared,
    owned: declared.owned ?? false,
    sections: declared.sections ?? [{ name: 'main', fields: names }],
    quick: declared.quick ?? shown.filter(name => isAsked(declared.fields[name])),
    list: {
      columns: declared.list?.columns ?? shown.slice(0, 6),
      sort: declared.list?.sort ?? ['-createdAt'],
      views,
    },
  }
  assertSound(definition)
  return definition
}

/** The views every object has when it declares none. */
export function standardViews(owned: boolean): ViewDefinition[] {
  const all: ViewDefinition = { name: 'all' }
  if (!owned) return [all]
  const mine: ViewDefinition = { name: 'mine', filter: { field: 'owner', op: 'me' } }
  const team: ViewDefinition = { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } }
  return [all, mine, team]
}

const isAsked = (field: FieldDefinition | undefined): boolean =>
  field?.required === true && field.setBy !== 'verb' && field.type !== 'serial'

function assertSound<N extends string, F extends Fields>(object: ObjectDefinition<N, F>): void {
  const known = new Set<string>([...Object.keys(object.fields), ...systemFieldNames])
  const named: string[] = [
    object.title,
    ...object.list.columns,
    ...object.quick,
    ...object.sections.flatMap(s => s.fields),
    ...(object.seenWith ?? []).map(path => path.split('.')[0] ?? ''),
    ...(object.coOwners ?? []),
    ...(object.told ? [object.told.at, ...object.told.with] : []),
  ]
  const strange = named.filter(name => !known.has(name))
  if (strange.length > 0) throw new Error(`object ${object.name} names fields it does not have: ${strange.join(', ')}`)
  if (object.owned && object.fields.owner?.type !== 'user')
    throw new Error(`object ${object.name} is owned and must declare the field owner: owner()`)
}

/** Fields that every record has without declaring them; people read them, the platform writes them. */
export const systemFieldNames = ['createdAt', 'createdBy', 'updatedAt', 'externalId', 'sourceSystem'] as const
export type SystemField = (typeof systemFieldNames)[number]

/** The values of a record of this object, by field. */
export type RecordOf<O> =
  O extends ObjectDefinition<string, infer F>
    ? { id: string; version: number } & { [K in keyof F]: ValueOf<F[K]> | null }
    : never
