import type { Actor } from '#platform/access/actor.ts'
import { loadActor } from '#platform/access/load-actor.ts'
import type { Database } from '#platform/db/server.ts'
import { invalid } from '#platform/errors.ts'
import { decideOn } from '#platform/approvals/decide.ts'
import { addFlow } from '#platform/approvals/flows.ts'
import { dayAt } from '#platform/fields/index.ts'
import { prepareMonthsIn } from '#platform/history/months.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { act, type Context, createMany, update } from '#platform/records/index.ts'
import { setStar } from '#platform/stars/stars.ts'
import { putIntoTeam } from '#platform/teams/teams.ts'
import type { ViewChange } from '#platform/views/view-input.ts'
import { createView } from '#platform/views/views.ts'
import { app } from '#src/app.ts'
import type { PersonKey } from './people.ts'
import type { Step } from './step.ts'

/** What performing needs beside the steps. */
export interface Stage {
  /** Set to the instant (milliseconds) of each step; `ctx.now` reads it. */
  clock: { at: number }
  users: Readonly<Record<PersonKey, string>>
  /** What lies before this instant is long past: nobody is told of it any more. */
  silentUntil: number
  /** Told now and then how much is done, 0 to 1. */
  onProgress: (share: number) => void
}

/** What a night of the demo company does. */
const nights = app.modules.flatMap(module => module.daily).filter(work => work.name.startsWith('opportunities.'))

/** How many records are made by one set-based call at most. */
const most = 400

/**
 * Does what the steps say, each by whom and when they say, through the same actions that people use, in the caller's transaction.
 * @throws Problem of the first action that is refused
 */
export async function perform(ctx: Context, steps: readonly Step[], stage: Stage): Promise<void> {
  const actors = new Map<PersonKey, Actor>()
  let month = ''
  for (let place = 0; place < steps.length; ) {
    const together = sameAs(steps, place)
    const { at, by } = together[0]
    stage.clock.at = at
    const now = new Date(at).toISOString().slice(0, 7)
    if (now !== month) {
      await prepareMonthsIn(ctx.db, ctx.now())
      stage.onProgress(place / steps.length)
      month = now
    }
    // The transaction that makes the company is the only place where its people are known yet.
    const actor = actors.get(by) ?? (await loadActor(ctx.db as Database, stage.users[by], 'person'))
    actors.set(by, actor)
    await take({ ...ctx, actor, ...(at < stage.silentUntil && { isSilent: true }) }, together, stage)
    place += together.length
  }
  stage.onProgress(1)
}

/** The step at this place, with those behind it that are made by the same call. */
function sameAs(steps: readonly Step[], place: number): [Step, ...Step[]] {
  const first = steps[place] as Step
  const together: [Step, ...Step[]] = [first]
  for (
    let next = steps[place + together.length];
    next && together.length < most;
    next = steps[place + together.length]
  ) {
    if (first.kind !== 'create' || next.kind !== 'create' || next.object !== first.object) break
    if (next.at !== first.at || next.by !== first.by || Boolean(first.history) !== Boolean(next.history)) break
    together.push(next)
  }
  return together
}

async function take(ctx: Context, steps: readonly [Step, ...Step[]], stage: Stage): Promise<void> {
  const [step] = steps
  const object = objectOf(ctx.catalog, step.object)
  switch (step.kind) {
    case 'create':
      return createAll(ctx, steps)
    case 'act':
      return act(ctx, object, step.id, step.verb, step.input)
    case 'update':
      return update(ctx, object, step.id, step.values)
    case 'star':
      return setStar(ctx, object, { id: step.id, isStarred: true })
    case 'team':
      return putIntoTeam(ctx, object, { id: step.id, userId: stage.users[step.member], access: 'read', until: null })
    case 'flow':
      await addFlow(ctx, { object: step.object, name: step.name, isOn: true, content: step.content })
      return
    case 'decide':
      return decideOn(ctx, object, step)
    case 'night': {
      const day = dayAt(ctx.now(), ctx.company.timeZone)
      // The transaction that makes the company is the only place where its records are known yet.
      for (const work of nights) await work.run({ ...ctx, db: ctx.db as Database }, day, new AbortController().signal)
      return
    }
    case 'view':
      await createView(ctx, step.object, step.view as ViewChange)
  }
}

async function createAll(ctx: Context, steps: readonly Step[]): Promise<void> {
  const creations = steps.flatMap(step => (step.kind === 'create' ? [step] : []))
  const [first] = creations
  if (!first) return
  const { refused } = await createMany(
    ctx,
    objectOf(ctx.catalog, first.object),
    creations.map(({ id, values, history }) => ({ id, values, ...(history && { transitions: pastOf(history) }) })),
    { history: first.history !== undefined },
  )
  if (refused[0]) throw invalid(refused[0].fields)
}

/** What a state went through elsewhere, as transitions. */
const pastOf = (history: readonly { state: string; at: string }[]) =>
  history.map(({ state, at }, place) => ({
    field: 'state',
    from: history[place - 1]?.state ?? null,
    to: state,
    at,
    precision: 'instant' as const,
  }))
