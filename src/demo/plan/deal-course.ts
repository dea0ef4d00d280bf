import { type Day, dayOf, instantAt, workedFrom } from '../days.ts'
import { closing, wonRemarks } from '../words/follow-ups.ts'
import { leavesOn } from './accounts.ts'
import type { Deal, Fate } from './deals.ts'
import type { PlannedPipeline, World } from './world.ts'

interface Walk {
  at: number
  closesOn: Day | undefined
  pipeline: PlannedPipeline
  fate: Fate
  /** Amount and lines that are filled in before the second stage. */
  late: Record<string, unknown>
  amount: number
}

/** Days in each stage of the quick pipeline and of the long one, as they usually are. */
const usualDays = [
  [11, 17, 11],
  [20, 24, 18, 26],
]

/** Takes an opportunity through its stages until its end, or until the present day. */
export function walk(world: World, deal: Deal, { at, pipeline, fate, late, amount, closesOn }: Walk): void {
  const { random } = world
  const open = pipeline.stages.filter(({ kind }) => kind === 'open')
  const days = usualDays[world.pipelines.indexOf(pipeline)] ?? [14]
  const lastStage = fate === 'won' ? open.length - 1 : random.whole(fate === 'invalid' ? 0 : 1, open.length - 1)
  const end = leavesOn(world, deal.owner)
  let now = at
  for (const [place, stage] of open.entries()) {
    if (place > 0) {
      const step = { by: deal.owner, object: 'opportunity', id: deal.id } as const
      if (place === 1 && Object.keys(late).length > 0)
        world.add({ kind: 'update', at: now - 60_000, ...step, values: late })
      world.add({ kind: 'act', at: now, ...step, verb: 'move', input: { stage: stage.id } })
    }
    deal.stays.push({ from: dayOf(now), stage: stage.id, isOpen: true })
    if (place === lastStage && fate === 'stalled') return
    const usual = (days[place] ?? 14) * (0.3 + random.next() * 1.5)
    const stayed = closesOn === undefined ? usual : (closesOn - deal.opened) / (lastStage + 1)
    const isLast = place === lastStage && closesOn !== undefined
    const next = isLast ? closesOn : workedFrom(dayOf(now) + Math.max(1, Math.floor(stayed)))
    now = Math.max(now + 3_600_000, instantAt(next, random.whole(9 * 60, 17 * 60 + 40)))
    if (now > world.until || next >= end) return
    if (place === lastStage) break
  }
  conclude(world, deal, { now, fate, pipeline, amount, late: lastStage === 0 ? late : {} })
}

interface Ending {
  now: number
  fate: Fate
  pipeline: PlannedPipeline
  amount: number
  late: Record<string, unknown>
}

function conclude(world: World, deal: Deal, { now, fate, pipeline, amount }: Ending): void {
  const { random } = world
  const step = { by: deal.owner, object: 'opportunity', id: deal.id } as const
  deal.closed = dayOf(now)
  deal.state = fate === 'stalled' ? 'open' : fate
  if (fate === 'won') {
    const final = Math.round((amount * (0.92 + random.next() * 0.08)) / 100) * 100
    deal.wonFor = final
    world.add({
      kind: 'act',
      at: now,
      ...step,
      verb: 'win',
      input: { amount: String(final), ...(random.chance(0.6) ? { remark: random.pick(wonRemarks) } : {}) },
    })
    const after = pipeline.stages.find(({ kind }) => kind === 'afterWon')
    if (after && random.chance(0.45))
      world.add({
        kind: 'act',
        at: instantAt(workedFrom(deal.closed + random.whole(20, 45)), 10 * 60),
        ...step,
        verb: 'move',
        input: { stage: after.id, reason: '验收完成，转售后' },
      })
    return
  }
  const reason =
    fate === 'invalid'
      ? random.weighted({ duplicate: 70, other: 30 })
      : random.weighted({
          price: 30,
          competitor: 24,
          noDecision: 16,
          budgetCut: 14,
          relationship: 6,
          product: 6,
          delivery: 4,
        })
  world.add({
    kind: 'act',
    at: now,
    ...step,
    verb: fate === 'invalid' ? 'invalidate' : 'lose',
    input: { reason, remark: random.pick(closing[reason] ?? ['']) },
  })
}
