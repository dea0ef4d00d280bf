import { dayAt } from '#platform/fields/time-zone.ts'
import type { FieldDescription } from '#platform/objects/description.ts'
import { daysUntil } from '#web/ui/format.ts'
import type { Values, Wording } from './field-face.ts'

/**
 * 逾期 3 天, of a day or moment by which something was to be done; null while it is not past, where it is settled, and of any other date. A day
 * is past when the next one has begun.
 */
export function overdueWords(
  value: string,
  {
    field,
    values,
    wording,
  }: { field: Pick<FieldDescription, 'due'>; values: Values; wording: Pick<Wording, 't' | 'timeZone'> },
  now = new Date(),
): string | null {
  const { due } = field
  if (!due || !isOpen(due, values)) return null
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  if (!isDay && !(Date.parse(value) < now.getTime())) return null
  const day = isDay ? value : dayAt(new Date(value), wording.timeZone)
  const days = -daysUntil(day, dayAt(now, wording.timeZone))
  if (days > 0) return wording.t('fieldsUi.overdue', { count: days })
  return isDay ? null : wording.t('fieldsUi.overdueToday')
}

const isOpen = (due: NonNullable<FieldDescription['due']>, values: Values): boolean =>
  due === true || due.in.includes(String(values[due.field]))
