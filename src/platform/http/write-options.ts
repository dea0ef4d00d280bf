import { sql } from 'kysely'
import { writeAudit } from '../audit/write-audit.ts'
import { conflict, type FieldProblem, invalid } from '../errors.ts'
import { optionId } from '../fields/choice.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/index.ts'
import type { ChosenOptions, Option } from './option-routes.ts'

/** An option as it shall be: a label of null or nothing is cleared, one that is absent stays. Without an id it is a new one. */
export interface GivenOption {
  id?: string | undefined
  labelZh?: string | null | undefined
  labelEn?: string | null | undefined
  isRetired?: boolean | undefined
}

/**
 * Writes a choice's options in their order; `known` are those it has. One that is not named any more is retired, never lost: old
 * records and figures have it (facts 16). Problems: `invalid`; `option.fixed` (409) when more than labels of a fixed choice would change.
 */
export async function writeOptions(
  ctx: Context,
  { choice, known, given }: { choice: ChosenOptions; known: readonly Option[]; given: GivenOption[] },
): Promise<void> {
  if (choice.isFixed && !changesLabelsOnly(known, given))
    throw conflict('option.fixed', { field: fieldLabel(ctx.catalog, ctx.locale, choice.object, choice.field) })
  const placed = given.map(option => placedOption(option, known))
  const wrong = placed.flatMap((option, index) => problemsOf(option, index, placed))
  if (wrong.length > 0) throw invalid(wrong)
  const gone = known.filter(({ id }) => !placed.some(option => option.id === id))
  const all = [...placed, ...gone.map(option => ({ ...option, isRetired: true }))]
  for (const [position, { id, labelZh, labelEn, isRetired }] of all.entries())
    await sql`insert into choice_options (object, field, id, label_zh, label_en, is_retired, position)
      values (${choice.place.object}, ${choice.place.field}, ${id}, ${labelZh}, ${labelEn}, ${isRetired}, ${position})
      on conflict (object, field, id) do update set label_zh = excluded.label_zh, label_en = excluded.label_en,
        is_retired = excluded.is_retired, position = excluded.position`.execute(ctx.db)
  const said = (options: readonly Option[]): unknown =>
    options.map(({ id, labelZh, labelEn, isRetired }) => ({ id, labelZh, labelEn, isRetired }))
  await writeAudit(ctx, {
    kind: 'settings.changed',
    object: choice.place.object,
    detail: { what: 'optionsChanged', field: choice.place.field, before: said(known), after: said(all) },
  })
}

/** The same options in the same order, and none retired that is not. */
const changesLabelsOnly = (known: readonly Option[], given: readonly GivenOption[]): boolean =>
  given.length === known.length &&
  known.every(({ id, isRetired }, index) => {
    const option = given[index]
    return option?.id === id && (isRetired || !option.isRetired)
  })

/** What is given, over what there is. */
function placedOption(given: GivenOption, known: readonly Option[]): Option {
  const id = given.id ?? newOptionId(given)
  const before = known.find(option => option.id === id)
  return {
    id,
    labelZh: given.labelZh === undefined ? (before?.labelZh ?? null) : given.labelZh || null,
    labelEn: given.labelEn === undefined ? (before?.labelEn ?? null) : given.labelEn || null,
    isRetired: given.isRetired ?? false,
    declaredZh: before?.declaredZh ?? null,
    declaredEn: before?.declaredEn ?? null,
  }
}

function problemsOf(option: Option, index: number, all: readonly Option[]): FieldProblem[] {
  const at = `options.${index}`
  if (!optionId.test(option.id)) return [{ path: `${at}.id`, code: 'option.bad_id' }]
  if (all.findIndex(other => other.id === option.id) < index) return [{ path: `${at}.id`, code: 'field.not_unique' }]
  const isLabelled = option.labelZh ?? option.labelEn ?? option.declaredZh ?? option.declaredEn
  return isLabelled === null ? [{ path: `${at}.labelZh`, code: 'field.required' }] : []
}

/** An id for a new option: out of its English label where that gives one, else drawn. */
function newOptionId({ labelEn }: GivenOption): string {
  const words = (labelEn ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  return /^[a-z0-9]/.test(words) ? words : `o${Math.random().toString(36).slice(2, 10)}`
}
