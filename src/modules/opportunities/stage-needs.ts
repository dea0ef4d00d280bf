import { fieldOf, objectOf } from '#platform/objects/catalog.ts'
import { fieldLabel } from '#platform/overlay/field-words.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { needsIn } from './opportunity.rules.ts'

/**
 * What a stage needs is kept as names of fields of the opportunity, whether it was written by names or by labels. What no field is called is
 * refused.
 */
export async function deriveNeeds(ctx: Context, drafts: Draft[]): Promise<void> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const byLabel = new Map(Object.keys(object.fields).map(name => [labelOf(ctx, name), name]))
  for (const { values, problems } of drafts) {
    const stages = Array.isArray(values.stages) ? (values.stages as Record<string, unknown>[]) : []
    for (const [place, stage] of stages.entries()) {
      const names = needsIn(stage.needs as string | null).map(word => ({
        word,
        name: fieldOf(object, word) ? word : byLabel.get(word.toLowerCase()),
      }))
      const strange = names.find(one => one.name === undefined)
      if (strange)
        problems.push({
          path: `stages.${place}.needs`,
          code: 'stage.unknown_need',
          params: { text: strange.word.slice(0, 60) },
        })
      else if (stage.needs !== undefined)
        stage.needs = names.length === 0 ? null : [...new Set(names.map(one => one.name))].join(',')
    }
  }
}

const labelOf = ({ catalog, locale }: Context, name: string): string =>
  fieldLabel(catalog, locale, 'opportunity', name).toLowerCase()
