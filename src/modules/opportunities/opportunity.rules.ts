/** The state that follows from the kind of the stage in which an opportunity stands. */
export const stateOf = (kind: string): 'open' | 'won' | 'lost' | 'invalid' => {
  if (kind === 'open') return 'open'
  if (kind === 'lost' || kind === 'invalid') return kind
  return 'won'
}

/** What a stage's exit standard asks for and this opportunity lacks: names of fields. */
export function unmetNeeds(needs: string | null, values: Record<string, unknown>): string[] {
  const asked =
    needs === 'customerAndAmount' ? ['customer', 'amount'] : needs === 'customer' || needs === 'amount' ? [needs] : []
  return asked.filter(name => values[name] === null || values[name] === undefined)
}

/** Dates in their order: an opportunity cannot be closed before it was opened. */
export function checkDates(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  const { openedOn, closedOn } = draft.values
  return typeof openedOn === 'string' && typeof closedOn === 'string' && closedOn < openedOn
    ? [{ path: 'closedOn', code: 'opportunity.closed_before_opened' }]
    : []
}
