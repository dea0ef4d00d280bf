import { isFilesField } from '#platform/fields/files.ts'
import { copyFiles } from '#platform/files/copy-files.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import type { Carried } from './carried-fields.ts'

type Values = Record<string, unknown>

/**
 * The values of a new record with copies in place of the lead's files, which a mapped field brings: the lead keeps its own. `made` is told which
 * copy stands for which file. Files that somebody adds himself stay as they are.
 */
export async function withOwnFiles(
  ctx: Context,
  { lead, part, carried, values }: { lead: string; part: keyof Carried; carried: Values; values: Values },
  made: Map<string, string>,
): Promise<Values> {
  const own = { ...values }
  for (const [name, field] of Object.entries(objectOf(ctx.catalog, part).fields)) {
    if (!isFilesField(field) || !Array.isArray(own[name])) continue
    const brought = idsIn(carried[name])
    const files = idsIn(own[name]).filter(id => brought.includes(id))
    const copies = await copyFiles(ctx, { object: 'lead', id: lead, files })
    for (const [file, copy] of copies) made.set(file, copy)
    own[name] = idsIn(own[name]).map(id => ({ id: copies.get(id) ?? id }))
  }
  return own
}

/** Ids of files as a record or a request bears them. */
const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(one => String((one as { id?: unknown } | null)?.id ?? one)) : []
