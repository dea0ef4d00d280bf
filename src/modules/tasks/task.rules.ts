type Values = Record<string, unknown>

/**
 * Keeps day and time of a due date in step, in place: a time gives its day when none was given; a day that is changed alone has no time yet.
 * `dayOf` gives the company's day of an instant.
 */
export function settleDue(values: Values, before: Values | null, dayOf: (instant: string) => string): void {
  const isTimeNew = values.dueAt !== (before?.dueAt ?? null) && values.dueAt !== undefined
  const isDayNew = values.dueOn !== (before?.dueOn ?? null) && values.dueOn !== undefined
  if (typeof values.dueAt !== 'string') return
  if (isTimeNew && (!isDayNew || !values.dueOn)) values.dueOn = dayOf(values.dueAt)
  else if (isDayNew && !isTimeNew) values.dueAt = null
}
