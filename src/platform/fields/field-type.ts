import type { FieldDefinition, Json } from '../objects/field.ts'
import type { Operator } from '../objects/filter.ts'

/** A physical column that a field needs. */
export interface Column {
  name: string
  /** As PostgreSQL's format_type says it: `numeric(19,4)`, `uuid`, `timestamp with time zone`. */
  sql: string
  /** Object whose table this column refers to by id. */
  references?: string
}

/** What came of reading a value: the value in its one normal form, or the code of what is wrong with it. */
export type Parsed<V> = { ok: true; value: V } | { ok: false; code: string; params?: Record<string, unknown> }

export const parsed = <V>(value: V): Parsed<V> => ({ ok: true, value })
export const refused = (code: string, params?: Record<string, unknown>): Parsed<never> => ({ ok: false, code, params })

/** What reading a cell of a file may need to know. */
export interface CellSettings {
  /** 'dmy' or 'mdy' for dates such as 03/04/2017; dates that begin with the year need neither. */
  dateOrder: 'ymd' | 'dmy' | 'mdy'
  timeZone: string
}

/**
 * A kind of field: how it is stored, what it accepts, how it is filtered, and how it stands in a file. One file and one test per
 * kind. It is read by the server and by the browser, so it knows neither SQL text nor React.
 */
export interface FieldType<V> {
  type: string
  /** Columns in the object's own table; a field kept in rows of another table has none. */
  columns(field: FieldDefinition, name: string): Column[]
  /** Reads the API's form of a value (never null or undefined: the caller has dealt with those). */
  parse(value: unknown, field: FieldDefinition): Parsed<V>
  /** Reads a cell of a file (never blank). References, choices and people are resolved by the import itself, by name. */
  fromCell?(text: string, field: FieldDefinition, settings: CellSettings): Parsed<V>
  /** Writes a cell of a file, in Chinese unless told; reading it back gives the same value. */
  toCell(value: V, field: FieldDefinition, locale?: 'zh' | 'en'): string
  operators: readonly Operator[]
  sortable: boolean
  /** JSON Schema of the API's form, for the API documentation. */
  jsonSchema(field: FieldDefinition): Record<string, Json>
}

export const comparing: readonly Operator[] = ['is', 'isNot', 'gt', 'gte', 'lt', 'lte', 'between', 'empty', 'notEmpty']
/** Operators of fields that hold several of something. */
export const gathering: readonly Operator[] = ['hasAny', 'hasAll', 'hasNone', 'empty', 'notEmpty']
export const choosing: readonly Operator[] = ['in', 'notIn', 'empty', 'notEmpty']
