import { conflict, type FieldProblem } from '../errors.ts'
import { fieldType } from '../fields/index.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { type CustomTraits, type FieldSetting, usualTraits } from '../objects/overlay.ts'
import type { Context } from '../records/context.ts'
import type { CustomType } from './layout-description.ts'
import { fieldLabel } from './field-words.ts'
import { isAsked, isNeeded } from './layout.ts'

/** A default must be a value that the field takes; limits must be limits. */
export function traitProblems(
  ctx: Context,
  type: CustomType,
  traits: CustomTraits,
  options: readonly string[],
): FieldProblem[] {
  const strange = Object.keys(traits).filter(name => !(type.traits as readonly string[]).includes(name))
  if (strange.length > 0) return strange.map(name => ({ path: `traits.${name}`, code: 'field.unknown' }))
  const problems: FieldProblem[] = []
  const { min, max, decimals } = traits
  const most = type.type === 'text' ? 2000 : type.type === 'longText' ? 100_000 : undefined
  if (most && max !== undefined && (!Number.isInteger(max) || max < 1 || max > most))
    problems.push({ path: 'traits.max', code: 'layout.bad_limit', params: { min: 1, max: most } })
  if (decimals !== undefined && (!Number.isInteger(decimals) || decimals < 0 || decimals > 8))
    problems.push({ path: 'traits.decimals', code: 'layout.bad_limit', params: { min: 0, max: 8 } })
  if (min !== undefined && max !== undefined && min > max)
    problems.push({ path: 'traits.max', code: 'field.too_small', params: { min } })
  if (type.type === 'reference') {
    const target = ctx.catalog.objects.get(traits.object ?? '')
    if (!target || target.lineOf) problems.push({ path: 'traits.object', code: 'field.required' })
  }
  if (traits.default !== undefined && traits.default !== null && problems.length === 0) {
    const read = fieldType(type.type).parse(traits.default, {
      type: type.type,
      ...usualTraits[type.type],
      ...traits,
      options,
    })
    if (!read.ok)
      problems.push({ path: 'traits.default', code: read.code, ...(read.params && { params: read.params }) })
  }
  return problems
}

/** Two fields of a noun with one name could not be told apart, on screens or in a file. */
export function labelProblems(
  ctx: Context,
  object: ObjectDefinition,
  given: { name: string; labelZh: string | null; labelEn: string | null },
): FieldProblem[] {
  const isOwn = !Object.hasOwn(object.fields, given.name) || object.fields[given.name]?.custom === true
  if (isOwn && given.labelZh === null && given.labelEn === null) return [{ path: 'labelZh', code: 'field.required' }]
  return (['zh', 'en'] as const).flatMap(locale => {
    const path = locale === 'zh' ? 'labelZh' : 'labelEn'
    const label = given[path]
    const isTaken = Object.keys(object.fields).some(
      name => name !== given.name && label !== null && fieldLabel(ctx.catalog, locale, object.name, name) === label,
    )
    return isTaken ? [{ path, code: 'layout.label_taken', params: { label } }] : []
  })
}

/** @throws Problem 409 `layout.field_needed`, `layout.cannot_require` */
export function assertSensible(
  ctx: Context,
  object: ObjectDefinition,
  { name, field, setting }: { name: string; field: FieldDefinition; setting: FieldSetting },
): void {
  const isEmptyAtFirst = field.default === undefined || field.default === null
  if (setting.isHidden && (isNeeded(object, name, field) || (setting.isRequired && isEmptyAtFirst)))
    throw conflict('layout.field_needed', { field: labelIn(ctx, object, name) })
  if (setting.isRequired && !isAsked(field))
    throw conflict('layout.cannot_require', { field: labelIn(ctx, object, name) })
}

/** The field's name for a message. */
export const labelIn = (ctx: Context, object: ObjectDefinition, name: string): string =>
  fieldLabel(ctx.catalog, ctx.locale, object.name, name)
