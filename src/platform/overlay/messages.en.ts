export default {
  record: { sections: { custom: 'Custom fields' } },
  problems: {
    'layout.too_many_fields':
      'A kind of record has at most {max} fields of its own; remove or retire one that is not used.',
    'layout.label_taken': 'There is a field called “{label}” already; choose another name.',
    'layout.bad_limit': 'Enter a whole number from {min} to {max}.',
    'layout.field_needed':
      'The program needs “{field}”, so it cannot be hidden; a required field can be hidden only if it has a default.',
    'layout.cannot_require': 'The program fills in “{field}”, so it cannot be required.',
    'layout.standard_field':
      '“{field}” is a standard field: only its name, hint, place and being required can be changed.',
    'layout.fixed_type': 'The type of a field cannot be changed; make a new field and retire this one.',
    'layout.has_values':
      'Records have a value in “{field}”, so it cannot be removed; retire it instead, the values stay.',
    'layout.unknown_section': 'There is no such section; reload the page and try again.',
    'layout.unknown_field': 'The fields have changed meanwhile; reload the page and try again.',
    'filter.not_fast':
      'There are too many records to filter or sort by “{field}” alone: narrow the list first, by owner for example, or ask the administrator to make this field fast.',
  },
}
