export default {
  api: {
    company: { previewReset: 'What a reset would remove', reset: 'Remove all business data and keep the settings' },
  },
  audit: { kinds: { settings_reset: 'business data removed (reset)' } },
  rights: { company: { reset: 'remove all business data (reset)' } },
  problems: {
    'reset.busy':
      'Not yet: an import, a change of many records or much other writing is under way. Wait until it is over, or stop it, and try again.',
    'reset.no_backup':
      'The backup could not be written ({folder}: {reason}), so nothing was removed. Make room and try again, or go on without a backup.',
    'reset.wrong_name': 'This is not the name of the company; type it exactly as it is.',
  },
}
