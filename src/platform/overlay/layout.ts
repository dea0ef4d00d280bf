import { forbidden, notFound } from '../errors.ts'
import { may } from '../access/actor.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { withFormer } from '../objects/catalog.ts'
import { type CustomTraits, customSection } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'
import { type CustomType, customTypes } from './custom-types.ts'
import { declaredFieldLabel, declaredHint, settingOf } from './field-words.ts'

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

export interface Layout {
  object: string
  sections: { name: string; labelZh: string; labelEn: string; fields: string[] }[]
  fields: LayoutField[]
  types: readonly CustomType[]
}

/** The noun of that name, for whoever may change settings. @throws Problem `forbidden` (403), 404 */
export function layoutObject(ctx: Context, name: string): ObjectDefinition {
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  const object = ctx.catalog.objects.get(name)
  if (!object) throw notFound('object')
  return object
}

/** Everything the settings screen shows of a noun's fields, retired ones last. */
export function layoutOf(ctx: Context, object: ObjectDefinition): Layout {
  const known = withFormer(object)
  const names = object.sections.map(section => section.name)
  return {
    object: object.name,
    sections: [...object.sections, ...(names.includes(customSection) ? [] : [{ name: customSection, fields: [] }])].map(
      section => ({
        name: section.name,
        labelZh: sectionLabel('zh', object.name, section.name),
        labelEn: sectionLabel('en', object.name, section.name),
        fields: [...section.fields],
      }),
    ),
    fields: Object.entries(known.fields).map(([name, field]) => layoutField(ctx, object, name, field)),
    types: customTypes,
  }
}

function layoutField(ctx: Context, object: ObjectDefinition, name: string, field: FieldDefinition): LayoutField {
  const said = settingOf(ctx.catalog, object.name, name)
  const own = ctx.catalog.overlay.customFields.find(one => one.object === object.name && one.id === name)
  return {
    name,
    type: field.type,
    isCustom: own !== undefined,
    isRetired: own?.isRetired ?? false,
    labelZh: said?.labelZh ?? null,
    labelEn: said?.labelEn ?? null,
    declaredZh: declaredFieldLabel('zh', object.name, name),
    declaredEn: declaredFieldLabel('en', object.name, name),
    hintZh: said?.hintZh ?? null,
    hintEn: said?.hintEn ?? null,
    declaredHintZh: declaredHint('zh', object.name, name),
    declaredHintEn: declaredHint('en', object.name, name),
    isHidden: said?.isHidden ?? false,
    isRequired: field.required ?? false,
    isQuick: object.quick.includes(name),
    isNeeded: isNeeded(object, name, field),
    isAsked: isAsked(field),
    traits: own?.traits ?? {},
    isSearched: field.search ?? false,
    isFast: own?.isFast ?? false,
    index: own?.index ?? 'none',
  }
}

/** Without it no record can be made or called by a name. */
export const isNeeded = (object: ObjectDefinition, name: string, field: FieldDefinition): boolean =>
  name === object.title || (field.required === true && !field.isRequiredByCompany && field.default === undefined)

/** Whether people give its value. */
export const isAsked = (field: FieldDefinition): boolean =>
  field.setBy !== 'verb' && field.type !== 'serial' && field.type !== 'lines'

function sectionLabel(locale: 'zh' | 'en', object: string, section: string): string {
  const own = `${object}.sections.${section}`
  return translate(locale, hasMessage(locale, own) ? own : `record.sections.${section}`)
}
