import type { Link, Person, Place } from './map-types.ts'

/** Who decides stands above, who uses it below. */
const tiers: Readonly<Record<string, number>> = {
  decisionMaker: 110,
  approver: 340,
  finance: 340,
  purchaser: 340,
  influencer: 580,
  technical: 580,
  gatekeeper: 580,
  user: 830,
}
const usualTier = 580
const asides = [0, -170, 160, -60]

/** Half the width of a node by its influence, in the units of the drawing. */
export const radiusOf = ({ influence }: Pick<Person, 'influence'>): number =>
  influence === 'high' ? 44 : influence === 'medium' ? 35 : influence === 'low' ? 27 : 31

/** Where everybody stands: where somebody has put him, else in the row of his role, spread over its width. */
export function placesFor(people: readonly Person[], kept: ReadonlyMap<string, Place>): Map<string, Place> {
  const places = new Map<string, Place>()
  const rows = Map.groupBy(
    people.filter(person => !kept.has(person.id)),
    person => tiers[person.role ?? ''] ?? usualTier,
  )
  const inOrder = [...rows].sort(([a], [b]) => a - b)
  for (const [place, [y, row]] of inOrder.entries()) {
    // People of different rows do not stand below each other, where a line would run through them.
    const aside = row.length === 1 ? (asides[place % asides.length] ?? 0) : 0
    row.forEach((person, index) => {
      places.set(person.id, { x: Math.round((1000 * (index + 1)) / (row.length + 1)) + aside, y })
    })
  }
  for (const { id } of people) {
    const place = kept.get(id)
    if (place) places.set(id, place)
  }
  return places
}

/** A place within the drawing, in whole units. */
export const within = ({ x, y }: Place): Place => ({ x: clamped(x), y: clamped(y) })

const clamped = (value: number): number => Math.round(Math.min(950, Math.max(50, value)))

/** A line from edge to edge of two nodes; one that bends a little where another runs the other way between them. */
export function linkPath(link: Link, ends: { from: Place; to: Place; fromRadius: number; toRadius: number }): string {
  const { from, to, fromRadius, toRadius } = ends
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  const [ux, uy] = [dx / length, dy / length]
  const start = { x: from.x + ux * fromRadius, y: from.y + uy * fromRadius }
  const end = { x: to.x - ux * (toRadius + 9), y: to.y - uy * (toRadius + 9) }
  const bend = link.kind === 'influences' ? 0.16 * length : 0
  const middle = { x: (start.x + end.x) / 2 - uy * bend, y: (start.y + end.y) / 2 + ux * bend }
  return `M ${round(start.x)} ${round(start.y)} Q ${round(middle.x)} ${round(middle.y)} ${round(end.x)} ${round(end.y)}`
}

const round = (value: number): number => Math.round(value * 10) / 10
