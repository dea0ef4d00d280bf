export default {
  problems: {
    personal: {
      no_receipts: 'Line {line} of the file of receipts is none; use the output of zhanggui audit erasures.',
      no_person:
        'This is a company, not a person. Only the data of contacts, leads and customers who are persons can be handed out or erased.',
      confirm: 'Type “{text}” exactly as it stands to confirm. Erasing cannot be undone.',
      consent_needed:
        'Erasing a person’s data needs a second person’s consent. Ask for it first; you then have 24 hours.',
      erasure_running:
        'Another person’s data are being erased. Wait until that is done, or stop it, and erase these afterwards.',
      erasure_failed:
        'The erasure did not come to its end, and nothing was changed. Try again; if it fails again, ask whoever runs the server to look at its log.',
      other_consent: 'This consent was given for another record; ask again for this one.',
    },
  },
  personalData: {
    erasedPerson: 'Erased person',
    title: 'Copy of personal data',
    madeAt: 'Made at',
    history: 'History',
    files: 'Files',
    beside: 'Kept beside it',
    mentions: 'Related records',
    why: {
      asked: 'this record',
      merged: 'a record merged with it',
      made: 'a record made of it',
      same: 'the same person by name and number',
    },
  },
  api_groups: { personalData: 'Personal data' },
  api: {
    personalData: {
      preview: 'Where the personal data of a {noun} are',
      export: 'Export the personal data of a {noun}',
      erase: 'Erase the personal data of a {noun}',
      receipts: 'Receipts of erasure',
      erasures: 'The latest erasures of personal data',
      readErasure: 'How far an erasure of personal data is',
      stopErasure: 'Stop an erasure of personal data',
    },
  },
  record: { verbs: { erasePerson: 'erased the personal data' } },
}
