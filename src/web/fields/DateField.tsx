import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { dayAt } from '#platform/fields/time-zone.ts'
import { datePresets } from '#platform/objects/filter.ts'
import { addDays, dayWords } from './day-words.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { overdueWords } from './overdue.ts'
import { useWording } from './surroundings.ts'

function DateInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  const wording = useWording()
  const today = dayAt(new Date(), wording.timeZone)
  const offered = [0, 1, 7, 30].map(days => ({
    label:
      days === 0
        ? wording.t('when.today')
        : days === 1
          ? wording.t('when.tomorrow')
          : wording.t('when.in_days', { count: days }),
    value: dayjs(addDays(today, days)),
  }))
  return (
    <DatePicker
      id={id}
      className="field-wide"
      value={value && dayjs(value).isValid() ? dayjs(value) : null}
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD', 'M-D', 'M/D']}
      presets={offered}
      allowClear={!field.required}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      // Enter takes the day that was typed; it must not send the form away while the picker closes.
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) event.preventDefault()
      }}
      onChange={next => onChange(next ? next.format('YYYY-MM-DD') : null)}
    />
  )
}

function DateCell({ field, value, values, room }: CellProps<string>) {
  const wording = useWording()
  const overdue = overdueWords(value, { field, values, wording })
  return (
    <time className={overdue ? 'field-date field-overdue' : 'field-date'} dateTime={value} title={value}>
      {overdue && room === 'line' ? overdue : dayWords(value, wording)}
      {overdue && room === 'page' ? ` · ${overdue}` : null}
    </time>
  )
}

/** A day, two days, or a period by its name. */
export function DateFilterInput({ id, op, value, onChange, label }: FilterInputProps) {
  const { t } = useWording()
  if (op === 'preset') {
    return (
      <Select
        id={id}
        aria-label={label}
        value={typeof value === 'string' ? value : null}
        options={datePresets.map(name => ({ value: name, label: t(`fieldsUi.periods.${name}`) }))}
        onChange={onChange}
      />
    )
  }
  if (op === 'between') {
    const [from, to] = Array.isArray(value) ? (value as (string | null)[]) : []
    return (
      <DatePicker.RangePicker
        id={{ start: id, end: `${id}-to` }}
        aria-label={label}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={next => onChange(next ? next.map(day => day?.format('YYYY-MM-DD') ?? null) : null)}
      />
    )
  }
  return (
    <DatePicker
      id={id}
      aria-label={label}
      value={typeof value === 'string' ? dayjs(value) : null}
      onChange={next => onChange(next ? next.format('YYYY-MM-DD') : null)}
    />
  )
}

/** A calendar day. */
export const dateFace: FieldFace<string> = {
  Input: DateInput,
  Cell: DateCell,
  FilterInput: DateFilterInput,
  words: value => value,
  width: 112,
  endsBy: 'choice',
}
