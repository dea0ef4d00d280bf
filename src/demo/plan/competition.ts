import { dayText, instantAt, weekdayOf, workedUntil } from '../days.ts'
import { competitors } from '../words/competitors.ts'
import type { Account } from './accounts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

/**
 * Who else wants the same opportunities, what customers mean to spend, how sure people are of what runs; the forecast as it was kept on the last
 * Mondays; and the rule that brings help into large ones.
 */
export function planCompetition(world: World, deals: readonly Deal[], accounts: readonly Account[]): void {
  const met = planCompetitors(world)
  for (const deal of deals) if (deal.account) describe(world, deal, { met, accounts })
  sayToWhomLost(world, met)
  planRule(world)
  planForecast(world, deals)
}

function planCompetitors(world: World): string[] {
  const at = instantAt(world.firstDay, 10 * 60)
  return competitors.map(
    (values, place) =>
      world.create({ at: at + place * 1000, by: 'sunyue', owner: null, object: 'competitor' }, values) as string,
  )
}

/** On the day of its opening, after work. */
function describe(
  world: World,
  deal: Deal,
  { met, accounts }: { met: readonly string[]; accounts: readonly Account[] },
): void {
  const { random } = world
  const rivals = random.shuffled(met).slice(0, Number(random.weighted({ '0': 45, '1': 40, '2': 15 })))
  const other = random.chance(0.15) ? random.pick(accounts) : null
  const isParty = other && other !== deal.account && other.day < deal.opened
  world.add({
    kind: 'update',
    at: instantAt(deal.opened, 18 * 60),
    by: 'zhoujianguo',
    object: 'opportunity',
    id: deal.id,
    values: {
      intent: random.weighted({ high: 25, medium: 50, low: 25 }),
      ...(random.chance(0.5) ? { budget: String(random.whole(4, 80) * 10_000) } : {}),
      ...(rivals.length > 0
        ? {
            competitors: rivals.map(competitor => ({
              competitor,
              standing: random.weighted({ ahead: 20, level: 35, behind: 30, unknown: 15 }),
            })),
          }
        : {}),
      ...(isParty ? { parties: [{ party: other.id, role: random.pick(['endUser', 'integrator', 'agent']) }] } : {}),
    },
  })
}

/** Where a competitor was the reason, one of them is named. */
function sayToWhomLost(world: World, met: readonly string[]): void {
  for (const step of world.steps)
    if (
      step.kind === 'act' &&
      step.object === 'opportunity' &&
      step.verb === 'lose' &&
      step.input.reason === 'competitor'
    )
      step.input = { ...step.input, lostTo: world.random.pick(met) }
}

/** Stands for two weeks, so that what is large since then shows why somebody joined. */
function planRule(world: World): void {
  world.create(
    { at: instantAt(world.today - 14, 9 * 60), by: 'chenjing', owner: null, object: 'opportunityRule' },
    {
      name: '大单加售前和商务',
      deed: 'members',
      fromAmount: '300000',
      members: [
        { duty: 'presales', user: world.users.zhengkai },
        { duty: 'commercial', user: world.users.wuqian },
      ],
    },
  )
}

/** The forecast is kept on Mondays; in this week's meeting people said how sure they are, and moved what slips. */
function planForecast(world: World, deals: readonly Deal[]): void {
  const { random } = world
  const monday = world.today - weekdayOf(world.today) + 1
  for (let week = 8; week >= 0; week--)
    world.add({ kind: 'night', at: instantAt(monday - week * 7, 20), by: 'chenjing', object: 'opportunity' })
  const running = deals.filter(deal => deal.state === 'open' && deal.opened < monday - 10)
  const spoken = workedUntil(Math.max(monday, world.today - 1))
  for (const deal of running) {
    const step = { by: 'zhoujianguo', object: 'opportunity', id: deal.id, kind: 'update' } as const
    const category = random.weighted({ commit: 22, bestCase: 28, pipeline: 45, omitted: 5 })
    world.add({ ...step, at: instantAt(monday - 5, 16 * 60), values: { forecastCategory: category } })
    const chance = random.next()
    if (chance < 0.25)
      world.add({
        ...step,
        at: instantAt(spoken, 9 * 60 + 30),
        values: { expectedCloseOn: dayText(world.today + random.whole(5, 100)) },
      })
    else if (chance < 0.35)
      world.add({ ...step, at: instantAt(spoken, 9 * 60 + 40), values: { forecastCategory: 'commit' } })
  }
}
