/** The state that follows from the kind of the stage in which an opportunity stands. */
export const stateOf = (kind: string): 'open' | 'won' | 'lost' | 'invalid' => {
  if (kind === 'open') return 'open'
  if (kind === 'lost' || kind === 'invalid') return kind
  return 'won'
}

/** Names that a stage's needs list: `customer, amount` → customer and amount. */
export const needsIn = (needs: string | null | undefined): string[] =>
  (needs ?? '')
    .split(/[,，、;；\n]+/u)
    .map(name => name.trim())
    .filter(name => name !== '')

/** What a stage asks for and this opportunity lacks: names of fields. A list without members is lacking, too. */
export const unmetNeeds = (needs: string | null | undefined, values: Readonly<Record<string, unknown>>): string[] =>
  needsIn(needs).filter(name => isLacking(values[name]))

const isLacking = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What is wrong with an opportunity as a whole: dates out of their order, the same party or competitor twice. */
export function checkOpportunity(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  return [
    ...checkDates(draft),
    ...twice(draft.values.parties, ['party', 'role']).map(place => ({
      path: `parties.${place}.party`,
      code: 'opportunity.party_twice',
    })),
    ...twice(draft.values.competitors, ['competitor']).map(place => ({
      path: `competitors.${place}.competitor`,
      code: 'opportunity.competitor_twice',
    })),
  ]
}

/** Places of lines that say what an earlier one says. */
function twice(lines: unknown, names: readonly string[]): number[] {
  const keys = (Array.isArray(lines) ? (lines as Record<string, unknown>[]) : []).map(line =>
    JSON.stringify(names.map(name => (line[name] as { id?: string } | null | undefined)?.id ?? line[name] ?? null)),
  )
  return keys.flatMap((key, place) => (keys.indexOf(key) < place ? [place] : []))
}

/** Dates in their order: an opportunity cannot be closed before it was opened. */
function checkDates(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  const { openedOn, closedOn } = draft.values
  return typeof openedOn === 'string' && typeof closedOn === 'string' && closedOn < openedOn
    ? [{ path: 'closedOn', code: 'opportunity.closed_before_opened' }]
    : []
}
