import { sql } from 'kysely'
import { writeAudit } from '../audit/write-audit.ts'
import { badRequest } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { customSection, type FieldSetting } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'

/** What may be said of any field; what is left out stays as it is, null goes back to how it came. */
export interface GivenSetting {
  labelZh?: string | null | undefined
  labelEn?: string | null | undefined
  hintZh?: string | null | undefined
  hintEn?: string | null | undefined
  isHidden?: boolean | undefined
  isRequired?: boolean | undefined
  isQuick?: boolean | undefined
}

/** Puts fields into sections, in this order. What is not named stays behind the others of its section. */
export async function arrange(
  ctx: Context,
  object: ObjectDefinition,
  sections: readonly { name: string; fields: readonly string[] }[],
): Promise<void> {
  const names = sectionNames(object)
  if (sections.some(section => !names.includes(section.name))) throw badRequest('layout.unknown_section')
  const all = sections.flatMap(section => section.fields.map(field => ({ field, section: section.name })))
  const twice = all.some(({ field }, index) => all.findIndex(one => one.field === field) < index)
  if (twice || all.some(({ field }) => !Object.hasOwn(object.fields, field))) throw badRequest('layout.unknown_field')
  await sql`insert into field_settings (object, field, section, position)
    select ${object.name}, given.field, given.section, given.position
    from unnest(${all.map(one => one.field)}::text[], ${all.map(one => one.section)}::text[]) with ordinality as given (field, section, position)
    on conflict (object, field) do update set section = excluded.section, position = excluded.position`.execute(ctx.db)
  await tellSettings(ctx, object, 'fieldsArranged', {
    before: object.sections.map(({ name, fields }) => ({ name, fields })),
    after: sections,
  })
}

/** The names of the sections that a noun's fields may stand in. */
export const sectionNames = (object: ObjectDefinition): string[] => [
  ...new Set([...object.sections.map(section => section.name), customSection]),
]

/** A setting that says nothing. */
export const blankSetting = (object: string, field: string): FieldSetting => ({
  object,
  field,
  labelZh: null,
  labelEn: null,
  hintZh: null,
  hintEn: null,
  isHidden: false,
  isRequired: false,
  isQuick: null,
  section: null,
  position: null,
})

/** What is said after this change. */
export const settingAfter = (before: FieldSetting, given: GivenSetting): FieldSetting => ({
  ...before,
  labelZh: given.labelZh === undefined ? before.labelZh : given.labelZh || null,
  labelEn: given.labelEn === undefined ? before.labelEn : given.labelEn || null,
  hintZh: given.hintZh === undefined ? before.hintZh : given.hintZh || null,
  hintEn: given.hintEn === undefined ? before.hintEn : given.hintEn || null,
  isHidden: given.isHidden ?? before.isHidden,
  isRequired: given.isRequired ?? before.isRequired,
  isQuick: given.isQuick ?? before.isQuick,
})

/** Writes what is said; the place of a field that stands there already is left to `arrange`. */
export async function writeSetting(ctx: Context, setting: FieldSetting): Promise<void> {
  const { object, field, labelZh, labelEn, hintZh, hintEn, isHidden, isRequired, isQuick, section, position } = setting
  await sql`insert into field_settings (object, field, label_zh, label_en, hint_zh, hint_en, is_hidden, is_required, is_quick, section, position)
    values (${object}, ${field}, ${labelZh}, ${labelEn}, ${hintZh}, ${hintEn}, ${isHidden}, ${isRequired}, ${isQuick}, ${section}, ${position})
    on conflict (object, field) do update set label_zh = excluded.label_zh, label_en = excluded.label_en, hint_zh = excluded.hint_zh,
      hint_en = excluded.hint_en, is_hidden = excluded.is_hidden, is_required = excluded.is_required, is_quick = excluded.is_quick`.execute(
    ctx.db,
  )
}

/** Says in the audit log what became of a noun's fields. */
export const tellSettings = (
  ctx: Context,
  object: ObjectDefinition,
  what: string,
  detail: Record<string, unknown>,
): Promise<void> => writeAudit(ctx, { kind: 'settings.changed', object: object.name, detail: { what, ...detail } })
