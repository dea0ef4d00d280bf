export default {
  problems: {
    file: {
      too_large: 'The file is too large; at most {max} MB each. Compress it, or split it into several files.',
      empty: 'This file is empty; check it and choose again.',
      no_name: 'Say what the file is called (name).',
      store_unreachable: 'The place for files cannot be reached, and the file was not kept; try again later.',
    },
  },
}
