import { maySeeField } from '../../access/readable.ts'
import { forbidden, invalid } from '../../errors.ts'
import { may } from '../../access/actor.ts'
import { asMerged } from '../../objects/catalog.ts'
import type { ObjectDefinition } from '../../objects/index.ts'
import type { Context } from '../context.ts'
import { type ApiRecord, getMany } from '../read.ts'
import { isEmpty } from '../validate.ts'
import { defaultChoice, mergedFields, type MergeKind } from './chosen-values.ts'
import { mostMerged } from './merge.ts'
import { countReferences } from './move-references.ts'

/** What a merge would do, field by field, before anybody decides. */
export interface MergePreview {
  records: { id: string; title: string; mayMerge: boolean }[]
  fields: { name: string; kind: MergeKind; isDifferent: boolean; chosen: string; values: Record<string, unknown> }[]
  /** What moves along: how many records of each noun, by record. */
  attached: Record<string, Record<string, number>>
}

/**
 * The records side by side, the first as the one that remains: of each field all values and whose counts unless somebody chooses. Fields that the actor may
 * not see are settled without being shown. @throws Problem 422, 403; records that he may not see are left out
 */
export async function previewMerge(
  ctx: Context,
  declared: ObjectDefinition,
  ids: readonly string[],
): Promise<MergePreview> {
  const object = asMerged(ctx.catalog, declared)
  if (ids.length < 1 || ids.length > mostMerged) throw invalid([{ path: 'ids', code: 'merge.too_few' }])
  if (!may(ctx.actor, `${object.name}.merge`)) throw forbidden(`${object.name}.merge`)
  const found = new Map((await getMany(ctx, object, ids)).map(record => [record.id, record]))
  const records = [...new Set(ids)].flatMap(id => found.get(id) ?? [])
  const attached: MergePreview['attached'] = {}
  for (const { id } of records) attached[id] = await countReferences(ctx, object, [id])
  return {
    records: records.map(record => ({
      id: record.id,
      title: String(record[object.title] ?? ''),
      mayMerge: record.can.includes('merge') && record.can.includes('update'),
    })),
    fields: mergedFields(object)
      .filter(({ name }) => maySeeField(ctx, object, name))
      .map(({ name, kind }) => fieldOf(name, kind, records))
      .filter(({ values }) => Object.values(values).some(value => !isEmpty(value))),
    attached,
  }
}

function fieldOf(name: string, kind: MergeKind, records: readonly ApiRecord[]): MergePreview['fields'][number] {
  const values = Object.fromEntries(records.map(record => [record.id, record[name] ?? null]))
  const texts = new Set(Object.values(values).map(value => JSON.stringify(value)))
  return { name, kind, isDifferent: texts.size > 1, chosen: defaultChoice(name, records), values }
}
