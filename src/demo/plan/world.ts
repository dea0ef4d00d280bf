import { type Day, dayOf } from '../days.ts'
import type { PersonKey } from '../people.ts'
import { type Random, randomFrom } from '../random.ts'
import { idOf } from '../seeded-ids.ts'
import type { Step } from '../step.ts'

/** A pipeline of the company, as far as the plan needs it. */
export interface PlannedPipeline {
  id: string
  name: string
  /** In their order. */
  stages: { id: string; name: string; kind: string }[]
}

/** What a plan begins with. */
export interface PlanOptions {
  /** The instant (milliseconds) up to which there is something; days before it are told from the company's time zone. */
  until: number
  /** 1 is the whole demo company; tests that need less take less. */
  scale: number
  pipelines: readonly PlannedPipeline[]
  users: Readonly<Record<PersonKey, string>>
}

/** What a plan is written into. */
export interface World extends PlanOptions {
  random: Random
  /** The present day, and the first of which there is something: 18 months before. */
  today: Day
  firstDay: Day
  steps: Step[]
  /** Records by noun, with whose they are, for those who pick some. */
  made: { object: string; id: string; owner: PersonKey | null }[]
  /** Draws a number until it is one that nobody has: two with the same number are the same, and the second is refused. */
  number(draw: () => string): string
  /** Puts down a creation and gives the new id. Nothing is put down that lies in the future: then it is null. */
  create(
    step: { at: number; by: PersonKey; object: string; owner?: PersonKey | null },
    values: Record<string, unknown>,
  ): string | null
  /** Puts down anything else, unless it lies in the future. */
  add(step: Step): void
}

/** How long the company has been using the program, in days: 18 months. */
export const historyDays = 548

/** An empty plan. */
export function openWorld(options: PlanOptions): World {
  const random = randomFrom(20_260_101)
  const today = dayOf(options.until)
  const taken = new Set<string>()
  const world: World = {
    ...options,
    random,
    today,
    firstDay: today - historyDays,
    steps: [],
    made: [],
    number: draw => {
      let drawn = draw()
      while (taken.has(drawn)) drawn = draw()
      taken.add(drawn)
      return drawn
    },
    create: ({ at, by, object, owner = by }, values) => {
      if (at > options.until) return null
      const id = idOf(random, at)
      world.steps.push({ kind: 'create', at, by, object, id, values })
      world.made.push({ object, id, owner })
      return id
    },
    add: step => {
      if (step.at <= options.until) world.steps.push(step)
    },
  }
  return world
}
