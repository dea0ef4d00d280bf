import { may, ownersWithin } from '../access/actor.ts'
import { type Approval, approvalOf, isEditable } from '../approvals/approval.ts'
import { neededAccess, type TeamAccess } from '../access/team-records.ts'
import type { VerbDefinition } from '../objects/define-action.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'

/**
 * What the actor may do with records of this noun now: `update`, `remove` and the verbs whose `from` fits. Buttons need no second rule. His rights
 * are looked up once; what is given then asks each record.
 */
export function verbsPossible(
  ctx: Context,
  object: ObjectDefinition,
): (record: Record<string, unknown>, team?: TeamAccess) => string[] {
  const people = ['owner', ...(object.coOwners ?? [])]
  const rights = ['update', 'remove', ...verbsOf(ctx, object)].flatMap(verb => rightTo(ctx, object, verb) ?? [])
  const approval = approvalOf(ctx, object.name)
  return (record, team) => {
    const whose = people.flatMap(name => (record[name] as { id: string } | null | undefined)?.id ?? [])
    return rights
      .filter(({ verb, from, owners, byTeam }) => {
        if (approval && isHeldBack(approval, verb, record)) return false
        if (from && !from.values.includes(String(record[from.field]))) return false
        return owners === 'all' || whose.some(person => owners.includes(person)) || (team === 'edit' && byTeam)
      })
      .map(({ verb }) => verb)
  }
}

/** What is under review or approved is not removed, and edited only where something of it may be. */
function isHeldBack(approval: Approval, verb: string, record: Record<string, unknown>): boolean {
  if ((verb !== 'update' && verb !== 'remove') || isEditable(approval, String(record[approval.state]))) return false
  return verb === 'remove' || (approval.free ?? []).length === 0
}

interface Right {
  verb: string
  from: VerbDefinition['from']
  /** Whose records it reaches. */
  owners: 'all' | readonly string[]
  /** Whether a team widens its reach; a team gives no right that one's roles do not. */
  byTeam: boolean
}

const verbsOf = (ctx: Context, object: ObjectDefinition): readonly VerbDefinition[] =>
  ctx.catalog.verbs.filter(verb => verb.object.name === object.name)

/** Null for a right that reaches no record. */
function rightTo(ctx: Context, object: ObjectDefinition, asked: string | VerbDefinition): Right | null {
  const verb = typeof asked === 'string' ? asked : asked.verb
  const from = typeof asked === 'string' ? undefined : asked.from
  const isOwn = may(ctx.actor, `${object.name}.${verb}`)
  const owners = ownersOf(ctx, object, { verb, isOwn })
  const byTeam = isOwn && neededAccess(ctx, object, verb) !== null
  return owners === 'all' || owners.length > 0 || byTeam ? { verb, from, owners, byTeam } : null
}

/** Through a door, and where nobody owns anything, one reaches all or nothing. */
function ownersOf(
  ctx: Context,
  object: ObjectDefinition,
  { verb, isOwn }: { verb: string; isOwn: boolean },
): 'all' | readonly string[] {
  const door = ctx.admission
  if (isOwn && door?.object === object.name && door.verbs.includes(verb)) return 'all'
  const owners = ownersWithin(ctx.actor, `${object.lineOf?.object ?? object.name}.${verb}`)
  return owners !== 'all' && owners.length > 0 && !object.owned ? 'all' : owners
}
