import { may, scopeOf } from '../access/actor.ts'
import { isMasked, mayRead, mayReadField, mayWriteField, readableFields } from '../access/readable.ts'
import { fieldType, shownAs } from '../fields/index.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import { objectOf, withFormer } from '../objects/catalog.ts'
import { optionsPlace } from '../objects/options.ts'
import { fieldHint, fieldLabel } from '../overlay/field-words.ts'
import { changedOptions, optionLabel } from '../overlay/option-words.ts'
import type { FieldDescription, ObjectDescription, OptionDescription, VerbDescription } from '../objects/description.ts'
import {
  type FieldDefinition,
  type Filter,
  kebabCase,
  type ObjectDefinition,
  type VerbDefinition,
} from '../objects/index.ts'
import type { Context } from './context.ts'

/** The nouns that the actor may read, as he may use them, in his language. */
export const describeCatalog = (ctx: Context): ObjectDescription[] =>
  [...ctx.catalog.objects.values()].filter(object => mayRead(ctx, object)).map(object => describe(ctx, object))

function describe(ctx: Context, object: ObjectDefinition): ObjectDescription {
  const { name, title, owned, lineOf, quick, board, navigation, isPerson } = object
  const fields = readableFields(ctx, object)
  const isShown = (field: string): boolean =>
    fields.some(([known, definition]) => known === field && definition.isHidden !== true)
  const isClear = (key: string): boolean => mayReadField(ctx, object, key.replace(/^-/, ''))
  const say = (key: string): string => translate(ctx.locale, `${name}.${key}`)
  return {
    name,
    title,
    owned,
    ...(lineOf ? { lineOf } : {}),
    quick: quick.filter(isShown),
    ...(board && isClear(board.by) ? { board } : {}),
    ...(isPerson ? { isPerson } : {}),
    ...(navigation ? { navigation } : {}),
    path: kebabCase(object.plural),
    label: say('name'),
    labelPlural: say('plural'),
    fields: fields.map(([field, definition]) => describeField(ctx, object, field, definition)),
    former: formerFields(ctx, object),
    sections: object.sections
      .map(section => ({
        name: section.name,
        label: sectionLabel(ctx, name, section.name),
        fields: section.fields.filter(isShown),
      }))
      .filter(section => section.fields.length > 0),
    list: {
      columns: object.list.columns.filter(isShown),
      sort: object.list.sort.filter(isClear),
      views: object.list.views
        // A view that asks for what the actor may not read could not be opened.
        .filter(view => [...fieldsOf(view.filter), ...(view.sort ?? [])].every(isClear))
        .map(({ filter, sort, columns, name: view }) => ({
          name: view,
          label: viewLabel(ctx, name, view),
          ...(filter ? { filter } : {}),
          ...(sort ? { sort: [...sort] } : {}),
          ...(columns ? { columns: columns.filter(isShown) } : {}),
        })),
    },
    verbs: ctx.catalog.verbs.filter(verb => verb.object.name === name).map(verb => describeVerb(ctx, object, verb)),
    rights: rightsOn(ctx, object),
  }
}

/** Retired fields of the company's own, for history alone: who might read them as living ones. */
const formerFields = (ctx: Context, object: ObjectDefinition): FieldDescription[] =>
  Object.entries(object.former ?? {})
    .filter(([name]) => mayReadField(ctx, withFormer(object), name))
    .map(([name, field]) => ({
      ...describeField(ctx, withFormer(object), name, field),
      isEditable: false,
      isAskedWhenNew: false,
    }))

/** The record's own fields that a filter asks for; of `owner.superior` the first step. */
function fieldsOf(filter: Filter | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(fieldsOf)
  if ('or' in filter) return filter.or.flatMap(fieldsOf)
  if ('not' in filter) return fieldsOf(filter.not)
  return [filter.field.split('.')[0] ?? '']
}

const standardRights = ['read', 'create', 'update', 'remove', 'restore', 'import', 'export', 'unmask']

/** What nobody is offered of a noun whose records come of something else. */
const makingRights = ['create', 'import']

function rightsOn(ctx: Context, object: ObjectDefinition): ObjectDescription['rights'] {
  const owner = object.lineOf?.object ?? object.name
  const verbs = ctx.catalog.verbs.filter(verb => verb.object.name === object.name).map(verb => verb.verb)
  const standard = standardRights.filter(right => object.madeBy !== 'verb' || !makingRights.includes(right))
  const scopes = [...standard, ...verbs].map(right => [right, scopeOf(ctx.actor, `${owner}.${right}`)] as const)
  return Object.fromEntries(scopes.filter(([, scope]) => scope !== null)) as ObjectDescription['rights']
}

