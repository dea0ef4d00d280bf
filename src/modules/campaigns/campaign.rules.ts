/** A campaign cannot end before it starts. */
export function checkDates(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  const { startsOn, endsOn } = draft.values
  return typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
    ? [{ path: 'endsOn', code: 'campaign.ends_before_start' }]
    : []
}
