import { sql } from 'kysely'
import { giveRoles } from '#platform/auth/new-user.ts'
import { invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, create, createMany, find, get, update } from '#platform/records/index.ts'
import { dayOf, dayText } from './days.ts'
import { type DepartmentKey, departments, type PersonKey, people } from './people.ts'
import { perform, type Stage } from './perform.ts'
import { planOf } from './plan/plan.ts'
import type { PlannedPipeline } from './plan/world.ts'
import type { Random } from './random.ts'
import { idOf } from './seeded-ids.ts'

/** How the company is filled. */
export interface DemoWish extends Pick<Stage, 'clock' | 'onProgress'> {
  /** The instant (milliseconds) up to which there is something. */
  until: number
  /** 1 is the whole of it. */
  scale: number
  random: Random
}

/** How long before the end people are still told of what happens, as notices. */
const toldMs = 36 * 3_600_000

/** Fills a new company, whose pipelines stand ready, with people and 18 months of their work. */
export async function makeDemo(ctx: Context, wish: DemoWish): Promise<void> {
  const users = await makePeople({ ...ctx, isSilent: true }, wish)
  const steps = planOf({ ...wish, users, pipelines: await pipelinesOf(ctx) })
  // What PostgreSQL knows of tables that have just been filled decides how quickly the rest goes in.
  await sql`analyze users`.execute(ctx.db)
  await perform(ctx, steps, { ...wish, users, silentUntil: wish.until - toldMs })
}

/** Departments and users with their superiors and roles; gives the users' ids. */
async function makePeople(ctx: Context, { random, until, clock }: DemoWish): Promise<Record<PersonKey, string>> {
  const department = objectOf(ctx.catalog, 'department')
  const places = {} as Record<DepartmentKey, string>
  for (const [key, { name, parent }] of Object.entries(departments))
    places[key as DepartmentKey] = await create(ctx, department, { name, parent: parent && places[parent] })
  const user = objectOf(ctx.catalog, 'user')
  const users = {} as Record<PersonKey, string>
  for (const [place, person] of people.entries()) {
    const id = idOf(random, clock.at)
    const { refused } = await createMany(ctx, user, [
      {
        id,
        values: {
          name: person.name,
          position: person.position,
          department: places[person.department],
          superior: person.superior && users[person.superior],
          phones: [{ raw: `1380000${String(1001 + place)}` }],
          emails: [{ raw: `${person.key}@lanchuan.example.com` }],
          joinedOn: dayText(dayOf(until) - 900 - place * 37),
          expertise: person.expertise,
          territory: person.territory,
        },
      },
    ])
    if (refused[0]) throw invalid(refused[0].fields)
    users[person.key] = id
    await giveRoles(ctx.db, id, [person.role])
  }
  for (const [key, { head }] of Object.entries(departments))
    await update(ctx, department, places[key as DepartmentKey], { head: users[head] })
  return users
}

/** The pipelines that stand ready, the usual one first. */
async function pipelinesOf(ctx: Context): Promise<PlannedPipeline[]> {
  const pipeline = objectOf(ctx.catalog, 'pipeline')
  const { records } = await find(ctx, pipeline, { limit: 10 })
  const pipelines: PlannedPipeline[] = []
  for (const { id } of records) {
    const { name, stages } = await get(ctx, pipeline, id)
    pipelines.push({ id, name: String(name), stages: stages as PlannedPipeline['stages'] })
  }
  return pipelines
}
