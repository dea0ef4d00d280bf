import { Exact } from '#platform/fields/decimal-text.ts'

/**
 * An entry of a customer's account, in one currency and of one legal entity. A positive amount is owed by the customer. `bucket` is the plan line or
 * opening balance that it concerns; null: what is held for the customer.
 */
export interface Entry {
  on: string
  bucket: string | null
  /** Of an entry that makes something due. */
  dueOn: string | null
  amount: string
}

export const agingSteps = ['d30', 'd60', 'd90', 'over'] as const
export type AgingStep = (typeof agingSteps)[number]

/** How a customer stands at the end of a day. */
export interface Standing {
  /** Receivable less what is held: positive is owed by the customer. */
  balance: string
  /** What of everything agreed is not paid, due or not. */
  receivable: string
  /** What of it was due by that day: over its lines, none of which counts less than nothing. */
  arrears: string
  /** Arrears by how many days they are late: 0–30, 31–60, 61–90, more. */
  aging: Record<AgingStep, string>
  /** What is held for the customer. */
  prepayment: string
}

/** Something open, with the day on which it was due as that day knew it. */
export interface OpenBucket {
  bucket: string
  dueOn: string | null
  open: string
}

/** How a customer stood at the end of a day, by all entries up to it. The order of entries does not matter. */
export function standingOn(entries: readonly Entry[], day: string): Standing {
  const until = entries.filter(({ on }) => on <= day)
  const buckets = openBuckets(until)
  const aging: Record<AgingStep, InstanceType<typeof Exact>> = {
    d30: new Exact(0),
    d60: new Exact(0),
    d90: new Exact(0),
    over: new Exact(0),
  }
  let [receivable, arrears] = [new Exact(0), new Exact(0)]
  for (const { open, dueOn } of buckets) {
    receivable = receivable.plus(open)
    if (dueOn === null || dueOn > day || new Exact(open).lessThanOrEqualTo(0)) continue
    arrears = arrears.plus(open)
    const step = agingStep(daysBetween(dueOn, day))
    aging[step] = aging[step].plus(open)
  }
  const held = sum(until.filter(({ bucket }) => bucket === null)).negated()
  return {
    balance: receivable.minus(held).toFixed(),
    receivable: receivable.toFixed(),
    arrears: arrears.toFixed(),
    aging: {
      d30: aging.d30.toFixed(),
      d60: aging.d60.toFixed(),
      d90: aging.d90.toFixed(),
      over: aging.over.toFixed(),
    },
    prepayment: plain(held),
  }
}

/** What is open of each plan line and opening balance, and when it was due; lines that are settled are left out. */
export function openBuckets(entries: readonly Entry[]): OpenBucket[] {
  const buckets = Map.groupBy(
    entries.filter(({ bucket }) => bucket !== null),
    ({ bucket }) => bucket as string,
  )
  return [...buckets].flatMap(([bucket, own]) => {
    const open = sum(own)
    return open.isZero() ? [] : [{ bucket, dueOn: dueOf(own), open: open.toFixed() }]
  })
}

/** A line that was postponed left its old day and stands on the new one: the day on which something still stands. */
function dueOf(entries: readonly Entry[]): string | null {
  const byDay = Map.groupBy(
    entries.filter(({ dueOn }) => dueOn !== null),
    ({ dueOn }) => dueOn as string,
  )
  const standing = [...byDay].filter(([, own]) => sum(own).greaterThan(0)).map(([day]) => day)
  return standing.toSorted().at(-1) ?? null
}

/** How late something is. */
export function agingStep(days: number): AgingStep {
  if (days <= 30) return 'd30'
  if (days <= 60) return 'd60'
  return days <= 90 ? 'd90' : 'over'
}

/** What one entry must add so that what stands becomes what should stand, by key; nothing where it does already. */
export function differences(
  wanted: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
): Map<string, string> {
  const keys = new Set([...wanted.keys(), ...present.keys()])
  return new Map(
    [...keys].flatMap(key => {
      const difference = new Exact(wanted.get(key) ?? 0).minus(present.get(key) ?? 0)
      return difference.isZero() ? [] : [[key, difference.toFixed()] as const]
    }),
  )
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

const sum = (entries: readonly Pick<Entry, 'amount'>[]) =>
  entries.reduce((total, { amount }) => total.plus(amount), new Exact(0))

const plain = (amount: InstanceType<typeof Exact>): string => (amount.isZero() ? '0' : amount.toFixed())
