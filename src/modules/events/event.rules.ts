const longest = 31 * 86_400_000

/** Times in their order, and a rule that can have at least one time. */
export function checkEvent(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  const { startsAt, endsAt, repeats, until } = draft.values
  if (typeof startsAt !== 'string' || typeof endsAt !== 'string') return []
  const length = Date.parse(endsAt) - Date.parse(startsAt)
  if (length <= 0) return [{ path: 'endsAt', code: 'event.ends_before_start' }]
  if (length > longest) return [{ path: 'endsAt', code: 'event.too_long' }]
  // A day of the company may begin up to 14 hours before the same day of UTC.
  const isOver =
    repeats !== 'never' &&
    typeof until === 'string' &&
    Date.parse(`${until}T23:59:59Z`) + 14 * 3_600_000 < Date.parse(startsAt)
  return isOver ? [{ path: 'until', code: 'event.until_before_start' }] : []
}
