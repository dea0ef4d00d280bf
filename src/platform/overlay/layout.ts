import { forbidden, notFound } from '../errors.ts'
import { may } from '../access/actor.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { withFormer } from '../objects/catalog.ts'
import { customSection } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'
import { customTypes } from './custom-types.ts'
import { declaredFieldLabel, declaredHint, settingOf } from './field-words.ts'
import type { Layout, LayoutField } from './layout-description.ts'

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
