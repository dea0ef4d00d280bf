import type { CustomTraits } from '#platform/objects/overlay.ts'
import type { CustomType, Layout, LayoutField } from '#platform/overlay/layout-description.ts'

/** What stands in the form of a field. */
export interface FieldValues {
  type?: string
  labelZh?: string | null
  labelEn?: string | null
  hintZh?: string | null
  hintEn?: string | null
  /** One option per line, `中文 | English`. */
  options?: string
  section?: string
  traits?: CustomTraits
  isRequired?: boolean
  isQuick?: boolean
  isHidden?: boolean
  isSearched?: boolean
  isFast?: boolean
}

/** What the form begins with. */
export const valuesOf = (field: LayoutField | undefined, layout: Layout): FieldValues =>
  field
    ? {
        type: field.type,
        labelZh: field.labelZh ?? field.declaredZh,
        labelEn: field.labelEn ?? field.declaredEn,
        hintZh: field.hintZh ?? field.declaredHintZh,
        hintEn: field.hintEn ?? field.declaredHintEn,
        section: layout.sections.find(section => section.fields.includes(field.name))?.name ?? '',
        traits: field.traits,
        isRequired: field.isRequired,
        isQuick: field.isQuick,
        isHidden: field.isHidden,
        isSearched: field.isSearched,
        isFast: field.isFast,
      }
    : { type: 'text', section: 'custom', traits: {} }

/** What is sent: a text that is the one the field came with is none of the company's own. */
export function sentFor(
  values: FieldValues,
  field: LayoutField | undefined,
  types: readonly CustomType[],
): Record<string, unknown> {
  const type = types.find(one => one.type === (field?.type ?? values.type))
  const own = (text: string | null | undefined, declared: string | null | undefined): string | null =>
    !text?.trim() || text.trim() === declared ? null : text.trim()
  const sent: Record<string, unknown> = {
    labelZh: own(values.labelZh, field?.declaredZh),
    labelEn: own(values.labelEn, field?.declaredEn),
    hintZh: own(values.hintZh, field?.declaredHintZh),
    hintEn: own(values.hintEn, field?.declaredHintEn),
    isQuick: values.isQuick ?? false,
  }
  if (field === undefined || !field.isNeeded) {
    sent.isHidden = values.isHidden ?? false
    if (field?.isAsked !== false) sent.isRequired = values.isRequired ?? false
  }
  if (field && !field.isCustom) return sent
  const traits = Object.entries(values.traits ?? {}).filter(
    ([name, value]) => type?.traits.includes(name as keyof CustomTraits) && value !== undefined && value !== null,
  )
  // A default or limit that was emptied is sent as nothing, which is how it goes.
  sent.traits = Object.fromEntries(traits)
  if (type?.canBeSearched) sent.isSearched = values.isSearched ?? false
  if (type?.canBeFast) sent.isFast = values.isFast ?? false
  if (field) return sent
  return {
    ...sent,
    type: values.type,
    section: values.section,
    ...(type?.hasOptions ? { options: optionsIn(values.options ?? '') } : {}),
  }
}

/** `甲 | A` on a line of its own is one option; without the bar it is Chinese alone. */
const optionsIn = (text: string): { labelZh: string | null; labelEn: string | null }[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [zh = '', en = ''] = line.split(/[|｜]/).map(part => part.trim())
      return { labelZh: zh || null, labelEn: en || null }
    })
