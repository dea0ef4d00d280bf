export default {
  report: {
    empty: 'Not filled in',
    unknown: 'Unknown',
    total: 'Total',
    compared: { previous: 'previous period', lastYear: 'last year' },
    notes: {
      without_amount_one: '1 record has no {field} and is not part of the sums.',
      without_amount_other: '{count} records have no {field} and are not part of the sums.',
      unknown_days_one: '{from} or {to} of 1 record is unknown; it is not part of the days.',
      unknown_days_other: '{from} or {to} of {count} records is unknown; they are not part of the days.',
      unknown_period_one: '{field} of 1 record is unknown; it is not in the chosen period.',
      unknown_period_other: '{field} of {count} records is unknown; they are not in the chosen period.',
    },
  },
  problems: {
    'report.unknown': 'There is no report {name}, or you may not see it.',
    'report.bad_key': 'The report has no such group; open the report again and click the number there.',
    'report.unknown_measure': 'The report has no measure {name}; open the report again.',
    'report.bad_period':
      'The period “{text}” is not understood; write it like 2017-Q1 or 2017-03, name a period, or give the days from and to.',
    'report.bad_currency': 'There is no currency {text}; use a code of three letters such as CNY.',
    'report.bad_parameter': 'The parameter {name} is not understood; check it and try again.',
    'report.too_many_groups': 'The report would have more than {max} groups; narrow it with a filter first.',
  },
}
