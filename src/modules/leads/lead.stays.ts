/** One value that owner or state of a lead took, in the order in which it was recorded; `at` is null where nobody knows. */
export interface WayChange {
  field: 'owner' | 'state'
  to: string | null
  at: string | null
}

/** How long one person had the lead, in one part of its way. ISO instants; `until` is null while he still has it. */
export interface LeadStay {
  user: string | null
  phase: 'marketing' | 'sales'
  from: string
  until: string | null
}

/**
 * Who had a lead from when to when, and whether marketing or sales answered for it then (facts 15). Before the hand-over that is whoever's man the
 * holder is; afterwards sales, until it is returned. What ended (converted, invalid) counts no further. Time whose beginning nobody knows is left out.
 */
export function staysOf(changes: readonly WayChange[], isMarketing: (user: string) => boolean): LeadStay[] {
  const known = changes.flatMap(change => (change.at === null ? [] : [{ ...change, at: change.at }]))
  const stays: LeadStay[] = []
  const unknown = (field: WayChange['field']): string | null =>
    changes.find(change => change.field === field && change.at === null)?.to ?? null
  const now = { owner: unknown('owner'), state: unknown('state') }
  for (const change of known.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    now[change.field] = change.to
    const last = stays.at(-1)
    const next = stayFrom(change.at, now, isMarketing)
    if (last && last.until === null) {
      if (next && next.user === last.user && next.phase === last.phase) continue
      last.until = change.at
    }
    if (next) stays.push(next)
  }
  return stays.filter(stay => stay.until === null || stay.until > stay.from)
}

function stayFrom(
  from: string,
  { owner, state }: { owner: string | null; state: string | null },
  isMarketing: (user: string) => boolean,
): LeadStay | null {
  if (state === null || state === 'converted' || state === 'invalid') return null
  const isSold = state === 'handedOver' || state === 'following'
  const phase = isSold || (owner !== null && !isMarketing(owner)) ? 'sales' : 'marketing'
  return { user: owner, phase, from, until: null }
}
