export default {
  api_groups: { numbers: 'Numbering' },
  api: {
    numbers: {
      list: 'How each kind of record is numbered',
      write: 'Change how records are numbered',
      preview: 'The numbers that would come next',
    },
  },
  audit: { kinds: { settings_numbers: 'Numbering changed' } },
  problems: {
    'number.levels': 'A number has {min} to {max} parts; add or remove some and save again.',
    'number.one_count': 'A number needs one counter and no more; mend that and save again.',
    'number.no_series': 'These records have no series of their own by legal entity; take this part away.',
    'number.reset_needs_date':
      'A counter that begins anew needs that date in the number (year, month or day), or numbers would come twice; add a date part or let it never begin anew.',
    'number.no_code': '“{record}” has no code for numbers yet; give it one under legal entities first.',
    'number.changed': 'Somebody else has just changed this numbering; reload and change it again.',
    'number.always_on': 'These records always have a number; it cannot be turned off.',
  },
}