function describeField(ctx: Context, object: ObjectDefinition, name: string, field: FieldDefinition): FieldDescription {
  const { options: _options, value: _value, as: _as, from: _from, compute: _compute, ...traits } = field
  const type = fieldType(field.type)
  const target = field.object ? objectOf(ctx.catalog, field.object) : undefined
  const hint = fieldHint(ctx.catalog, ctx.locale, object.name, name)
  const writer = object.lineOf?.object ?? object.name
  const hasOutline = isMasked(ctx, object, name)
  const mayGive =
    (!Object.hasOwn(object.fields, name) || mayWriteField(ctx, object, name)) &&
    (may(ctx.actor, `${writer}.update`) || may(ctx.actor, `${writer}.create`))
  return {
    ...traits,
    ...(field.type === 'computed' ? computedTraits(field) : {}),
    name,
    label: fieldLabel(ctx.catalog, ctx.locale, object.name, name),
    ...(hint === null ? {} : { hint }),
    ...(field.options ? { options: describeOptions(ctx, object, name, field) } : {}),
    ...(field.set ? { setLabel: translate(ctx.locale, `set_names.${field.set}`) } : {}),
    ...(target ? { objectPath: kebabCase(target.plural) } : {}),
    operators: hasOutline ? type.operators.filter(operator => operator === 'is') : type.operators,
    isSortable: type.sortable && !hasOutline,
    ...(hasOutline ? { isMasked: true } : {}),
    isEditable: field.setBy === undefined && mayGive,
    isAskedWhenNew: field.setBy !== 'verb' && mayGive,
  }
}

/** A computed field shows as the kind that its values are of. */
const computedTraits = (field: FieldDefinition): Omit<FieldDefinition, 'options' | 'value'> => {
  const { options: _options, value: _value, ...traits } = shownAs(field)
  return traits
}

function describeOptions(
  ctx: Context,
  object: ObjectDefinition,
  name: string,
  field: FieldDefinition,
): OptionDescription[] {
  const place = optionsPlace(object.name, name, field)
  const retired = new Set(changedOptions(ctx.catalog, place).flatMap(({ id, isRetired }) => (isRetired ? [id] : [])))
  return (field.options ?? []).map(id => ({ id, label: optionLabel(ctx, place, id), isRetired: retired.has(id) }))
}

function describeVerb(
  ctx: Context,
  object: ObjectDefinition,
  { verb, tone, from, input, isForMany }: VerbDefinition,
): VerbDescription {
  const key = `${object.name}.verbs.${verb}`
  return {
    verb,
    label: translate(ctx.locale, `${key}.label`),
    tone: tone ?? 'default',
    ...(from ? { from } : {}),
    isForMany: isForMany === true || Object.keys(input).length === 0,
    input: Object.entries(input).map(([name, field]) => ({
      ...describeField(ctx, object, name, field),
      label: translate(ctx.locale, `${key}.${name}`),
      ...(field.options ? { options: verbOptions(ctx, object, name, field) } : {}),
      isEditable: true,
      isAskedWhenNew: true,
      isMasked: false,
    })),
  }
}

/** A choice that a verb asks for usually is one of the record's own; then it has that field's options and labels. */
function verbOptions(
  ctx: Context,
  object: ObjectDefinition,
  name: string,
  field: FieldDefinition,
): OptionDescription[] {
  const twin = field.set
    ? undefined
    : Object.entries(object.fields).find(([, own]) => own.options !== undefined && isSubset(field.options, own.options))
  const offered = twin ? describeOptions(ctx, object, twin[0], twin[1]) : describeOptions(ctx, object, name, field)
  return offered.filter(option => !option.isRetired)
}

const isSubset = (part: readonly string[] | undefined, whole: readonly string[] | undefined): boolean =>
  part !== undefined && whole !== undefined && part.every(option => whole.includes(option))

const sectionLabel = (ctx: Context, object: string, section: string): string =>
  translate(ctx.locale, firstKnown(ctx, `${object}.sections.${section}`, `record.sections.${section}`))

const viewLabel = (ctx: Context, object: string, view: string): string =>
  translate(ctx.locale, firstKnown(ctx, `${object}.views.${view}`, `record.views.${view}`))

const firstKnown = (ctx: Context, own: string, general: string): string => (hasMessage(ctx.locale, own) ? own : general)
