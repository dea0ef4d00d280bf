export default {
  calendar: { file: { day: 'Day', kind: 'Kind', name: 'Name', rest: 'Rest', work: 'Work' } },
  audit: { kinds: { settings_calendar: 'Changed the working calendar' } },
  problems: {
    'calendar.changed': 'Somebody has just changed the calendar of {year}; reload it before you change it.',
    'calendar.other_year': '{text} is not in {year}; take a day of that year.',
    'calendar.day_twice': '{text} is there twice; keep it once.',
    'calendar.no_columns':
      'The file needs the columns “Day” and “Kind”; export a year first and fill it in the same way.',
    'calendar.no_rows': 'There is no day in the file; fill in at least one row.',
    'calendar.too_many_rows': 'The file has more than {max} rows; import it in parts.',
    'calendar.row_no_day': 'Row {row}: “{text}” is not a day; write it like 2026-10-01.',
    'calendar.row_no_kind': 'Row {row}: “{text}” is neither “Rest” nor “Work”; write one of them.',
    'calendar.twice': 'Row {row}: {text} has been there before; keep it once.',
  },
}
