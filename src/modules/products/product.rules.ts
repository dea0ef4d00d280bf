import { Exact } from '#platform/fields/decimal-text.ts'

type Line = Readonly<Record<string, unknown>>
interface Drawn {
  values: Readonly<Record<string, unknown>>
}
/** What is wrong with one field, as the platform takes it. */
interface Wrong {
  path: string
  code: string
  params?: Record<string, number>
}

/** What is wrong with the further units of a product: one that is there already, a factor of nothing. */
export function checkUnits({ values }: Drawn): Wrong[] {
  const known = new Set([nameOf(values.unit)])
  return linesIn(values.units).flatMap((line, position): Wrong[] => {
    const name = nameOf(line.name)
    const isTwice = name !== '' && known.has(name)
    known.add(name)
    if (isTwice) return [{ path: `units.${position}.name`, code: 'product.unit_twice' }]
    return isNothing(line.factor) ? [{ path: `units.${position}.factor`, code: 'product.unit_of_nothing' }] : []
  })
}

/** What is wrong with the prices of a list: one that ends before it begins, two that are for the same. */
export function checkPrices({ values }: Drawn): Wrong[] {
  const known = new Map<string, number>()
  return linesIn(values.prices).flatMap((line, position): Wrong[] => {
    if (line.from && line.until && String(line.until) < String(line.from))
      return [{ path: `prices.${position}.until`, code: 'price.ends_before_it_begins' }]
    const what = [idOf(line.product), line.level, amountOf(line.minQuantity), line.from, line.until].join(' ')
    const first = known.get(what)
    if (first === undefined) known.set(what, position)
    return first === undefined
      ? []
      : [{ path: `prices.${position}.product`, code: 'price.twice', params: { line: first + 1 } }]
  })
}

const linesIn = (value: unknown): Line[] => (Array.isArray(value) ? (value as Line[]) : [])
const nameOf = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '')
const idOf = (value: unknown): string => (value as { id?: string } | null)?.id ?? ''
const amountOf = (value: unknown): string => (typeof value === 'string' ? new Exact(value).toFixed() : '0')
const isNothing = (value: unknown): boolean => typeof value === 'string' && new Exact(value).isZero()
