import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest, type FieldProblem, invalid } from '../errors.ts'
import { fieldType, isId } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { ImportSettings } from './import-description.ts'
import type { ImportEntry } from './import-entry.ts'
import { foldName } from './likeness.ts'
import { type ImportTarget, importTargets, isKey, isReferring } from './targets.ts'
import { optionNames, titleOf } from './values.ts'

/** The mapping with what the user changes of it. @throws Problem `invalid` (422) with the path of each change that cannot be */
export function newMapping(
  ctx: Context,
  object: ObjectDefinition,
  entry: ImportEntry,
  change: Record<string, string | null>,
): (string | null)[] {
  const targets = importTargets(ctx, object)
  const mapping = [...entry.mapping]
  const problems: FieldProblem[] = []
  for (const [index, field] of Object.entries(change)) {
    const path = `mapping.${index}`
    if (!/^\d+$/.test(index) || Number(index) >= entry.headers.length)
      problems.push({ path, code: 'import.no_such_column', params: { field: index } })
    else if (field !== null && !targets.some(target => target.name === field))
      problems.push({ path, code: 'field.unknown' })
    else mapping[Number(index)] = field
  }
  // A field takes one column: what is chosen now wins over what was before.
  const chosen = new Map(
    Object.entries(change).flatMap(([index, field]) => (field === null ? [] : [[field, Number(index)] as const])),
  )
  const single = mapping.map((field, index) =>
    field !== null && chosen.has(field) && chosen.get(field) !== index ? null : field,
  )
  if (problems.length > 0) throw invalid(problems)
  return single
}

/** The settings with what the user changes of them. @throws Problem `import.bad_setting` (400), `invalid` (422) for a default that cannot be */
export async function newSettings(
  ctx: Context,
  object: ObjectDefinition,
  entry: Pick<ImportEntry, 'settings'>,
  change: Partial<ImportSettings>,
): Promise<ImportSettings> {
  const settings = { ...entry.settings, ...change, defaults: { ...entry.settings.defaults } }
  const sourceSystem = typeof settings.sourceSystem === 'string' ? settings.sourceSystem.trim() : ''
  if (sourceSystem === '' || sourceSystem.length > 100) throw badRequest('import.bad_setting', { name: 'sourceSystem' })
  if (!['ymd', 'dmy', 'mdy'].includes(settings.dateOrder)) throw badRequest('import.bad_setting', { name: 'dateOrder' })
  if (!['skip', 'update', 'updateOnly', 'create'].includes(settings.doubles))
    throw badRequest('import.bad_setting', { name: 'doubles' })
  if (!['overwrite', 'fillEmpty'].includes(settings.writing))
    throw badRequest('import.bad_setting', { name: 'writing' })
  if (typeof settings.runsEvents !== 'boolean') throw badRequest('import.bad_setting', { name: 'runsEvents' })
  const targets = importTargets(ctx, object)
  if (settings.key !== null && !targets.some(target => target.name === settings.key && isKey(object, target)))
    throw badRequest('import.bad_setting', { name: 'key' })
  for (const [name, value] of Object.entries(change.defaults ?? {})) {
    const target = targets.find(candidate => candidate.name === name)
    if (!target) throw invalid([{ path: `settings.defaults.${name}`, code: 'field.unknown' }])
    if (value === '' || value === null) delete settings.defaults[name]
    else settings.defaults[name] = await defaultValue(ctx, object, target, String(value))
  }
  return { ...settings, sourceSystem }
}

/** A value for all rows; a record by id or, as people write it, by title. */
async function defaultValue(
  ctx: Context,
  object: ObjectDefinition,
  { name, field }: ImportTarget,
  text: string,
): Promise<string> {
  const refuse = (code: string, params: Record<string, unknown> = { text }): never => {
    throw invalid([{ path: `settings.defaults.${name}`, code, params }])
  }
  if (isReferring(field)) {
    const referred = objectOf(ctx.catalog, field.object ?? '')
    const isMeant = isId(text)
      ? sql`t.id = ${text}::uuid`
      : sql`import_key(${titleOf(referred, 't')}) = import_key(${text})`
    const { rows } = await sql<{ id: string }>`
      select t.id from ${sql.table(tableOf(referred))} t where ${isMeant} and ${visible(ctx, referred, 't')} limit 2`.execute(
      ctx.db,
    )
    return rows.length === 1 && rows[0] ? rows[0].id : refuse('import.no_such_partner')
  }
  if (field.type === 'choice' || field.type === 'status') {
    const isNamed = (option: string): boolean =>
      optionNames(ctx, object, name, option).some(label => foldName(label) === foldName(text))
    return field.options?.find(option => option === text || isNamed(option)) ?? refuse('field.unknown_option')
  }
  const read = fieldType(field.type).fromCell?.(text, field, { dateOrder: 'ymd', timeZone: ctx.company.timeZone })
  return read?.ok ? text : refuse(read?.code ?? 'field.unknown', read && !read.ok ? read.params : undefined)
}
