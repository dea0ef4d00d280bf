import { z } from 'zod'
import { dayAt } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, instant, named, text, whole, yesNo } from '#platform/http/shapes.ts'
import { daysFrom } from '#platform/query/calendar-days.ts'
import { type Context, get } from '#platform/records/index.ts'
import { protectedUntil } from './clock.rules.ts'
import { reckon } from './clock.settle.ts'
import type { PooledNoun } from './memberships.ts'
import { idIn, pooledNouns } from './pooled.ts'
import { poolName } from './pool-name.ts'
import { stayHere, wayOf } from './way.ts'

const answer = z.object({
  /** Why it lies in its pool; null when somebody owns it. */
  stay: z
    .object({
      pool: named,
      cause: text.nullable(),
      reason: text.nullable(),
      since: instant.nullable(),
      previousOwner: named.nullable(),
      by: named.nullable(),
    })
    .nullable(),
  /** When and why it falls; null when no rule lets it. */
  due: z
    .object({
      pool: named,
      on: day,
      daysLeft: whole,
      why: text,
      days: whole,
      from: day,
      lastCountedOn: day.nullable(),
      protectedUntil: day.nullable(),
    })
    .nullable(),
  way: z.array(
    z.object({
      at: instant,
      kind: z.enum(['entered', 'left', 'owner']),
      from: named.nullable(),
      to: named.nullable(),
      /** Of a record that was merged into this one since. */
      isOfMerged: yesNo,
    }),
  ),
})

/**
 * `GET /api/customers/:id/custody`, the same of leads: whose it is and why, in which pool it lies, or when it falls into one and by which rule,
 * counted now; and its way through pools and owners.
 */
export function custodyRoutes(server: ApiServer): void {
  for (const noun of Object.keys(pooledNouns) as PooledNoun[])
    server.get(
      `/api/${pooledNouns[noun].plural}/:id/custody`,
      says({ id: `pools.custody_${noun}`, answer, of: [noun] }),
      async request => {
        const { id } = request.params as { id: string }
        return custodyOf(await contextOf(request), noun, id)
      },
    )
}

/** Whose a record is and why, or where it lies, as its page says it. @throws Problem 404 */
export async function custodyOf(ctx: Context, noun: PooledNoun, id: string): Promise<z.output<typeof answer>> {
  return custodyWith(ctx, noun, await get(ctx, pooledNouns[noun].object, id))
}

/** The same of a record that the actor has been shown. */
export async function custodyWith(
  ctx: Context,
  noun: PooledNoun,
  record: { id: string; pool?: unknown },
): Promise<z.output<typeof answer>> {
  const stay = await stayHere(ctx, record.id)
  const here = idIn(record.pool)
  return {
    stay: stay && here ? { ...stay, pool: { id: here, title: await poolName(ctx, here) } } : null,
    due: await dueOf(ctx, noun, record.id),
    way: await wayOf(ctx, record.id),
  }
}

async function dueOf(ctx: Context, noun: PooledNoun, id: string): Promise<z.output<typeof answer>['due']> {
  const reckoned = (await reckon(ctx, noun, [id])).get(id)
  if (!reckoned?.due) return null
  const { due, poolId, facts, rules } = reckoned
  return {
    pool: { id: poolId, title: await poolName(ctx, poolId) },
    on: due.on,
    daysLeft: daysFrom(dayAt(ctx.now(), ctx.company.timeZone), due.on),
    why: due.why,
    days: due.days,
    from: due.from,
    lastCountedOn: facts.lastCountedOn,
    protectedUntil: protectedUntil(facts, rules),
  }
}
