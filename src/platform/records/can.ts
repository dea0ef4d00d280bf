import { may, ownersWithin } from '../access/actor.ts'
import { approvalOf, isEditable } from '../approvals/approval.ts'
import { neededAccess, type TeamAccess } from '../access/team-records.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'

/** What the actor may do with this record now: `update`, `remove` and the verbs whose `from` fits. Buttons need no second rule. */
export function verbsPossible(
  ctx: Context,
  object: ObjectDefinition,
  record: Record<string, unknown>,
  team?: TeamAccess,
): string[] {
  const verbs = ctx.catalog.verbs.filter(verb => verb.object.name === object.name)
  const possible = verbs
    .filter(({ from }) => !from || from.values.includes(String(record[from.field])))
    .map(({ verb }) => verb)
  return [...ordinary(ctx, object, record), ...possible].filter(
    verb => reaches(ctx, object, record, verb) || reachesByTeam(ctx, object, verb, team),
  )
}

/** What is under review or approved is not removed, and edited only where something of it may be. */
function ordinary(ctx: Context, object: ObjectDefinition, record: Record<string, unknown>): string[] {
  const approval = approvalOf(ctx, object.name)
  if (!approval || isEditable(approval, String(record[approval.state]))) return ['update', 'remove']
  return (approval.free ?? []).length > 0 ? ['update'] : []
}

/** A team widens the reach of a right that one's roles give; it gives none. */
const reachesByTeam = (ctx: Context, object: ObjectDefinition, verb: string, team: TeamAccess | undefined): boolean =>
  team === 'edit' && may(ctx.actor, `${object.name}.${verb}`) && neededAccess(ctx, object, verb) !== null

function reaches(ctx: Context, object: ObjectDefinition, record: Record<string, unknown>, verb: string): boolean {
  const door = ctx.admission
  if (door?.object === object.name && door.verbs.includes(verb) && may(ctx.actor, `${object.name}.${verb}`)) return true
  const owners = ownersWithin(ctx.actor, `${object.lineOf?.object ?? object.name}.${verb}`)
  if (owners === 'all') return true
  if (owners.length === 0) return false
  const people = ['owner', ...(object.coOwners ?? [])].map(
    name => (record[name] as { id: string } | null | undefined)?.id,
  )
  return !object.owned || people.some(person => person !== undefined && owners.includes(person))
}
