export default {
  customers: {
    level: 'Level',
    hot: {
      title: 'Hot',
      flag: 'Flag as hot',
      reason: 'Why it is hot',
      example: 'For example: decision within two weeks',
      save: 'Save the reason',
      clear: 'No longer hot',
      about: 'Flagged by {by}, since {since}',
      flagged: 'Flagged as hot',
      cleared: 'No longer hot',
    },
    responsible: { title: 'Responsible', department: 'Department', team: 'Team', nobody: 'Nobody is responsible' },
  },
}
