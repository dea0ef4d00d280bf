import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { isSame } from './draft.ts'
import { type Facts, noteFacts } from './facts.ts'
import { isReferenceField } from './row.ts'
import { type Transition, writeHistory, writeTransitions } from './write.ts'

/** What other records say of a record, beside what they said before; the version that it has. */
export interface TrackedFacts extends Facts {
  before: Record<string, unknown>
  version: number
}

/**
 * `noteFacts` for what follows from other records and is worth telling of: where a customer stands. It leaves history and, of tracked fields,
 * transitions; version and event stay. It is put down to no batch, because it follows anew from what an undo returns.
 */
export async function noteTrackedFacts(
  ctx: Context,
  object: ObjectDefinition,
  facts: readonly TrackedFacts[],
): Promise<void> {
  const moved = facts.flatMap(fact => {
    const changed = Object.keys(fact.values).filter(
      name => !isSame(object.fields[name], fact.before[name] ?? null, fact.values[name] ?? null),
    )
    return changed.length > 0 ? [{ ...fact, changed }] : []
  })
  if (moved.length === 0) return
  await noteFacts(ctx, object, moved)
  const alone: Context = { ...ctx, batch: null }
  await writeHistory(
    alone,
    moved.map(({ id, version, before, values, changed }) => ({
      object,
      id,
      verb: 'update',
      version,
      changes: Object.fromEntries(changed.map(name => [name, [before[name] ?? null, values[name] ?? null]])),
    })),
  )
  const transitions = moved.flatMap(({ id, before, values, changed }) =>
    changed
      .filter(name => object.fields[name]?.tracked)
      .map((name): Transition => {
        const text = (value: unknown): string | null => {
          if (value === null || value === undefined) return null
          const field = object.fields[name]
          return field && isReferenceField(field) ? (value as { id: string }).id : String(value)
        }
        return {
          recordId: id,
          field: name,
          from: text(before[name]),
          to: text(values[name]),
          at: ctx.now().toISOString(),
          precision: 'instant',
        }
      }),
  )
  await writeTransitions(alone, object, transitions)
}
