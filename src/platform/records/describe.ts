import { may, scopeOf } from '../access/actor.ts'
import { mayRead, readableFields } from '../access/readable.ts'
import { fieldType } from '../fields/index.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
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
  const { name, title, owned, lineOf, quick, board, navigation } = object
  const fields = readableFields(ctx, object)
  const isReadable = (field: string): boolean => fields.some(([known]) => known === field)
  const say = (key: string): string => translate(ctx.locale, `${name}.${key}`)
  return {
    name,
    title,
    owned,
    ...(lineOf ? { lineOf } : {}),
    quick: quick.filter(isReadable),
    ...(board && isReadable(board.by) ? { board } : {}),
    ...(navigation ? { navigation } : {}),
    path: kebabCase(object.plural),
    label: say('name'),
    labelPlural: say('plural'),
    fields: fields.map(([field, definition]) => describeField(ctx, object, field, definition)),
    sections: object.sections
      .map(section => ({
        name: section.name,
        label: sectionLabel(ctx, name, section.name),
        fields: section.fields.filter(isReadable),
      }))
      .filter(section => section.fields.length > 0),
    list: {
      columns: object.list.columns.filter(isReadable),
      sort: object.list.sort.filter(key => isReadable(key.replace(/^-/, ''))),
      views: object.list.views
        // A view that asks for what the actor may not read could not be opened.
        .filter(view =>
          [...fieldsOf(view.filter), ...(view.sort ?? [])].every(key => isReadable(key.replace(/^-/, ''))),
        )
        .map(({ filter, sort, columns, name: view }) => ({
          name: view,
          label: viewLabel(ctx, name, view),
          ...(filter ? { filter } : {}),
          ...(sort ? { sort: [...sort] } : {}),
          ...(columns ? { columns: columns.filter(isReadable) } : {}),
        })),
    },
    verbs: ctx.catalog.verbs.filter(verb => verb.object.name === name).map(verb => describeVerb(ctx, object, verb)),
    rights: rightsOn(ctx, object),
  }
}

/** The record's own fields that a filter asks for; of `owner.superior` the first step. */
function fieldsOf(filter: Filter | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(fieldsOf)
  if ('or' in filter) return filter.or.flatMap(fieldsOf)
  if ('not' in filter) return fieldsOf(filter.not)
  return [filter.field.split('.')[0] ?? '']
}

const standardRights = ['read', 'create', 'update', 'remove', 'restore', 'import', 'export']

function rightsOn(ctx: Context, object: ObjectDefinition): ObjectDescription['rights'] {
  const owner = object.lineOf?.object ?? object.name
  const verbs = ctx.catalog.verbs.filter(verb => verb.object.name === object.name).map(verb => verb.verb)
  const scopes = [...standardRights, ...verbs].map(right => [right, scopeOf(ctx.actor, `${owner}.${right}`)] as const)
  return Object.fromEntries(scopes.filter(([, scope]) => scope !== null)) as ObjectDescription['rights']
}

function describeField(ctx: Context, object: ObjectDefinition, name: string, field: FieldDefinition): FieldDescription {
  const { options: _options, value: _value, ...traits } = field
  const type = fieldType(field.type)
  const own = `${object.name}.fields.${name}`
  const target = field.object ? objectOf(ctx.catalog, field.object) : undefined
  const hint = `${object.name}.hints.${name}`
  const writer = object.lineOf?.object ?? object.name
  return {
    ...traits,
    name,
    label: translate(ctx.locale, Object.hasOwn(object.fields, name) ? own : `record.fields.${name}`),
    ...(hasMessage(ctx.locale, hint) ? { hint: translate(ctx.locale, hint) } : {}),
    ...(field.options ? { options: describeOptions(ctx, object, name, field) } : {}),
    ...(target ? { objectPath: kebabCase(target.plural) } : {}),
    operators: type.operators,
    isSortable: type.sortable,
    isEditable: field.setBy === undefined && (may(ctx.actor, `${writer}.update`) || may(ctx.actor, `${writer}.create`)),
  }
}

function describeOptions(
  ctx: Context,
  object: ObjectDefinition,
  name: string,
  field: FieldDefinition,
): OptionDescription[] {
  const changed = ctx.catalog.overlay.options.filter(option => option.object === object.name && option.field === name)
  return (field.options ?? []).map(id => {
    const own = changed.find(option => option.id === id)
    const declared = `${object.name}.options.${name}.${id}`
    const given = ctx.locale === 'zh' ? (own?.labelZh ?? own?.labelEn) : (own?.labelEn ?? own?.labelZh)
    return {
      id,
      label: given ?? (hasMessage(ctx.locale, declared) ? translate(ctx.locale, declared) : id),
      isRetired: own?.isRetired ?? false,
    }
  })
}

function describeVerb(
  ctx: Context,
  object: ObjectDefinition,
  { verb, tone, from, input }: VerbDefinition,
): VerbDescription {
  const key = `${object.name}.verbs.${verb}`
  return {
    verb,
    label: translate(ctx.locale, `${key}.label`),
    tone: tone ?? 'default',
    ...(from ? { from } : {}),
    input: Object.entries(input).map(([name, field]) => ({
      ...describeField(ctx, object, name, field),
      label: translate(ctx.locale, `${key}.${name}`),
      ...(field.options ? { options: verbOptions(ctx, object, name, field) } : {}),
      isEditable: true,
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
  const twin = Object.entries(object.fields).find(
    ([, own]) => own.options !== undefined && isSubset(field.options, own.options),
  )
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
