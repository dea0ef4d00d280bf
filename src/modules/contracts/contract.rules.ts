import { Exact } from '#platform/fields/decimal-text.ts'

/** What is wrong with a value of a contract: the field, a code, what its message names. */
interface Wrong {
  path: string
  code: string
  params?: Record<string, string | number>
}

/** What is wrong with a contract as a whole: dates that run backwards, a parent where none belongs, shares that do not come to 100 %. */
export function wrongIn(values: Readonly<Record<string, unknown>>): Wrong[] {
  return [...wrongDays(values), ...wrongParent(values), ...wrongCredits(values)]
}

function wrongDays({ startOn, endOn }: Readonly<Record<string, unknown>>): Wrong[] {
  return startOn && endOn && String(endOn) < String(startOn)
    ? [{ path: 'endOn', code: 'contract.ends_before_start' }]
    : []
}

/** What is called off, supplements or renews names what it belongs to. */
function wrongParent({ type, parent }: Readonly<Record<string, unknown>>): Wrong[] {
  const belongs = type === 'callOff' || type === 'supplement' || type === 'renewal'
  if (belongs && !parent) return [{ path: 'parent', code: 'contract.needs_parent' }]
  return !belongs && parent ? [{ path: 'parent', code: 'contract.parent_of_single' }] : []
}

function wrongCredits({ credits }: Readonly<Record<string, unknown>>): Wrong[] {
  const shares = (credits ?? []) as { person?: { id: string } | null; percent?: number | null }[]
  if (shares.length === 0) return []
  const people = shares.map(share => share.person?.id)
  const twice = people.findIndex((id, index) => id !== undefined && people.indexOf(id) < index)
  if (twice >= 0) return [{ path: `credits.${twice}.person`, code: 'contract.credit_twice' }]
  const sum = shares.reduce((all, share) => all.plus(share.percent ?? 0), new Exact(0))
  return sum.equals(100)
    ? []
    : [{ path: 'credits', code: 'contract.credits_not_whole', params: { sum: sum.toFixed() } }]
}
