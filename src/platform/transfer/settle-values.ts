import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { tableOf, visible } from '../access/visible.ts'
import { newId } from '../db/id.ts'
import type { Transaction } from '../db/server.ts'
import { badRequest, type FieldProblem, invalid } from '../errors.ts'
import { isId, optionId } from '../fields/index.ts'
import type { Context } from '../records/context.ts'
import type { ChosenColumn, ImportPlan } from './columns.ts'
import type { Settlement } from './import-description.ts'
import { foldName } from './likeness.ts'
import { kindsFor } from './settlement.ts'
import { optionNames, parentIs, titleOf } from './values.ts'

const settlement = z.object({
  kind: z.enum(['use', 'create', 'leaveEmpty', 'refuse']),
  id: z.string().max(100).optional(),
  title: z.string().max(500).optional(),
})
/** What a person or a file says of values; other members (a count, for the reader) are passed over. */
export const settlementsSchema = z
  .array(
    z.object({
      field: z.string(),
      value: z.string(),
      within: z.string().optional(),
      settlement: settlement.nullable(),
    }),
  )
  .max(5000)

/** The user's word on one value; null takes it back. */
export interface GivenSettlement {
  field: string
  value: string
  within?: string | undefined
  settlement: Settlement | null
}

/**
 * Writes the user's decisions down, all or none. What is to be made gets its id now, the same for the same name in every column, and is
 * made when the import runs. @throws Problem `invalid` with the path of each decision that cannot be
 */
export async function settleValues(
  ctx: Context & { db: Transaction },
  plan: ImportPlan,
  given: readonly GivenSettlement[],
): Promise<void> {
  const problems: FieldProblem[] = []
  for (const [index, one] of given.entries()) {
    const column = plan.chosen.find(candidate => candidate.name === one.field)
    const path = `settlements.${index}`
    if (!column) problems.push({ path, code: 'import.no_such_column', params: { field: one.field } })
    else if (one.settlement === null) await write(ctx, plan, one, { settlement: null, id: null, option: null })
    else if (!kindsFor(ctx, column).includes(one.settlement.kind))
      problems.push({ path, code: 'import.settlement_not_possible', params: { value: one.value } })
    else {
      const partner = await partnerOf(ctx, plan, column, { ...one, settlement: one.settlement })
      if (!partner)
        problems.push({
          path,
          code: 'import.no_such_partner',
          params: { text: one.settlement.title ?? one.settlement.id ?? '' },
        })
      else if (!(await write(ctx, plan, one, { settlement: { ...one.settlement, ...partner.shown }, ...partner })))
        problems.push({ path, code: 'import.no_such_value', params: { value: one.value } })
    }
  }
  if (problems.length > 0) throw invalid(problems)
}

interface Partner {
  id: string | null
  option: string | null
  /** How the decision is shown again. */
  shown?: { id?: string; title?: string }
}
const nobody: Partner = { id: null, option: null }

async function partnerOf(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn,
  given: GivenSettlement & { settlement: Settlement },
): Promise<Partner | undefined> {
  const { kind, id, title } = given.settlement
  if (kind === 'leaveEmpty' || kind === 'refuse') return nobody
  if (kind === 'create') return await toBeMade(ctx, plan, column, title?.trim() || given.value.trim())
  if (id === undefined && title === undefined)
    throw badRequest('import.settlement_without_partner', { value: given.value })
  return column.object
    ? await existingRecord(ctx, plan, column, given)
    : existingOption(ctx, plan, column, given.settlement)
}

async function existingRecord(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn,
  { within = '', settlement: { id, title } }: GivenSettlement & { settlement: Settlement },
): Promise<Partner | undefined> {
  const { object } = column
  if (!object || (id !== undefined && !isId(id))) return undefined
  const isMeant =
    id === undefined ? sql`import_key(${titleOf(object, 't')}) = import_key(${title ?? ''})` : sql`t.id = ${id}::uuid`
  const { rows } = await sql<{ id: string; title: string }>`
    select t.id, ${titleOf(object, 't')} as title from ${sql.table(tableOf(object))} t cross join (select ${within}::text as within) v
    where ${isMeant} and ${visible(ctx, object, 't')} and ${parentIs(plan, column, 't', 'v')} limit 2`.execute(ctx.db)
  const only = rows.length === 1 ? rows[0] : undefined
  return only && { id: only.id, option: null, shown: only }
}

function existingOption(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn,
  { id, title }: Settlement,
): Partner | undefined {
  const names = (option: string): string[] => optionNames(ctx, plan.object, column.name, option).map(foldName)
  const option = column.field.options?.find(
    one => one === id || (id === undefined && names(one).includes(foldName(title ?? ''))),
  )
  return option === undefined
    ? undefined
    : { id: null, option, shown: { id: option, title: names(option).at(-1) ?? option } }
}

/** Two values for which the same is to be made share it: `technolgy` and `technology`, or one person as owner and as superior. */
async function toBeMade(ctx: Context, plan: ImportPlan, column: ChosenColumn, title: string): Promise<Partner> {
  const alike = column.object
    ? plan.chosen.filter(other => other.object?.name === column.object?.name).map(other => other.name)
    : [column.name]
  const { rows } = await sql<{ id: string | null; option: string | null }>`
    select target_id as id, target_option as option from import_values
    where import_id = ${plan.entry.id}::uuid and field = any(${alike}::text[]) and settlement->>'kind' = 'create'
      and import_key(settlement->>'title') = import_key(${title}) limit 1`.execute(ctx.db)
  if (rows[0]) return { ...rows[0], shown: { title } }
  return column.object
    ? { id: newId(), option: null, shown: { title } }
    : { id: null, option: newOptionId(title, column.field.options ?? []), shown: { title } }
}

/** A readable id where the label allows one, else one drawn from the label. */
function newOptionId(label: string, taken: readonly string[]): string {
  const words = label.normalize('NFKC').match(/[A-Za-z0-9]+/g) ?? []
  const camel = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
  const isReadable = /^[\p{ASCII}]+$/u.test(label) && optionId.test(camel)
  const base = isReadable ? camel : `o${createHash('sha256').update(foldName(label)).digest('hex').slice(0, 12)}`
  if (!taken.includes(base)) return base
  let count = 2
  while (taken.includes(`${base}${count}`)) count++
  return `${base}${count}`
}

async function write(
  ctx: Context,
  plan: ImportPlan,
  { field, value, within }: GivenSettlement,
  { settlement, id, option }: Partner & { settlement: Settlement | null },
): Promise<boolean> {
  const isWithin = within === undefined ? sql`true` : sql`within = ${within}`
  const { numAffectedRows = 0n } = await sql`
    update import_values set settlement = ${settlement === null ? null : JSON.stringify(settlement)}::jsonb,
      target_id = ${id}::uuid, target_option = ${option}, target_row = null
    where import_id = ${plan.entry.id}::uuid and field = ${field} and key = import_key(${value}) and ${isWithin}`.execute(
    ctx.db,
  )
  return numAffectedRows > 0n
}
