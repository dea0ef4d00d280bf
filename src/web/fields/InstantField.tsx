import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'
import { DateFilterInput } from './DateField.tsx'
import { addDays, exactMoment, momentWords } from './day-words.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { overdueWords } from './overdue.ts'
import { useWording } from './surroundings.ts'

/** People see and write the company's wall clock, wherever they sit. */
function InstantInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  const { timeZone } = useWording()
  const clock = value ? exactMoment(value, timeZone) : undefined
  return (
    <DatePicker
      id={id}
      className="field-wide"
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      value={clock ? dayjs(clock.replace(' ', 'T')) : null}
      allowClear={!field.required}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={next => {
        if (!next) return onChange(null)
        const wall = { day: next.format('YYYY-MM-DD'), hour: next.hour(), minute: next.minute(), second: 0 }
        return onChange(zonedToUtc(wall, timeZone).toISOString())
      }}
    />
  )
}

function InstantCell({ field, value, values, room }: CellProps<string>) {
  const wording = useWording()
  const overdue = overdueWords(value, { field, values, wording })
  return (
    <time
      className={overdue ? 'field-date field-overdue' : 'field-date'}
      dateTime={value}
      title={exactMoment(value, wording.timeZone)}
    >
      {overdue && room === 'line' ? overdue : momentWords(value, wording)}
      {overdue && room === 'page' ? ` · ${overdue}` : null}
    </time>
  )
}

/** Asked in days; the filter holds the instants at which those days begin and end for the company. */
function InstantFilterInput(props: FilterInputProps) {
  const { timeZone } = useWording()
  const { op, value, onChange } = props
  const startOf = (day: string): string => zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, timeZone).toISOString()
  const endOf = (day: string): string => new Date(Date.parse(startOf(addDays(day, 1))) - 1).toISOString()
  const dayOf = (instant: unknown): string | null =>
    typeof instant === 'string' ? dayAt(new Date(instant), timeZone) : null
  if (op === 'preset') return <DateFilterInput {...props} />
  if (op === 'between') {
    const days = Array.isArray(value) ? value.map(dayOf) : null
    return (
      <DateFilterInput
        {...props}
        value={days}
        onChange={next => {
          const [from, to] = Array.isArray(next) ? (next as (string | null)[]) : []
          onChange(from && to ? [startOf(from), endOf(to)] : null)
        }}
      />
    )
  }
  // After a day means after its end, up to a day includes the whole of it.
  const edge = op === 'gt' || op === 'lte' ? endOf : startOf
  return (
    <DateFilterInput
      {...props}
      value={dayOf(value)}
      onChange={next => onChange(typeof next === 'string' ? edge(next) : null)}
    />
  )
}

/** A moment. */
export const instantFace: FieldFace<string> = {
  Input: InstantInput,
  Cell: InstantCell,
  FilterInput: InstantFilterInput,
  words: (value, _field, { timeZone }) => exactMoment(value, timeZone),
  width: 132,
  endsBy: 'button',
}
