import { translate } from '../i18n/index.ts'
import type { FieldDescription, ObjectDescription } from '../objects/description.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { labelOf } from './match-headers.ts'
import { holdsSeveral, importTargets } from './targets.ts'

/** A column of a noun's import template, in the viewer's words. */
export interface TemplateColumn {
  header: string
  type: string
  isRequired: boolean
  hint: string
  /** Labels of the options that are offered; null for what is no choice. */
  options: string[] | null
  /** A cell may hold several. */
  isMany: boolean
  example: string
}

/** The columns that this person may fill, required ones first; what verbs set is left out. */
export function templateColumns(
  ctx: Context,
  object: ObjectDefinition,
  described: ObjectDescription | undefined,
): TemplateColumn[] {
  const columns = importTargets(ctx, object)
    .filter(
      target =>
        target.name !== 'id' && (target.isExtra || target.name in object.fields) && target.field.setBy !== 'verb',
    )
    .map((target): TemplateColumn => {
      const field = described?.fields.find(one => one.name === target.name)
      const { type } = target.field
      const isRequired = target.field.required === true && target.field.default === undefined
      const options = field?.options?.filter(option => !option.isRetired).map(option => option.label) ?? null
      const hint = [
        isRequired ? translate(ctx.locale, 'transfer.template.required_hint') : '',
        translate(ctx.locale, `transfer.template.kinds.${kinds.has(type) ? type : 'text'}`),
        field?.hint ?? '',
      ]
      return {
        header: labelOf(ctx, object, target),
        type,
        isRequired,
        hint: hint.filter(part => part !== '').join(' '),
        options,
        isMany: holdsSeveral(target.field),
        example: exampleOf(ctx, field, { type, options }),
      }
    })
  return columns.toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
}

function exampleOf(
  ctx: Context,
  field: FieldDescription | undefined,
  { type, options }: Pick<TemplateColumn, 'type' | 'options'>,
): string {
  if (options) return type === 'choices' ? options.slice(0, 2).join(';') : (options[0] ?? '')
  if (type === 'currency') return ctx.company.baseCurrency
  if (type === 'number' || type === 'decimal') return String(Math.max(field?.min ?? 0, 1))
  return shown.has(type) ? translate(ctx.locale, `transfer.template.examples.${type}`) : ''
}

/** Kinds of fields that have a hint of their own. */
const kinds = new Set(
  'text longText number percent money decimal currency date instant choice choices yesNo phones emails wechats tags user department reference url address'.split(
    ' ',
  ),
)
/** And those with an example of their own. */
const shown = new Set(
  'text longText percent money date instant yesNo phones emails wechats tags user department reference url address'.split(
    ' ',
  ),
)
